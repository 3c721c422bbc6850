// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/filterfields.h"
#include "app/filter/integerset.h"
#include "app/filter/rowtest.h"

namespace sockscope {

/// Passes rows whose @p field, one that stands in the PackedRow itself, is among @p numbers. Null for a field
/// that does not.
RowTestPtr columnTest(FilterFieldId field, const IntegerSet &numbers);

} // namespace sockscope

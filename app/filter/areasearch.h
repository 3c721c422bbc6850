// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/bytesearch.h"
#include "app/filter/rowtest.h"

namespace sockscope {

/// The rows of @p block with @p search's needle in their content. Payloads of neighbours lie back to back, so
/// all of them are searched as one haystack, which is several times faster than many small ones.
BlockBits rowsWith(const ByteSearch &search, const RowBlock &block);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/filterast.h"
#include "app/filter/filtererror.h"
#include "app/filter/rowtest.h"

namespace sockscope {

class ConnectionSource;

/// A test made ready to run, or what is wrong with its regular expression.
using MadeTest = std::variant<RowTestPtr, FilterError>;

/// text and hex.
MadeTest contentTest(const FilterTest &test);
/// close.code and close.reason.
MadeTest closeTest(const FilterTest &test);
MadeTest jsonTest(const FilterTest &test);
/// device, peer, path and subprotocol. Without @p connections no row passes.
MadeTest connectionTest(const FilterTest &test, const ConnectionSource *connections);

} // namespace sockscope

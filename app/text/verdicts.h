// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/rule.h"

namespace sockscope {

/// What a broken rule usually means on the device's side, in plain words.
struct Verdict
{
    QLatin1StringView cause; ///< what most likely happens in the device; a full sentence
    QLatin1StringView advice; ///< where to look, or what to try; a full sentence
};

const Verdict &verdictFor(ws::Rule rule) noexcept;

} // namespace sockscope

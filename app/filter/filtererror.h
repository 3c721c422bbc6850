// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sockscope {

/// Why a filter cannot be understood, and where.
struct FilterError
{
    qsizetype position = 0; ///< in the text; its length where something is missing at the end
    qsizetype length = 0; ///< of what is wrong; 0 where something is missing
    QString message; ///< one sentence without a full stop: what is wrong and what was expected

    bool operator==(const FilterError &) const = default;
};

} // namespace sockscope

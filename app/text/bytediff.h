// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QStringView>

#include <vector>

namespace sockscope {

/// Where two sequences differ: @p leftSize elements at @p leftAt stand in place of @p rightSize at @p
/// rightAt. One of the sizes may be 0.
struct Difference
{
    qsizetype leftAt = 0;
    qsizetype leftSize = 0;
    qsizetype rightAt = 0;
    qsizetype rightSize = 0;

    bool operator==(const Difference &) const = default;
};

struct DiffLimits
{
    qsizetype elements = 64 * 1024; ///< of either side between the common beginning and the common end
    qsizetype edits = 1000; ///< elements that come and go; time and memory grow with its square
};

struct Differences
{
    std::vector<Difference> list; ///< in their order; empty when the two are equal
    bool isCoarse = false; ///< the limits were met: the last one is all that was not looked into

    bool operator==(const Differences &) const = default;
};

/// The fewest differences there are, by Myers' algorithm, within @p limits.
Differences diffBytes(QByteArrayView left, QByteArrayView right, const DiffLimits &limits = {});
/// The same of text, by UTF-16 unit.
Differences diffText(QStringView left, QStringView right, const DiffLimits &limits = {});

} // namespace sockscope

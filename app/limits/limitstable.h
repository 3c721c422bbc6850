// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsreport.h"

#include <QStringList>

namespace sockscope {

/// One line of a table of results, or of two side by side.
struct LimitsLine
{
    LimitKind kind = LimitKind::Frame;
    QStringList cells;
    QList<bool> differs; ///< cells that say something else than the other report does; empty for one report
};

/// Columns and lines as every view and file shows them.
struct LimitsTable
{
    QStringList columns;
    QList<LimitsLine> lines;
};

/// Limit, worked, failed, how, tries.
LimitsTable limitsTable(const LimitsReport &report);
/// Limit, then worked, failed and how of both; every kind that one of them has. How often something was tried
/// is no difference.
LimitsTable comparisonTable(const LimitsReport &first, const LimitsReport &second);

/// "cam-porch, 27 Nov 2026 14:03".
QString reportName(const LimitsReport &report);
/// What a table does not say: when, how long, how often the device had to return, how it ended.
QStringList reportFacts(const LimitsReport &report);

/// Aligned columns for people. A difference is marked by an asterisk.
QString tableAsText(const LimitsTable &table);
/// A table of GitHub's Markdown; what a device wrote stays text.
QString tableAsMarkdown(const LimitsTable &table);
/// RFC 4180.
QString tableAsCsv(const LimitsTable &table);

} // namespace sockscope

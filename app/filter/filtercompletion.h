// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace sockscope {

/// What can be put in the place of the word at the cursor.
struct FilterCompletion
{
    QString insert;
    QString description;
    qsizetype replaceFrom = 0;
    qsizetype replaceLength = 0;
};

/// All that makes sense at @p cursor and begins as the word there does, then all that has it inside. Nothing
/// within quotes and regular expressions, behind an error, and where the word is complete.
std::vector<FilterCompletion> filterCompletions(QStringView text, qsizetype cursor);

} // namespace sockscope

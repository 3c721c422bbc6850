// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace sockscope {

/// Why what somebody typed is not a payload: where, which rule, and what to do about it.
struct InputError
{
    int line = 1; ///< from 1; 0 where the trouble has no place in the text, as with a file
    int column = 1; ///< from 1, in characters of the line
    QString rule; ///< "“g” is not a hex digit"
    QString advice; ///< "write bytes as two digits of 0-9 and a-f, such as 81 85"

    /// "Line 2, column 5: “g” is not a hex digit. Write bytes as ..."
    QString toString() const;
    bool operator==(const InputError &) const = default;
};

/// An error at text[@p index]; the end of the text is a place, too.
InputError errorAt(QStringView text, qsizetype index, const QString &rule, const QString &advice);

/// "“g”", and "U+0007" for what cannot be shown.
QString quotedCharacter(QStringView text, qsizetype index);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/visibletext.h"

namespace sockscope {

QString visibleText(QString text)
{
    for (QChar &c : text) {
        if (c < u' ' && c != u'\t' && c != u'\n')
            c = QChar(u'\x2400' + c.unicode());
        else if (c == u'\x7F')
            c = QChar(u'\x2421');
        else if (c > u'\x7F' && c < u'\xA0')
            c = QChar(QChar::ReplacementCharacter);
    }
    return text;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/copyformats.h"

#include <algorithm>

namespace sockscope {

QString cArray(QByteArrayView bytes, quint64 row)
{
    constexpr qsizetype BytesPerLine = 16;
    const QString begin = QStringLiteral("static const uint8_t frame_%1[%2] = {\n").arg(row);
    if (bytes.isEmpty())
        return begin.arg(1) + QStringLiteral("    0 /* the payload is empty */\n};\n");
    QString text = begin.arg(bytes.size());
    for (qsizetype at = 0; at < bytes.size(); at += BytesPerLine) {
        const QByteArrayView line = bytes.sliced(at, std::min(BytesPerLine, bytes.size() - at));
        text += QStringLiteral("   ");
        for (const char byte : line)
            text += QStringLiteral(" 0x%1,").arg(quint8(byte), 2, 16, QLatin1Char('0'));
        text += u'\n';
    }
    return text + QStringLiteral("};\n");
}

QString shellQuoted(const QString &text)
{
    QString inside = text;
    return u'\'' + inside.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

QString wscatCommand(const WscatTarget &target, const QString &text)
{
    QString command = QStringLiteral("wscat -c %1").arg(shellQuoted(target.url));
    if (!target.subprotocol.isEmpty())
        command += QStringLiteral(" -s %1").arg(shellQuoted(target.subprotocol));
    return command + QStringLiteral(" -x %1").arg(shellQuoted(text));
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/payloadtext.h"

#include "serverlib/protocol/utf8validator.h"

#include <algorithm>

namespace sockscope {

namespace {

constexpr QChar Ellipsis(0x2026);
constexpr qsizetype BytesPerDumpRow = 16;

// Bytes of the code point at the front; 0 when there is none.
qsizetype codePointSize(QByteArrayView bytes)
{
    const auto lead = quint8(bytes.front());
    const qsizetype size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return size <= bytes.size() && ws::isValidUtf8(bytes.first(size)) ? size : 0;
}

QString hexByte(char byte)
{
    return QStringLiteral("%1").arg(quint8(byte), 2, 16, QLatin1Char('0'));
}

// Line breaks and marks that reorder what stands beside them would let a peer garble its row.
bool disturbs(char32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x200E || point == 0x200F
        || point == 0x061C || (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069)
        || point == 0xFEFF;
}

QString escaped(char32_t point)
{
    switch (point) {
    case '\n':
        return QStringLiteral("\\n");
    case '\r':
        return QStringLiteral("\\r");
    case '\t':
        return QStringLiteral("\\t");
    default:
        return point < 0x80 ? QStringLiteral("\\x") + hexByte(char(point))
                            : QStringLiteral("\\u{%1}").arg(quint32(point), 0, 16);
    }
}

// What the code point at the front looks like; moves `bytes` past it.
QString takeShown(QByteArrayView *bytes)
{
    const qsizetype size = codePointSize(*bytes);
    const QByteArrayView front = bytes->first(std::max<qsizetype>(size, 1));
    *bytes = bytes->sliced(front.size());
    if (size == 0)
        return QStringLiteral("\\x") + hexByte(front.front());
    const QString text = QString::fromUtf8(front);
    const char32_t point = text.toUcs4().constFirst();
    return disturbs(point) ? escaped(point) : text;
}

QString dumpRow(qsizetype offset, QByteArrayView row)
{
    QString hex;
    QString ascii;
    for (qsizetype i = 0; i < row.size(); ++i) {
        hex += (i == BytesPerDumpRow / 2 ? QStringLiteral("  ") : QStringLiteral(" ")) + hexByte(row[i]);
        const bool visible = row[i] >= 0x20 && row[i] < 0x7F;
        ascii += QLatin1Char(visible ? row[i] : '.');
    }
    return QStringLiteral("%1 %2  %3")
        .arg(offset, 8, 16, QLatin1Char('0'))
        .arg(hex.leftJustified(BytesPerDumpRow * 3 + 1), ascii);
}

} // namespace

QString hexPreview(QByteArrayView bytes, qsizetype maxBytes)
{
    const QByteArrayView shown = bytes.first(std::min(bytes.size(), maxBytes));
    QString text = QString::fromLatin1(shown.toByteArray().toHex(' '));
    if (shown.size() < bytes.size())
        text += QLatin1Char(' ') + Ellipsis;
    return text;
}

QString textPreview(QByteArrayView bytes, qsizetype maxChars)
{
    QString text;
    while (!bytes.isEmpty()) {
        const QString next = takeShown(&bytes);
        if (text.size() + next.size() > maxChars)
            return text + Ellipsis;
        text += next;
    }
    return text;
}

QString formatBytes(quint64 bytes)
{
    constexpr double Step = 1024;
    if (bytes < quint64(Step))
        return QStringLiteral("%1 B").arg(bytes);
    double value = double(bytes) / Step;
    const char *unit = "KiB";
    for (const char *larger : {"MiB", "GiB", "TiB"}) {
        if (value < Step)
            break;
        value /= Step;
        unit = larger;
    }
    return QStringLiteral("%1 %2").arg(QString::number(value, 'f', 1), QLatin1String(unit));
}

QString formatRtt(qint64 nanoseconds)
{
    if (nanoseconds < 0)
        return QStringLiteral("–");
    const double ms = double(nanoseconds) / 1e6;
    // Two or three figures; each bound is where the next form's rounding begins.
    if (ms < 0.995)
        return QStringLiteral("%1 ms").arg(ms, 0, 'f', 2);
    if (ms < 99.95)
        return QStringLiteral("%1 ms").arg(ms, 0, 'f', 1);
    if (ms < 999.5)
        return QStringLiteral("%1 ms").arg(ms, 0, 'f', 0);
    return QStringLiteral("%1 s").arg(ms / 1000, 0, 'f', 1);
}

QString hexDump(QByteArrayView bytes, qsizetype maxBytes)
{
    const QByteArrayView shown = bytes.first(std::min(bytes.size(), maxBytes));
    QStringList rows;
    for (qsizetype offset = 0; offset < shown.size(); offset += BytesPerDumpRow)
        rows << dumpRow(offset, shown.sliced(offset, std::min(BytesPerDumpRow, shown.size() - offset)));
    if (shown.size() < bytes.size())
        rows << QStringLiteral("%1 %2 more bytes").arg(Ellipsis).arg(bytes.size() - shown.size());
    return rows.join(QLatin1Char('\n'));
}

} // namespace sockscope

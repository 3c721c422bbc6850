// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/hexdumpinput.h"

#include "app/compose/hexdigit.h"

#include <QList>

namespace sockscope {

namespace {

constexpr qsizetype MinOffsetDigits = 4;
constexpr qsizetype MaxOffsetDigits = 16;
constexpr qsizetype TightOffsetDigits = 6; // of od -A x -t x1; hexdump's seven lead words, not bytes
constexpr quint64 MaxRowBytes = 256; // xxd -c takes no more
constexpr qsizetype MaxSpacedBytes = 16; // of a row without a colon: Wireshark's and hexdump's

struct Line
{
    QStringView text; // without space at its ends
    qsizetype index = 0; // of its first character in the whole
};

QList<Line> linesOf(QStringView whole)
{
    QList<Line> lines;
    for (const QStringView part : whole.split(u'\n')) {
        const QStringView text = part.trimmed();
        if (!text.isEmpty())
            lines.append({text, text.data() - whole.data()});
    }
    return lines;
}

struct RowStart
{
    quint64 offset = 0;
    qsizetype bytesAt = 0; // where the bytes begin; the line's size for the offset behind the last of them
    bool hasColon = false;
    bool isTight = false; // a single space behind the offset, as od has it
};

std::optional<RowStart> rowStart(QStringView line)
{
    RowStart start;
    qsizetype at = 0;
    for (; at < line.size() && hexDigit(line[at]) >= 0; ++at)
        start.offset = start.offset << 4 | quint64(hexDigit(line[at]));
    if (at < MinOffsetDigits || at > MaxOffsetDigits)
        return std::nullopt;
    const qsizetype digits = at;
    start.hasColon = at < line.size() && line[at] == u':';
    at += start.hasColon ? 1 : 0;
    const qsizetype gapAt = at;
    while (at < line.size() && line[at].isSpace())
        ++at;
    const bool isApart =
        start.hasColon ? at > gapAt : at - gapAt >= 2 || line.sliced(gapAt).startsWith(u'\t');
    start.isTight = !isApart && digits == TightOffsetDigits && at > gapAt;
    if (at < line.size() && !isApart && !start.isTight)
        return std::nullopt;
    start.bytesAt = at;
    return start;
}

/// One row's bytes. ASCII begins at a |, or behind a wider gap than any between bytes.
class RowReader
{
public:
    RowReader(QStringView whole, const Line &line, const RowStart &start)
        : m_whole(whole)
        , m_line(line)
        , m_at(start.bytesAt)
        , m_hasColon(start.hasColon)
        , m_isTight(start.isTight)
    { }

    PayloadResult read()
    {
        while (m_at < m_line.text.size() && !isAtText()) {
            const qsizetype groupAt = m_at;
            while (m_at < m_line.text.size() && hexDigit(m_line.text[m_at]) >= 0)
                ++m_at;
            if (m_at == groupAt || (m_at < m_line.text.size() && !m_line.text[m_at].isSpace()))
                return wrong(
                    m_at, QStringLiteral("%1 is not a hex digit").arg(quotedCharacter(m_line.text, m_at)));
            if ((m_at - groupAt) % 2 != 0)
                return wrong(groupAt, QStringLiteral("a byte has one digit"));
            if (m_isTight && m_at - groupAt != 2)
                return wrong(groupAt, QStringLiteral("words of several bytes do not say their order"));
            m_bytes += QByteArray::fromHex(m_line.text.sliced(groupAt, m_at - groupAt).toLatin1());
            skipGap();
        }
        return m_bytes;
    }

private:
    bool isAtText() const
    {
        if (m_line.text[m_at] == u'|' || (m_isTight && m_line.text[m_at] == u'>'))
            return true;
        const qsizetype widest = m_hasColon || m_isTight ? 1 : 2;
        return m_gap > widest || (!m_hasColon && m_bytes.size() >= MaxSpacedBytes);
    }
    void skipGap()
    {
        const qsizetype from = m_at;
        while (m_at < m_line.text.size() && m_line.text[m_at].isSpace())
            ++m_at;
        m_gap = m_at - from;
    }
    InputError wrong(qsizetype at, const QString &rule) const
    {
        return errorAt(m_whole, m_line.index + at, rule,
            QStringLiteral("a row of a hex dump is its offset, bytes of two digits, and perhaps the same as "
                           "ASCII behind some space"));
    }

    const QStringView m_whole;
    const Line m_line;
    qsizetype m_at;
    qsizetype m_gap = 0;
    const bool m_hasColon;
    const bool m_isTight;
    QByteArray m_bytes;
};

/// Puts rows together, and holds each to its offset.
class DumpReader
{
public:
    explicit DumpReader(QStringView whole) : m_whole(whole) { }

    PayloadResult read()
    {
        for (const Line &line : linesOf(m_whole)) {
            if (const auto error = readLine(line))
                return *error;
        }
        return m_repeats ? PayloadResult(errorAt(m_whole, m_whole.size(),
                   QStringLiteral("nothing says how often the row before the * is meant"),
                   QStringLiteral("paste the dump's last line, too: the offset of its end")))
                         : m_bytes;
    }

private:
    std::optional<InputError> readLine(const Line &line)
    {
        if (line.text == u"*" && !m_row.isEmpty()) {
            m_repeats = true;
            return std::nullopt;
        }
        const auto start = rowStart(line.text);
        if (!start)
            return errorAt(m_whole, line.index, QStringLiteral("this line does not begin with an offset"),
                QStringLiteral("paste rows of a hex dump only, or bytes without offsets only"));
        if (!m_begun)
            m_first = start->offset;
        m_begun = true;
        if (const auto error = reach(line, start->offset))
            return error;
        PayloadResult row = RowReader(m_whole, line, *start).read();
        if (const auto *error = std::get_if<InputError>(&row))
            return *error;
        m_row = std::get<QByteArray>(row);
        m_bytes += m_row;
        return std::nullopt;
    }

    // Brings m_bytes to where the row at @p offset begins.
    std::optional<InputError> reach(const Line &line, quint64 offset)
    {
        const quint64 wanted = offset - m_first; // an offset before the first wraps: far too large
        if (wanted > quint64(MaxComposedPayload))
            return errorAt(m_whole, line.index,
                QStringLiteral("the offset is more than 16 MiB from the first"),
                QStringLiteral("send the dump in parts"));
        const auto size = qsizetype(wanted);
        while (m_repeats && m_bytes.size() < size)
            m_bytes += m_row;
        m_repeats = false;
        // What looks like hex in the ASCII column is cut off again.
        const bool isTooLong = m_bytes.size() > size && m_bytes.size() - size < m_row.size();
        if (isTooLong)
            m_bytes.truncate(size);
        if (m_bytes.size() == size)
            return std::nullopt;
        return errorAt(m_whole, line.index,
            QStringLiteral("the offset says byte %1, but %2 bytes come before it")
                .arg(size)
                .arg(m_bytes.size()),
            QStringLiteral("is a row missing, or a dump pasted twice?"));
    }

    const QStringView m_whole;
    QByteArray m_bytes;
    QByteArray m_row; // the last one
    quint64 m_first = 0;
    bool m_begun = false;
    bool m_repeats = false;
};

} // namespace

bool isHexDump(QStringView text)
{
    const QList<Line> lines = linesOf(text);
    if (lines.isEmpty())
        return false;
    const auto first = rowStart(lines[0].text);
    if (!first || first->bytesAt >= lines[0].text.size())
        return false;
    if (first->offset == 0 && !first->isTight)
        return true;
    const auto second = lines.size() > 1 ? rowStart(lines[1].text) : std::nullopt;
    return second && second->offset > first->offset && second->offset - first->offset <= MaxRowBytes;
}

PayloadResult readHexDump(QStringView text)
{
    return DumpReader(text).read();
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes in hex, as people type and paste them.
#include "app/compose/hexdigit.h"
#include "app/compose/hexdumpinput.h"
#include "app/compose/payloadinput.h"

namespace sockscope {

namespace {

bool isSeparator(QChar character)
{
    return character.isSpace() || QStringView(u",;:-{}[]()\"'").contains(character);
}

/// Pairs of digits, with or without separators, prefixes and C's comments between them.
class HexReader
{
public:
    explicit HexReader(QStringView text) : m_text(text)
    {
        // "unsigned char bytes[2] = { 0x81, 0x85 };": what is between the braces.
        const qsizetype open = text.indexOf(u'{');
        if (open >= 0 && text.first(open).trimmed().endsWith(u'=')) {
            const qsizetype close = text.indexOf(u'}', open);
            m_at = open + 1;
            m_end = close < 0 ? text.size() : close;
        } else {
            m_end = text.size();
        }
    }

    PayloadResult read()
    {
        while (skipBetween()) {
            if (const auto error = readByte())
                return *error;
        }
        return m_bytes;
    }

private:
    bool startsWith(QStringView word) const
    {
        return m_text.sliced(m_at).startsWith(word, Qt::CaseInsensitive);
    }
    bool isAtEnd(qsizetype at) const { return at >= m_end || isSeparator(m_text[at]); }

    // To the next byte; false at the end.
    bool skipBetween()
    {
        while (m_at < m_end) {
            if (isSeparator(m_text[m_at]))
                ++m_at;
            else if (startsWith(u"/*"))
                skipPast(u"*/");
            else if (startsWith(u"//"))
                skipPast(u"\n");
            else
                return true;
        }
        return false;
    }

    void skipPast(QStringView mark)
    {
        const qsizetype found = m_text.indexOf(mark, m_at + 2);
        m_at = found < 0 ? m_end : qMin(m_end, found + mark.size());
    }

    std::optional<InputError> readByte()
    {
        const bool hasPrefix = startsWith(u"0x") || startsWith(u"\\x");
        m_at += hasPrefix ? 2 : 0;
        const int high = m_at < m_end ? hexDigit(m_text[m_at]) : -1;
        if (high < 0)
            return notHex(m_at);
        if (isAtEnd(m_at + 1) || (hasPrefix && m_text[m_at + 1] == u'\\')) {
            if (!hasPrefix)
                return errorAt(m_text, m_at, QStringLiteral("the byte “%1” has one digit").arg(m_text[m_at]),
                    QStringLiteral("write two, such as 0%1").arg(m_text[m_at]));
            m_bytes.append(char(high)); // C's 0x5
            ++m_at;
            return std::nullopt;
        }
        const int low = hexDigit(m_text[m_at + 1]);
        if (low < 0)
            return notHex(m_at + 1);
        m_bytes.append(char(high << 4 | low));
        m_at += 2;
        return std::nullopt;
    }

    InputError notHex(qsizetype at) const
    {
        const qsizetype wrong = qMin(at, m_end - 1); // the end: what came last is incomplete
        return errorAt(m_text, wrong,
            QStringLiteral("%1 is not a hex digit").arg(quotedCharacter(m_text, wrong)),
            QStringLiteral("write bytes as two digits of 0-9 and a-f, such as 81 85"));
    }

    const QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_end = 0;
    QByteArray m_bytes;
};

} // namespace

PayloadResult readHexPayload(QStringView text)
{
    return isHexDump(text) ? readHexDump(text) : HexReader(text).read();
}

} // namespace sockscope

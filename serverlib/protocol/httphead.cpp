// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/httphead.h"

#include <algorithm>

namespace ws {

namespace {

constexpr QByteArrayView EndOfHead("\r\n\r\n");
// RFC 8446 5.1: ContentType alert and handshake, the first byte that a TLS server and a TLS client may send.
constexpr char TlsAlertRecord = 0x15;
constexpr char TlsHandshakeRecord = 0x16;

bool isTokenChar(char c)
{
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return alphanumeric || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isControlChar(char c)
{
    return (quint8(c) < 0x20 && c != '\t') || quint8(c) == 0x7F;
}

} // namespace

bool isHttpToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenChar);
}

QByteArray HttpHead::value(QByteArrayView name) const
{
    for (const HttpHeader &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

bool HttpHead::contains(QByteArrayView name) const
{
    return count(name) > 0;
}

int HttpHead::count(QByteArrayView name) const
{
    return int(std::ranges::count_if(headers,
        [name](const HttpHeader &header) { return header.name.compare(name, Qt::CaseInsensitive) == 0; }));
}

QList<QByteArray> HttpHead::list(QByteArrayView name) const
{
    QList<QByteArray> items;
    for (const HttpHeader &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &part : header.value.split(',')) {
            // RFC 9110 5.6.1.2: empty items do not count.
            if (const QByteArray item = part.trimmed(); !item.isEmpty())
                items.append(item);
        }
    }
    return items;
}

bool HttpHead::hasToken(QByteArrayView name, QByteArrayView token) const
{
    return std::ranges::any_of(list(name),
        [token](const QByteArray &item) { return item.compare(token, Qt::CaseInsensitive) == 0; });
}

HttpHeadReader::HttpHeadReader(Kind kind, const Limits &limits) : m_kind(kind), m_limits(limits)
{ }

HttpHeadReader::Result HttpHeadReader::feed(QByteArrayView bytes, qsizetype *consumed)
{
    const qsizetype before = m_buffer.size();
    const qsizetype room = qMax<qsizetype>(0, m_limits.handshakeBytes - before);
    const qsizetype taken = qMin(bytes.size(), room);
    m_buffer.append(bytes.first(taken));
    *consumed = taken;

    const qsizetype searchFrom = qMax<qsizetype>(0, before - EndOfHead.size() + 1);
    const qsizetype end = QByteArrayView(m_buffer).indexOf(EndOfHead, searchFrom);
    const qsizetype headSize = end < 0 ? m_buffer.size() : end + EndOfHead.size();
    // Bytes that are no HTTP are named as soon as they come, not when a line happens to end.
    if (const auto violation = checkBytes(before, headSize))
        return *violation;
    if (end >= 0) {
        *consumed = headSize - before;
        m_buffer.truncate(headSize);
        return split();
    }
    if (m_buffer.size() >= m_limits.handshakeBytes) {
        return Violation{Rule::HandshakeTooLarge, quint64(m_buffer.size()),
            QStringLiteral("no end within %1 bytes").arg(m_limits.handshakeBytes)};
    }
    return NeedMore{};
}

std::optional<Violation> HttpHeadReader::checkBytes(qsizetype from, qsizetype to) const
{
    if (from == 0 && to > 0 && m_kind == Kind::Request && m_buffer[0] == TlsHandshakeRecord)
        return Violation{Rule::TlsOnPlain, 0, QStringLiteral("the first byte is that of a TLS ClientHello")};
    if (from == 0 && to > 0 && m_kind == Kind::Response && m_buffer[0] == TlsAlertRecord)
        return malformed(0, QStringLiteral("this is a TLS alert: the server speaks wss://"));
    for (qsizetype i = from; i < to; ++i) {
        const char byte = m_buffer[i];
        const bool afterCr = i > 0 && m_buffer[i - 1] == '\r';
        if (byte == '\n' && !afterCr)
            return malformed(i, QStringLiteral("a line ends with LF alone, not CR LF"));
        if (byte != '\n' && afterCr)
            return malformed(i, QStringLiteral("CR without LF"));
        if (byte != '\r' && byte != '\n' && isControlChar(byte))
            return malformed(
                i, QStringLiteral("control character 0x%1").arg(quint8(byte), 2, 16, QLatin1Char('0')));
    }
    return std::nullopt;
}

HttpHeadReader::Result HttpHeadReader::split()
{
    HttpHead head;
    head.raw = m_buffer;
    qsizetype lineStart = 0;
    for (;;) {
        const qsizetype lineEnd = m_buffer.indexOf("\r\n", lineStart);
        const QByteArrayView line = QByteArrayView(m_buffer).sliced(lineStart, lineEnd - lineStart);
        if (lineStart == 0) {
            head.startLine = line.toByteArray();
        } else if (line.isEmpty()) {
            return head;
        } else {
            const qsizetype colon = line.indexOf(':');
            // RFC 9112 5.1 and 5.2: a token directly before the colon; folded lines are obsolete.
            if (colon < 0 || !isHttpToken(line.first(colon)))
                return malformed(lineStart, QStringLiteral("a header line without a name and a colon"));
            if (head.headers.size() >= m_limits.handshakeHeaders) {
                return Violation{Rule::HandshakeTooLarge, quint64(lineStart),
                    QStringLiteral("more than %1 header lines").arg(m_limits.handshakeHeaders)};
            }
            head.headers.append(
                {line.first(colon).toByteArray(), line.sliced(colon + 1).toByteArray().trimmed()});
        }
        lineStart = lineEnd + 2;
    }
}

Violation HttpHeadReader::malformed(qsizetype offset, const QString &detail) const
{
    const Rule rule = m_kind == Kind::Request ? Rule::MalformedRequest : Rule::MalformedResponse;
    return {rule, quint64(offset), QStringLiteral("%1, at byte %2").arg(detail).arg(offset)};
}

} // namespace ws

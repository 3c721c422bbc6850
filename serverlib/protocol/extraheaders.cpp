// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/extraheaders.h"

#include <algorithm>
#include <array>

namespace ws {

namespace {

// A second one of these would contradict the first, and end the handshake or the framing of the page.
constexpr std::array<QByteArrayView, 9> writtenByHandshake{"Connection", "Upgrade", "Sec-WebSocket-Accept",
    "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions", "Sec-WebSocket-Version", "Content-Length",
    "Content-Type", "Transfer-Encoding"};

bool isWrittenByHandshake(QByteArrayView name)
{
    return std::ranges::any_of(writtenByHandshake,
        [name](QByteArrayView written) { return name.compare(written, Qt::CaseInsensitive) == 0; });
}

} // namespace

bool isHttpFieldValue(QByteArrayView text)
{
    return std::ranges::none_of(
        text, [](char c) { return (quint8(c) < 0x20 && c != '\t') || quint8(c) == 0x7F; });
}

QString extraHeadersFault(const QList<HttpHeader> &headers)
{
    for (const HttpHeader &header : headers) {
        const QString name = QString::fromLatin1(header.name.toPercentEncoding(" !#$&'*+^`|:"));
        if (!isHttpToken(header.name))
            return QStringLiteral("\"%1\" is not a header's name (RFC 9110 5.1)").arg(name);
        if (!isHttpFieldValue(header.value))
            return QStringLiteral(
                "The value of %1 has a line break or another control character (RFC 9110 5.5)")
                .arg(name);
        if (isWrittenByHandshake(header.name))
            return QStringLiteral("%1 is written by the handshake itself").arg(name);
    }
    return {};
}

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/client/clienttarget_p.h"

#include "serverlib/protocol/extraheaders.h"

#include <algorithm>

namespace ws {

namespace {

constexpr QLatin1StringView PlainScheme("ws");
constexpr QLatin1StringView TlsScheme("wss");
constexpr quint16 PlainPort = 80; // RFC 6455 3
constexpr quint16 TlsPort = 443;

quint16 defaultPort(const QUrl &url)
{
    return url.scheme() == TlsScheme ? TlsPort : PlainPort;
}

// What RFC 6455 3 says of a WebSocket URL; empty when it holds.
QString faultOf(const ClientOptions &options)
{
    const QUrl &url = options.url;
    const QString shown = url.toDisplayString();
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != PlainScheme && url.scheme() != TlsScheme)) {
        return QStringLiteral("\"%1\" is not a WebSocket address: write it as ws://host:port/path")
            .arg(shown);
    }
    if (url.hasFragment())
        return QStringLiteral("a WebSocket address has no fragment: leave out the # in \"%1\"").arg(shown);
    return {};
}

QString faultOf(const QStringList &subprotocols)
{
    for (const QString &subprotocol : subprotocols) {
        const bool isAscii = std::ranges::all_of(subprotocol, [](QChar c) { return c.unicode() < 0x80; });
        if (!isAscii || !isHttpToken(subprotocol.toLatin1()))
            return QStringLiteral("\"%1\" is no subprotocol: it must be a token, without spaces")
                .arg(subprotocol);
        if (subprotocols.count(subprotocol) > 1)
            return QStringLiteral("the subprotocol \"%1\" is offered twice").arg(subprotocol);
    }
    return {};
}

// A value that could end its line would be a header of somebody else's.
QString faultOf(const QList<HttpHeader> &headers)
{
    for (const HttpHeader &header : headers) {
        if (!isHttpToken(header.name) || !isHttpFieldValue(header.value)) {
            return QStringLiteral(
                "the header \"%1\" cannot be sent: its name must be a token, and its value one line")
                .arg(QString::fromLatin1(header.name));
        }
    }
    return {};
}

QByteArray hostHeader(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']'; // RFC 3986 3.2.2
    const int port = url.port(defaultPort(url));
    return port == defaultPort(url) ? host : host + ':' + QByteArray::number(port);
}

QByteArray requestTarget(const QUrl &url)
{
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    return (path.isEmpty() ? QByteArray("/") : path) + (url.hasQuery() ? '?' + query : QByteArray());
}

UpgradeOffer offerOf(const ClientOptions &options)
{
    UpgradeOffer offer;
    offer.host = options.hostHeader.value_or(hostHeader(options.url));
    offer.path = requestTarget(options.url);
    offer.key = options.key.value_or(randomUpgradeKey());
    offer.subprotocols = options.subprotocols;
    offer.perMessageDeflate = options.perMessageDeflate;
    if (options.origin)
        offer.extraHeaders.append({"Origin", *options.origin});
    if (!options.url.userInfo().isEmpty()) { // RFC 7617 2
        const QString user = options.url.userName(QUrl::FullyDecoded) + QLatin1Char(':')
            + options.url.password(QUrl::FullyDecoded);
        offer.extraHeaders.append({"Authorization", "Basic " + user.toUtf8().toBase64()});
    }
    offer.extraHeaders += options.headers;
    return offer;
}

} // namespace

std::variant<ClientTarget, QString> clientTarget(const ClientOptions &options)
{
    ClientTarget target;
    for (const QString &fault :
        {faultOf(options), faultOf(options.subprotocols), deflateOptionsFault(options.perMessageDeflate)}) {
        if (!fault.isEmpty())
            return fault;
    }
    target.server = {
        options.url.host(QUrl::FullyEncoded), quint16(options.url.port(defaultPort(options.url)))};
    target.offer = offerOf(options);
    const QList<HttpHeader> ownHeaders{{"Host", target.offer.host}, {"Sec-WebSocket-Key", target.offer.key}};
    if (const QString fault = faultOf(ownHeaders + target.offer.extraHeaders); !fault.isEmpty())
        return fault;
    return target;
}

} // namespace ws

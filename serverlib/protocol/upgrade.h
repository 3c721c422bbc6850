// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/httphead.h"
#include "serverlib/protocol/permessagedeflate.h"
#include "serverlib/protocol/strictness.h"

#include <QStringList>

namespace ws {

/// A client's opening handshake, read from its request head (RFC 6455 4.1).
struct UpgradeRequest
{
    HttpHead head; ///< all of it
    QByteArray path; ///< request target as sent: "/v1/telemetry?id=3"
    QByteArray host; ///< value of the Host header
    QByteArray key; ///< Sec-WebSocket-Key as sent
    QByteArray origin; ///< what a browser says of the page; empty for other clients
    QStringList subprotocols; ///< in the client's order of preference
    QList<QByteArray> extensions; ///< offers, parameters included; none if one of them is malformed

    /// The path without authority and query, as sent, percent-encoded: "/v1/telemetry".
    QByteArray plainPath() const;
};

/// The request target of @p head, a request's that has been judged: a view into it.
QByteArrayView requestTarget(QByteArrayView head);

/// True for what UpgradeRequest::plainPath() can be: begins with "/", percent-encoded, no query.
bool isPlainPath(const QString &path);

/// Judges a request head. A violation's httpStatus says how to refuse it. @p tolerated violations are
/// appended instead of failing, where the strictness allows.
std::variant<UpgradeRequest, Violation> parseUpgradeRequest(
    const HttpHead &head, const Strictness &strictness, QList<Violation> *tolerated = nullptr);

/// Sec-WebSocket-Accept for a key: base64(SHA-1(key + GUID)) (RFC 6455 4.2.2).
QByteArray acceptKeyFor(QByteArrayView key);

/// "HTTP/1.1 101 Switching Protocols" with the accept key, the subprotocol if any, and @p extra headers.
QByteArray upgradeResponse(
    const UpgradeRequest &request, const QString &subprotocol, const QList<HttpHeader> &extra = {});

/// A complete refusal with a short plain-text page, Connection: close, and what the status asks for
/// (Sec-WebSocket-Version for 426, Allow for 405).
QByteArray refusalResponse(int status, const QString &explanation, const QList<HttpHeader> &extra = {});

/// "Not Found" for 404; "Refused" for a status that is not used here.
QByteArray httpReasonPhrase(int status);

/// Adds "Name: value" lines to a head that is being written.
void appendHeaders(QByteArray *head, const QList<HttpHeader> &headers);

/// What a client asks for.
struct UpgradeOffer
{
    QByteArray host; ///< value of the Host header: "192.168.1.20:8080"
    QByteArray path = "/"; ///< request target, with the query
    QByteArray key; ///< 16 random bytes in base64
    QStringList subprotocols; ///< in the order of preference
    DeflateOptions perMessageDeflate; ///< offered if enabled
    QList<HttpHeader> extraHeaders; ///< after those of the handshake
};

/// The whole request head.
QByteArray upgradeRequest(const UpgradeOffer &offer);
/// A fresh Sec-WebSocket-Key, from the operating system's random source.
QByteArray randomUpgradeKey();

/// A server's answer that a client may accept.
struct UpgradeResponse
{
    HttpHead head; ///< all of it
    QString subprotocol; ///< empty when none was chosen
    std::optional<DeflateParameters> deflate; ///< permessage-deflate as agreed on
};

/// The status of a response, 100 to 599; 0 when its first line has none (RFC 9112 4).
int httpStatus(const HttpHead &response);

/// Judges a server's answer against what was offered (RFC 6455 4.1).
std::variant<UpgradeResponse, Violation> parseUpgradeResponse(const HttpHead &head, const UpgradeOffer &offer,
    const Strictness &strictness, QList<Violation> *tolerated = nullptr);

} // namespace ws

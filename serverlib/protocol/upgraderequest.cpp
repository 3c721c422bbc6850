// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The server's half of the opening handshake: reading a request, answering it (RFC 6455 4.2).
#include "serverlib/protocol/upgrade.h"

#include <QCryptographicHash>

#include <algorithm>

namespace ws {

namespace {

constexpr QByteArrayView AcceptGuid("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"); // RFC 6455 1.3
constexpr qsizetype KeyBytes = 16;
constexpr qsizetype KeyCharacters = 24; // RFC 4648 4: padding included, which Qt does not insist on

/// Runs the checks of RFC 6455 4.2.1 one by one; the first that fails and is not tolerated stands.
class RequestCheck
{
public:
    RequestCheck(const Strictness &strictness, QList<Violation> *tolerated)
        : m_strictness(strictness), m_tolerated(tolerated)
    { }

    void demand(bool holds, Rule rule, const QString &seen)
    {
        if (holds || m_violation)
            return;
        Violation violation{rule, 0, seen};
        if (!m_strictness.tolerates(rule))
            m_violation = violation;
        else if (m_tolerated != nullptr)
            m_tolerated->append(violation);
    }
    const std::optional<Violation> &violation() const { return m_violation; }

private:
    const Strictness &m_strictness;
    QList<Violation> *m_tolerated;
    std::optional<Violation> m_violation;
};

QString quoted(const QByteArray &value)
{
    constexpr qsizetype Shown = 60;
    const QString text = QString::fromLatin1(value.first(qMin(value.size(), Shown)));
    return QStringLiteral("\"%1%2\"").arg(text, value.size() > Shown ? QStringLiteral("…") : QString());
}

QString seen(const HttpHead &head, const char *name)
{
    return head.contains(name)
        ? QStringLiteral("%1: %2").arg(QLatin1StringView(name), quoted(head.value(name)))
        : QStringLiteral("no %1 header").arg(QLatin1StringView(name));
}

bool isKey(const QByteArray &key)
{
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return key.size() == KeyCharacters && decoded && (*decoded).size() == KeyBytes;
}

bool areDistinctTokens(const QList<QByteArray> &items)
{
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (!isHttpToken(items[i]) || items.indexOf(items[i], i + 1) >= 0)
            return false;
    }
    return true;
}

bool areExtensions(const QList<QByteArray> &items)
{
    return !items.isEmpty() && std::ranges::all_of(items, [](const QByteArray &item) {
        return parseExtension(item).has_value();
    });
}

bool isAtLeastHttp11(const QByteArray &version)
{
    return version.startsWith("HTTP/") && version.size() == 8 && version >= "HTTP/1.1";
}

} // namespace

QByteArray UpgradeRequest::plainPath() const
{
    QByteArray plain = path.first(path.indexOf('?') < 0 ? path.size() : path.indexOf('?'));
    // RFC 9112 3.2.2: a server takes the absolute form, too, "GET http://bench:8080/v1/telemetry".
    if (const qsizetype scheme = plain.indexOf("://"); scheme > 0 && !plain.startsWith('/')) {
        const qsizetype slash = plain.indexOf('/', scheme + 3);
        plain = slash < 0 ? QByteArray("/") : plain.sliced(slash);
    }
    return plain;
}

// RFC 3986 3.3: what stands in a request line as it is, and ends before the query.
QByteArrayView requestTarget(QByteArrayView head)
{
    const qsizetype begin = head.indexOf(' ') + 1;
    return head.sliced(begin, head.indexOf(' ', begin) - begin);
}

bool isPlainPath(const QString &path)
{
    return path.startsWith(u'/') && std::ranges::all_of(path, [](QChar c) {
        return c > u' ' && c < u'\x7F' && c != u'?' && c != u'#';
    });
}

std::variant<UpgradeRequest, Violation> parseUpgradeRequest(
    const HttpHead &head, const Strictness &strictness, QList<Violation> *tolerated)
{
    const QList<QByteArray> line = head.startLine.split(' ');
    if (line.size() != 3 || !isHttpToken(line[0]) || line[1].isEmpty() || !line[2].startsWith("HTTP/"))
        return Violation{Rule::MalformedRequest, 0, quoted(head.startLine)};

    UpgradeRequest request;
    request.head = head;
    request.path = line[1];
    request.host = head.value("Host");
    request.key = head.value("Sec-WebSocket-Key");
    request.origin = head.value("Origin");
    request.extensions = head.list("Sec-WebSocket-Extensions");
    const QList<QByteArray> subprotocols = head.list("Sec-WebSocket-Protocol");
    for (const QByteArray &subprotocol : subprotocols)
        request.subprotocols.append(QString::fromLatin1(subprotocol));

    RequestCheck check(strictness, tolerated);
    check.demand(line[0] == "GET", Rule::InvalidMethod, quoted(line[0]));
    check.demand(isAtLeastHttp11(line[2]), Rule::InvalidHttpVersion, quoted(line[2]));
    check.demand(head.hasToken("Upgrade", "websocket"), Rule::MissingUpgrade, seen(head, "Upgrade"));
    check.demand(
        head.hasToken("Connection", "Upgrade"), Rule::MissingConnectionUpgrade, seen(head, "Connection"));
    check.demand(head.count("Host") == 1 && !request.host.isEmpty(), Rule::MissingHost, seen(head, "Host"));
    check.demand(head.value("Sec-WebSocket-Version") == "13", Rule::InvalidVersion,
        seen(head, "Sec-WebSocket-Version"));
    check.demand(head.count("Sec-WebSocket-Key") == 1 && isKey(request.key), Rule::InvalidKey,
        seen(head, "Sec-WebSocket-Key"));
    check.demand(areDistinctTokens(subprotocols)
            && (!subprotocols.isEmpty() || !head.contains("Sec-WebSocket-Protocol")),
        Rule::InvalidSubprotocol, seen(head, "Sec-WebSocket-Protocol"));
    if (head.contains("Sec-WebSocket-Extensions") && !areExtensions(request.extensions)) {
        check.demand(false, Rule::InvalidExtensions, seen(head, "Sec-WebSocket-Extensions"));
        request.extensions.clear(); // where that is tolerated: what cannot be read offers nothing
    }
    if (check.violation())
        return *check.violation();
    return request;
}

QByteArray acceptKeyFor(QByteArrayView key)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(key);
    hash.addData(AcceptGuid);
    return hash.result().toBase64();
}

QByteArray upgradeResponse(
    const UpgradeRequest &request, const QString &subprotocol, const QList<HttpHeader> &extra)
{
    QByteArray response = "HTTP/1.1 101 Switching Protocols\r\n"
                          "Upgrade: websocket\r\n"
                          "Connection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: "
        + acceptKeyFor(request.key) + "\r\n";
    if (!subprotocol.isEmpty())
        response += "Sec-WebSocket-Protocol: " + subprotocol.toLatin1() + "\r\n";
    appendHeaders(&response, extra);
    return response + "\r\n";
}

QByteArray refusalResponse(int status, const QString &explanation, const QList<HttpHeader> &extra)
{
    const QByteArray title = QByteArray::number(status) + ' ' + httpReasonPhrase(status);
    const QByteArray page = title + "\n\n" + explanation.toUtf8() + '\n';
    QByteArray response = "HTTP/1.1 " + title
        + "\r\n"
          "Connection: close\r\n"
          "Content-Type: text/plain; charset=utf-8\r\n"
          "Content-Length: "
        + QByteArray::number(page.size()) + "\r\n";
    if (status == 405)
        response += "Allow: GET\r\n"; // RFC 9110 15.5.6
    if (status == 426)
        response += "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"; // RFC 9110 15.5.22, RFC 6455 4.4
    appendHeaders(&response, extra);
    return response + "\r\n" + page;
}

void appendHeaders(QByteArray *head, const QList<HttpHeader> &headers)
{
    for (const HttpHeader &header : headers)
        *head += header.name + ": " + header.value + "\r\n";
}

QByteArray httpReasonPhrase(int status)
{
    switch (status) {
    case 101:
        return "Switching Protocols";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 407:
        return "Proxy Authentication Required";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 421:
        return "Misdirected Request";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Refused";
    }
}

} // namespace ws

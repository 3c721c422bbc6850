// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The client's half of the opening handshake: asking, and judging the answer (RFC 6455 4.1).
#include "serverlib/protocol/upgrade.h"

#include <QRandomGenerator>

#include <array>

namespace ws {

QByteArray randomUpgradeKey()
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random)).toBase64();
}

QByteArray upgradeRequest(const UpgradeOffer &offer)
{
    QByteArray request = "GET " + offer.path + " HTTP/1.1\r\nHost: " + offer.host
        + "\r\n"
          "Upgrade: websocket\r\n"
          "Connection: Upgrade\r\n"
          "Sec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: "
        + offer.key + "\r\n";
    if (!offer.subprotocols.isEmpty())
        request +=
            "Sec-WebSocket-Protocol: " + offer.subprotocols.join(QStringLiteral(", ")).toLatin1() + "\r\n";
    if (offer.perMessageDeflate.enabled)
        request += "Sec-WebSocket-Extensions: " + deflateOffer(offer.perMessageDeflate) + "\r\n";
    appendHeaders(&request, offer.extraHeaders);
    return request + "\r\n";
}

int httpStatus(const HttpHead &response)
{
    const QList<QByteArray> line = response.startLine.split(' ');
    if (line.size() < 2 || !line[0].startsWith("HTTP/1.") || line[1].size() != 3)
        return 0;
    const int status = line[1].toInt();
    return status >= 100 && status < 600 ? status : 0;
}

namespace {

// RFC 6455 9.1: nothing but what was offered. What is wrong with the answer's extensions; empty if nothing
// is.
QString extensionFault(
    const HttpHead &head, const UpgradeOffer &offer, std::optional<DeflateParameters> *agreed)
{
    const QList<QByteArray> answers = head.list("Sec-WebSocket-Extensions");
    if (answers.isEmpty())
        return {};
    if (!offer.perMessageDeflate.enabled || answers.size() > 1)
        return QString::fromLatin1(answers.join(", "));
    const auto accepted = acceptDeflate(answers.first(), offer.perMessageDeflate);
    if (const auto *fault = std::get_if<QString>(&accepted))
        return *fault;
    *agreed = std::get<DeflateParameters>(accepted);
    return {};
}

} // namespace

std::variant<UpgradeResponse, Violation> parseUpgradeResponse(const HttpHead &head, const UpgradeOffer &offer,
    const Strictness &strictness, QList<Violation> *tolerated)
{
    UpgradeResponse response;
    response.head = head;
    response.subprotocol = QString::fromLatin1(head.value("Sec-WebSocket-Protocol"));

    const QList<QByteArray> line = head.startLine.split(' ');
    const bool offered = response.subprotocol.isEmpty() || offer.subprotocols.contains(response.subprotocol);
    const QString extension = extensionFault(head, offer, &response.deflate);
    struct Check
    {
        bool holds;
        Rule rule;
        QByteArray seen;
    };
    const std::array checks{
        Check{line.size() >= 2 && line[0].startsWith("HTTP/1."), Rule::MalformedResponse, head.startLine},
        Check{line.size() >= 2 && line[1] == "101", Rule::InvalidStatus, head.startLine},
        Check{head.hasToken("Upgrade", "websocket"), Rule::MissingUpgrade, head.value("Upgrade")},
        Check{
            head.hasToken("Connection", "Upgrade"), Rule::MissingConnectionUpgrade, head.value("Connection")},
        Check{head.value("Sec-WebSocket-Accept") == acceptKeyFor(offer.key), Rule::InvalidAccept,
            head.value("Sec-WebSocket-Accept")},
        Check{offered, Rule::UnexpectedSubprotocol, head.value("Sec-WebSocket-Protocol")},
        Check{extension.isEmpty(), Rule::UnexpectedExtension, extension.toLatin1()},
    };
    for (const Check &check : checks) {
        if (check.holds)
            continue;
        const Violation violation{
            check.rule, 0, QStringLiteral("\"%1\"").arg(QString::fromLatin1(check.seen))};
        if (!strictness.tolerates(check.rule))
            return violation;
        if (tolerated != nullptr)
            tolerated->append(violation);
    }
    return response;
}

} // namespace ws

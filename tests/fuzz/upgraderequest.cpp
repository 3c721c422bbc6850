// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A request as a server reads it. The answer does not depend on where the request is cut, and a client
// without faults takes it for what it is.
#include "heads.h"

using namespace ws;

namespace {

enum Option : quint8 { Tight = 1 };

void checkAcceptance(const UpgradeRequest &request)
{
    UpgradeOffer offer;
    offer.key = request.key;
    offer.subprotocols = request.subprotocols;
    const QString chosen = request.subprotocols.isEmpty() ? QString() : request.subprotocols.last();
    const auto head = readWhole(upgradeResponse(request, chosen), HttpHeadReader::Kind::Response);
    demand(std::holds_alternative<HttpHead>(head), "an acceptance is a whole response");
    const auto response = parseUpgradeResponse(std::get<HttpHead>(head), offer, Strictness::strict());
    demand(std::holds_alternative<UpgradeResponse>(response), "an acceptance is accepted");
    demand(std::get<UpgradeResponse>(response).subprotocol == chosen, "the subprotocol arrives");
}

void checkRefusal(const Violation &violation)
{
    if (violation.rule == Rule::TlsOnPlain)
        return; // answered in TLS
    const int status = ruleInfo(violation.rule).httpStatus;
    demand(status >= 400, "a rule of the handshake has a status to refuse with");
    const QByteArray wire = refusalResponse(status, violation.toString());
    const auto head = readWhole(wire, HttpHeadReader::Kind::Response);
    demand(std::holds_alternative<HttpHead>(head), "a refusal is a whole response");
    const auto &response = std::get<HttpHead>(head);
    demand(response.startLine.startsWith("HTTP/1.1 " + QByteArray::number(status)), "a refusal says so");
    demand(response.value("Content-Length").toLongLong() == wire.size() - response.raw.size(),
        "a refusal's page is as long as announced");
}

void judge(const HttpHead &head)
{
    QList<Violation> noted;
    const auto strict = parseUpgradeRequest(head, Strictness::strict());
    const auto lenient = parseUpgradeRequest(head, Strictness::lenient(), &noted);
    if (const auto *request = std::get_if<UpgradeRequest>(&strict)) {
        demand(std::holds_alternative<UpgradeRequest>(lenient) && noted.isEmpty(),
            "nothing to tolerate in a good one");
        checkAcceptance(*request);
        return;
    }
    checkRefusal(std::get<Violation>(strict));
    demand(std::holds_alternative<Violation>(lenient) || !noted.isEmpty(), "what is tolerated is noted");
}

const QByteArray good =
    "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: chat, superchat\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n";

QByteArray with(const char *from, const QByteArray &to)
{
    return QByteArray(good).replace(from, to);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const FuzzInput input(data, size);
    const HeadReading reading =
        readAtEveryCut(input, HttpHeadReader::Kind::Request, input.has(Tight) ? tightLimits() : Limits());
    if (reading.head() != nullptr)
        judge(*reading.head());
    else if (reading.violation() != nullptr)
        checkRefusal(*reading.violation());
    return 0;
}

QList<QByteArray> seeds()
{
    QList<QByteArray> list;
    const QList<QByteArray> wires{
        good,
        good + QByteArray::fromHex("818000000000"),
        with("Connection: Upgrade", "connection: keep-alive , Upgrade"),
        with("GET", "POST"),
        with(" HTTP/1.1", {}),
        with("HTTP/1.1", "HTTP/1.0"),
        with("Upgrade: websocket\r\n", {}),
        with("Host: server.example.com\r\n", "Host: a\r\nHost: b\r\n"),
        with("nZQ==", "n!!=="),
        with("Version: 13", "Version: 8"),
        with("chat, superchat", "chat, chat"),
        with("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"),
        with("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate;\r\n\r\n"),
        "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\rHost",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(9) + "\r\n",
        QByteArray::fromHex("160301020001"),
    };
    for (const QByteArray &wire : wires)
        list << FuzzInput::seed(0, wire) << FuzzInput::seed(Tight, wire);
    return list;
}

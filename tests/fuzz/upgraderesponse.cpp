// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A server's answer as a client reads it: the judgement does not depend on where the answer is cut.
#include "heads.h"

using namespace ws;

namespace {

enum Option : quint8 { Tight = 1 };

UpgradeOffer offer()
{
    UpgradeOffer offer;
    offer.host = "server.example.com";
    offer.key = "dGhlIHNhbXBsZSBub25jZQ==";
    offer.subprotocols = {QStringLiteral("chat"), QStringLiteral("superchat")};
    return offer;
}

QByteArray good()
{
    UpgradeRequest request;
    request.key = offer().key;
    return upgradeResponse(request, QStringLiteral("chat"));
}

QByteArray with(const char *from, const QByteArray &to)
{
    return good().replace(from, to);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const FuzzInput input(data, size);
    const HeadReading reading =
        readAtEveryCut(input, HttpHeadReader::Kind::Response, input.has(Tight) ? tightLimits() : Limits());
    if (reading.head() == nullptr)
        return 0;
    QList<Violation> noted;
    const auto strict = parseUpgradeResponse(*reading.head(), offer(), Strictness::strict());
    const auto lenient = parseUpgradeResponse(*reading.head(), offer(), Strictness::lenient(), &noted);
    if (const auto *response = std::get_if<UpgradeResponse>(&strict)) {
        demand(std::holds_alternative<UpgradeResponse>(lenient) && noted.isEmpty(),
            "nothing to tolerate in a good one");
        demand(response->subprotocol.isEmpty() || offer().subprotocols.contains(response->subprotocol),
            "only what was offered is chosen");
        demand(reading.head()->value("Sec-WebSocket-Accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "the key was known");
    } else {
        demand(std::holds_alternative<Violation>(lenient) || !noted.isEmpty(), "what is tolerated is noted");
    }
    return 0;
}

QList<QByteArray> seeds()
{
    QList<QByteArray> list;
    const QList<QByteArray> wires{
        good(),
        good() + QByteArray::fromHex("810548656c6c6f"),
        with("101 Switching Protocols", "301 Moved"),
        with("101 Switching Protocols", "101"),
        with("HTTP/1.1", "ICY"),
        with("Upgrade: websocket\r\n", {}),
        with("Connection: Upgrade\r\n", {}),
        with("s3pPLM", "x"),
        with("Protocol: chat", "Protocol: other"),
        with("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"),
        refusalResponse(426, QStringLiteral("Because.")),
    };
    for (const QByteArray &wire : wires)
        list << FuzzInput::seed(0, wire) << FuzzInput::seed(Tight, wire);
    return list;
}

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/upgrade.h"

#include <benchmark/benchmark.h>

namespace {

// What a library on a device sends, and what Chromium does.
const QByteArray deviceRequest = "GET /v1/telemetry?id=3 HTTP/1.1\r\n"
                                 "Host: 192.168.1.20:8080\r\n"
                                 "Upgrade: websocket\r\n"
                                 "Connection: Upgrade\r\n"
                                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                 "Sec-WebSocket-Version: 13\r\n"
                                 "\r\n";
const QByteArray browserRequest =
    "GET / HTTP/1.1\r\n"
    "Host: 127.0.0.1:8080\r\n"
    "Connection: Upgrade\r\n"
    "Pragma: no-cache\r\n"
    "Cache-Control: no-cache\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0\r\n"
    "Upgrade: websocket\r\n"
    "Origin: http://127.0.0.1:8000\r\n"
    "Sec-WebSocket-Version: 13\r\n"
    "Accept-Encoding: gzip, deflate, br\r\n"
    "Accept-Language: en-US,en;q=0.9\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
    "Sec-WebSocket-Protocol: chat, superchat\r\n"
    "\r\n";

/// From bytes to the answer, as a server goes about it.
void upgrade(benchmark::State &state, const QByteArray &bytes)
{
    const ws::Strictness strictness;
    for (auto _ : state) {
        ws::HttpHeadReader reader(ws::HttpHeadReader::Kind::Request, ws::Limits{});
        qsizetype consumed = 0;
        const auto head = reader.feed(bytes, &consumed);
        if (!std::holds_alternative<ws::HttpHead>(head))
            return state.SkipWithError("the request has no end");
        const auto request = ws::parseUpgradeRequest(std::get<ws::HttpHead>(head), strictness);
        if (!std::holds_alternative<ws::UpgradeRequest>(request))
            return state.SkipWithError("the request was refused");
        benchmark::DoNotOptimize(ws::upgradeResponse(std::get<ws::UpgradeRequest>(request), {}));
    }
}

void upgradeDevice(benchmark::State &state)
{
    upgrade(state, deviceRequest);
}
void upgradeBrowser(benchmark::State &state)
{
    upgrade(state, browserRequest);
}
BENCHMARK(upgradeDevice);
BENCHMARK(upgradeBrowser);

void acceptKey(benchmark::State &state)
{
    const QByteArray key = "dGhlIHNhbXBsZSBub25jZQ==";
    for (auto _ : state)
        benchmark::DoNotOptimize(ws::acceptKeyFor(key));
}
BENCHMARK(acceptKey);

} // namespace

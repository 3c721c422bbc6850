// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/frameheader.h"

#include <benchmark/benchmark.h>

#include <array>

namespace {

/// A masked client's header for a payload of state.range(0) bytes, in a buffer for the longest.
struct Header
{
    explicit Header(const benchmark::State &state)
        : size(ws::encodeFrameHeader(ws::makeFrameHeader(ws::Opcode::Binary, quint64(state.range(0)),
                                         ws::MaskKey{0x37, 0xFA, 0x21, 0x3D}),
            bytes.data()))
    { }

    std::array<char, ws::MaxFrameHeaderSize> bytes{};
    int size;
};

void parseFrameHeader(benchmark::State &state)
{
    const Header header(state);
    ws::FrameHeader parsed;
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            ws::parseFrameHeader(QByteArrayView(header.bytes.data(), header.size), &parsed));
        benchmark::DoNotOptimize(parsed);
    }
}
BENCHMARK(parseFrameHeader)->Arg(20)->Arg(1024)->Arg(1 << 20)->ArgName("payload");

void encodeFrameHeader(benchmark::State &state)
{
    std::array<char, ws::MaxFrameHeaderSize> out{};
    for (auto _ : state) {
        benchmark::DoNotOptimize(ws::encodeFrameHeader(
            ws::makeFrameHeader(ws::Opcode::Binary, quint64(state.range(0))), out.data()));
        benchmark::ClobberMemory();
    }
}
BENCHMARK(encodeFrameHeader)->Arg(20)->Arg(1024)->Arg(1 << 20)->ArgName("payload");

} // namespace

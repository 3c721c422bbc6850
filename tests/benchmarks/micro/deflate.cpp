// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/deflate.h"

#include <benchmark/benchmark.h>

namespace {

constexpr int WindowBits = 15;

/// Readings of sensors as JSON: alike, but never the same.
QByteArray readings(qsizetype size, quint32 seed)
{
    QByteArray text;
    while (text.size() < size) {
        seed = seed * 1664525 + 1013904223; // any numbers will do
        text += R"({"sensor":"boiler )" + QByteArray::number(seed >> 24) + R"(","temp":)"
            + QByteArray::number(double(seed >> 16) / 1000) + "}\n";
    }
    return text.first(size);
}

void compress(benchmark::State &state, bool contextTakeover)
{
    const QByteArray message = readings(qsizetype(state.range(0)), 1);
    ws::Deflater deflater(WindowBits, contextTakeover);
    QByteArray out;
    for (auto _ : state) {
        out.resize(0);
        deflater.compress(message, &out);
    }
    state.SetBytesProcessed(state.iterations() * message.size());
    state.counters["wire"] = double(out.size());
}

/// Without context takeover every message is read by itself, so one can be read again and again.
void inflate(benchmark::State &state)
{
    const QByteArray message = readings(qsizetype(state.range(0)), 1);
    QByteArray wire;
    ws::Deflater(WindowBits, false).compress(message, &wire);
    ws::Inflater inflater(WindowBits, false);
    QByteArray out;
    for (auto _ : state) {
        out.resize(0);
        const auto fed = inflater.feed(wire, &out, 0);
        if (fed != ws::Inflater::Result::Ok || inflater.finish(&out, 0) != fed
            || out.size() != message.size())
            return state.SkipWithError("the message did not come back");
    }
    state.SetBytesProcessed(state.iterations() * message.size());
}

void compressAlone(benchmark::State &state)
{
    compress(state, false);
}
void compressInContext(benchmark::State &state)
{
    compress(state, true);
}

BENCHMARK(compressAlone)->Arg(125)->Arg(1024)->Arg(16 * 1024)->ArgName("bytes");
BENCHMARK(compressInContext)->Arg(125)->Arg(1024)->Arg(16 * 1024)->ArgName("bytes");
BENCHMARK(inflate)->Arg(125)->Arg(1024)->Arg(16 * 1024)->ArgName("bytes");

} // namespace

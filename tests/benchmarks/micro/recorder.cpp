// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A million messages of 20 bytes, each in a read of its own, into the log and the tables of a bench: with the
// timing of connections and without.
#include "app/bench/framerecorder.h"

#include <benchmark/benchmark.h>

using namespace sockscope;

namespace {

constexpr quint64 Frames = 1'000'000;
constexpr qint64 LogBytes = 16 * 1024 * 1024; // turned over often enough to be in the cache or not, as in use

void record(benchmark::State &state, bool isTimed, quint64 connections)
{
    const QByteArray payload(20, 'x');
    const ws::FrameHeader header =
        ws::makeFrameHeader(ws::Opcode::Text, quint64(payload.size()), ws::MaskKey{1, 2, 3, 4});
    char raw[ws::MaxFrameHeaderSize];
    const ws::FrameView frame{header, QByteArrayView(raw, ws::encodeFrameHeader(header, raw)), payload};
    CaptureStore capture(LogBytes);
    ConnectionTable table;
    SampleLog<RttSample> rtts;
    TimingTable timing;
    FrameRecorder recorder(&capture, &table, &rtts, isTimed ? &timing : nullptr);
    for (auto _ : state) {
        for (quint64 i = 0; i < Frames; ++i)
            recorder.frame(i % connections, ws::Direction::Received, frame);
    }
    state.SetItemsProcessed(state.iterations() * qint64(Frames));
}

void settings(benchmark::internal::Benchmark *benchmark)
{
    benchmark->Unit(benchmark::kMillisecond);
}
BENCHMARK_CAPTURE(record, oneConnection, false, 1)->Apply(settings);
BENCHMARK_CAPTURE(record, oneConnectionTimed, true, 1)->Apply(settings);
BENCHMARK_CAPTURE(record, hundredConnections, false, 100)->Apply(settings);
BENCHMARK_CAPTURE(record, hundredConnectionsTimed, true, 100)->Apply(settings);

} // namespace

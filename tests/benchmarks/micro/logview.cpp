// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the frame log costs the window: rows appended, taken in and painted, beside ten million others.
#include "ui/theme/theme.h"
#include "ui/views/framelogview.h"

#include <QApplication>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>

using namespace sockscope;

namespace {

constexpr quint64 RowsPerTurn = 6000; // 200,000 a second, at thirty turns

void append(CaptureStore &store, quint64 count)
{
    const QByteArray payload = R"({"seq":12001,"temp":21.5,"rssi":-58,"heap":181232})";
    FrameRecord record;
    record.connection = 1;
    record.header = ws::makeFrameHeader(ws::Opcode::Text, quint64(payload.size()), ws::MaskKey{1, 2, 3, 4});
    record.length = quint64(payload.size());
    for (quint64 i = 0; i < count; ++i) {
        record.timeNs = qint64(store.rows().end) * 1000;
        store.append(record, payload);
    }
}

double percentile(std::vector<double> &times, double share)
{
    std::ranges::sort(times);
    return times.empty() ? 0 : times[size_t(double(times.size() - 1) * share)];
}

// One turn of the window's timer: what came since the last is shown.
void appendAndPaint(benchmark::State &state)
{
    CaptureStore store(4LL * 1024 * 1024 * 1024);
    const ConnectionTable connections;
    append(store, quint64(state.range(0)));
    FrameLogModel model(&store, &connections);
    FrameLogView view(&model);
    view.resize(1300, 620);
    view.show();
    model.refresh();
    view.followTail();
    QCoreApplication::processEvents();
    std::vector<double> times;
    for (auto _ : state) {
        append(store, RowsPerTurn);
        const auto begin = std::chrono::steady_clock::now();
        model.refresh();
        view.followTail();
        view.viewport()->repaint();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        state.SetIterationTime(took.count());
        times.push_back(took.count() * 1000);
    }
    state.counters["p50_ms"] = percentile(times, 0.5);
    state.counters["p99_ms"] = percentile(times, 0.99);
}
BENCHMARK(appendAndPaint)
    ->Arg(1000)
    ->Arg(10'000'000)
    ->ArgName("rows")
    ->UseManualTime()
    ->Iterations(300)
    ->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication program(argc, argv);
    Theme::apply(*qApp, Theme::Mode::Dark);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

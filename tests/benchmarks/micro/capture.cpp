// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A million rows with 48 bytes of payload each, appended to a log in memory and to one in a file; and the
// same out of a file again.
#include "app/capture/sessionfile.h"

#include <QTemporaryDir>

#include <benchmark/benchmark.h>

using namespace sockscope;

namespace {

constexpr quint64 Rows = 1'000'000;

void fill(CaptureStore &store)
{
    const QByteArray payload(48, 'x');
    FrameRecord record;
    record.header = ws::makeFrameHeader(ws::Opcode::Binary, quint64(payload.size()), ws::MaskKey{1, 2, 3, 4});
    record.length = quint64(payload.size());
    for (quint64 number = 0; number < Rows; ++number) {
        record.timeNs = qint64(number);
        store.append(record, payload);
    }
}

void appendRows(benchmark::State &state, bool isInFile)
{
    const QTemporaryDir folder;
    for (auto _ : state) {
        state.PauseTiming();
        CaptureStore store;
        const QString path = folder.filePath(QStringLiteral("log"));
        QFile::remove(path);
        if (isInFile && !store.keepIn(path).isEmpty())
            state.SkipWithError("the file cannot be made");
        state.ResumeTiming();
        fill(store);
        state.PauseTiming();
        state.counters["bytesPerRow"] = double(store.bytes()) / double(Rows);
        store.clear();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * qint64(Rows));
}

void appendToMemory(benchmark::State &state)
{
    appendRows(state, false);
}
void appendToFile(benchmark::State &state)
{
    appendRows(state, true);
}
void openSavedLog(benchmark::State &state)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log"));
    {
        CaptureStore store;
        if (!store.keepIn(path).isEmpty())
            state.SkipWithError("the file cannot be made");
        fill(store);
    }
    for (auto _ : state) {
        const OpenedSession opened = openSession(path);
        if (!opened.store || opened.store->rows().size() != Rows)
            state.SkipWithError("the log cannot be read");
    }
    state.SetItemsProcessed(state.iterations() * qint64(Rows));
}

void settings(benchmark::internal::Benchmark *benchmark)
{
    benchmark->Unit(benchmark::kMillisecond);
}
BENCHMARK(appendToMemory)->Apply(settings);
BENCHMARK(appendToFile)->Apply(settings);
BENCHMARK(openSavedLog)->Apply(settings);

} // namespace

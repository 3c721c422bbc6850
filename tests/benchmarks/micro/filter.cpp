// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Filters over a log of ten million rows with 56 bytes of JSON each, on one core.
#include "app/filter/filter.h"
#include "app/capture/capturestore.h"
#include "app/filter/filterscan.h"

#include <benchmark/benchmark.h>

using namespace sockscope;

namespace {

constexpr quint64 Rows = 10'000'000;

// As devices send it; every hundredth row is a ping, every ten thousandth has the word to be found.
void append(CaptureStore &store, quint64 number)
{
    FrameRecord record;
    record.timeNs = qint64(number) * 1000;
    record.connection = 1 + number % 8;
    const bool isPing = number % 100 == 0;
    QByteArray payload = R"({"seq":00000000,"temp":21.5,"rssi":-58,"heap":181232,"x":1})";
    const QByteArray figures = QByteArray::number(number);
    payload.replace(7 + 8 - figures.size(), figures.size(), figures);
    if (number % 10'000 == 1)
        payload.replace(29, 4, "boil");
    record.header = ws::makeFrameHeader(
        isPing ? ws::Opcode::Ping : ws::Opcode::Text, quint64(payload.size()), ws::MaskKey{1, 2, 3, 4});
    record.length = quint64(payload.size());
    store.append(record, payload);
}

const CaptureStore &store()
{
    static const auto filled = [] {
        auto made = std::make_unique<CaptureStore>(qint64(2) * 1024 * 1024 * 1024);
        for (quint64 number = 0; number < Rows; ++number)
            append(*made, number);
        return made;
    }();
    return *filled;
}

qint64 payloadBytes(const CaptureStore &log)
{
    return log.bytes() - qint64(log.rows().size() * sizeof(PackedRow));
}

void filterRows(benchmark::State &state, const char *text)
{
    const CaptureStore &log = store();
    const Filter filter = std::get<Filter>(Filter::compile(QString::fromLatin1(text)));
    RowBits bits;
    qsizetype found = 0;
    for (auto _ : state) {
        found = 0;
        for (RowSpan span = log.span(0, Rows); !span.isEmpty(); span = log.span(span.end(), Rows)) {
            filter.evaluate(span, &bits);
            found += bits.count();
        }
    }
    state.SetItemsProcessed(state.iterations() * qint64(Rows));
    state.counters["found"] = double(found);
}

void filterPayloads(benchmark::State &state, const char *text)
{
    filterRows(state, text);
    state.SetBytesProcessed(state.iterations() * payloadBytes(store()));
}

// As the window sees it: from the change of the filter to the first matches, and to the last.
void scanLog(benchmark::State &state, bool isToTheEnd)
{
    const CaptureStore &log = store();
    const Filter filter = std::get<Filter>(Filter::compile(u"text contains \"boil\""));
    for (auto _ : state) {
        FilterScan scan(&log, filter);
        scan.scanTo(Rows);
        MatchList list;
        do
            scan.receive(&list);
        while (list.pending(0) == 0);
        if (isToTheEnd)
            scan.waitFor(std::chrono::seconds(60));
    }
}

void number(benchmark::State &state)
{
    filterRows(state, "time > 5s");
}
void opcode(benchmark::State &state)
{
    filterRows(state, "opcode == ping");
}
void setOfNumbers(benchmark::State &state)
{
    filterRows(state, "conn in {1 3 5..6}");
}
void bothOfTwo(benchmark::State &state)
{
    filterRows(state, "opcode == ping and conn == 5");
}
void eitherOfThree(benchmark::State &state)
{
    filterRows(state, "opcode == ping or violation or rtt > 50ms");
}
void containsRareWord(benchmark::State &state)
{
    filterPayloads(state, "text contains \"boil\"");
}
void containsCommonWord(benchmark::State &state)
{
    filterPayloads(state, "text contains \"temp\"");
}
void containsAnyCase(benchmark::State &state)
{
    filterPayloads(state, "text icontains \"BOIL\"");
}
void containsInFewRows(benchmark::State &state)
{
    filterPayloads(state, "opcode == ping and text contains \"boil\"");
}
void matchesRegex(benchmark::State &state)
{
    filterPayloads(state, "text matches /bo(il|ld)/");
}
void jsonNumber(benchmark::State &state)
{
    filterPayloads(state, "json.seq >= 9999000");
}
void firstMatches(benchmark::State &state)
{
    scanLog(state, false);
}
void allMatches(benchmark::State &state)
{
    scanLog(state, true);
}

void settings(benchmark::internal::Benchmark *benchmark)
{
    benchmark->Unit(benchmark::kMillisecond);
}
BENCHMARK(number)->Apply(settings);
BENCHMARK(opcode)->Apply(settings);
BENCHMARK(setOfNumbers)->Apply(settings);
BENCHMARK(bothOfTwo)->Apply(settings);
BENCHMARK(eitherOfThree)->Apply(settings);
BENCHMARK(containsRareWord)->Apply(settings);
BENCHMARK(containsCommonWord)->Apply(settings);
BENCHMARK(containsAnyCase)->Apply(settings);
BENCHMARK(containsInFewRows)->Apply(settings);
BENCHMARK(matchesRegex)->Apply(settings);
BENCHMARK(jsonNumber)->Apply(settings);
BENCHMARK(firstMatches)->Apply(settings)->UseRealTime();
BENCHMARK(allMatches)->Apply(settings)->UseRealTime();

} // namespace

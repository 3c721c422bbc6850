// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/utf8validator.h"

#include <QByteArray>

#include <benchmark/benchmark.h>

namespace {

/// Repeats @p words until @p size bytes are full, cut at a code point.
QByteArray textOf(const char *words, qsizetype size)
{
    const QByteArray once(words);
    QByteArray text;
    while (text.size() + once.size() <= size)
        text += once;
    return text + QByteArray(size - text.size(), '.');
}

void validate(benchmark::State &state, const char *words)
{
    const QByteArray text = textOf(words, qsizetype(state.range(0)));
    if (!ws::isValidUtf8(text))
        state.SkipWithError("the text to validate is not UTF-8");
    for (auto _ : state)
        benchmark::DoNotOptimize(ws::isValidUtf8(text));
    state.SetBytesProcessed(state.iterations() * text.size());
}

void validateAscii(benchmark::State &state)
{
    validate(state, R"({"sensor":"boiler","temp":21.5},)");
}
void validateMixed(benchmark::State &state)
{
    validate(state, R"({"Fühler":"Außentür","Wert":"21,5 °C"},)");
}
void validateMultibyte(benchmark::State &state)
{
    validate(state, "温度センサー🌡датчик");
}

void sizes(benchmark::internal::Benchmark *benchmark)
{
    benchmark->Arg(20)->Arg(125)->Arg(1024)->Arg(16 * 1024)->Arg(1 << 20)->ArgName("bytes");
}
BENCHMARK(validateAscii)->Apply(sizes);
BENCHMARK(validateMixed)->Apply(sizes);
BENCHMARK(validateMultibyte)->Apply(sizes);

} // namespace

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/masking.h"

#include <benchmark/benchmark.h>

#include <vector>

namespace {

/// @p state.range(1): where in its word the payload begins. A frame of a client starts wherever the last one
/// ended.
void applyMask(benchmark::State &state)
{
    const auto size = qsizetype(state.range(0));
    const auto shift = qsizetype(state.range(1));
    std::vector<char> buffer(std::size_t(size + shift), 'x');
    const ws::MaskKey key{0x37, 0xFA, 0x21, 0x3D};
    for (auto _ : state) {
        ws::applyMask(buffer.data() + shift, QByteArrayView(buffer.data() + shift, size), key);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * size);
}
BENCHMARK(applyMask)
    ->ArgsProduct({{16, 20, 125, 1024, 16 * 1024, 1 << 20}, {0, 3}})
    ->ArgNames({"bytes", "shift"});

} // namespace

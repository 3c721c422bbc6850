// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to segments that come from a file.
#include "app/capture/capturesegment.h"

#include <algorithm>

namespace sockscope {

namespace {

// The sizes of a detail stand at the end of what a row keeps.
bool detailLiesWithin(std::span<const std::byte> kept)
{
    DetailSizes sizes;
    if (kept.size() < sizeof sizes)
        return false;
    const std::span<const std::byte> tail = kept.last(sizeof sizes);
    std::memcpy(&sizes, tail.data(), sizeof sizes);
    return sizes.payloadStored <= kept.size() - sizeof sizes;
}

} // namespace

quint64 CaptureSegment::soundRows(std::span<const std::byte> block, int ruleCount)
{
    Header header;
    std::memcpy(&header, block.data(), sizeof header);
    const quint64 claimed = std::min<quint64>(header.rows, (block.size() - RowsAt) / RowSize);
    size_t payloadEnd = block.size();
    for (quint64 index = 0; index < claimed; ++index) {
        const auto &row =
            *std::launder(reinterpret_cast<const PackedRow *>(block.data() + RowsAt + index * RowSize));
        const size_t at = row.payloadAt();
        if (at > payloadEnd || at < RowsAt + (index + 1) * RowSize || !row.isSound(ruleCount))
            return index;
        if (row.hasDetail() && !detailLiesWithin(block.subspan(at, payloadEnd - at)))
            return index;
        payloadEnd = at;
    }
    return claimed;
}

void CaptureSegment::renumberRules(std::span<std::byte> block, quint64 rows, std::span<const quint8> numbers)
{
    for (quint64 index = 0; index < rows; ++index) {
        auto &row = *std::launder(reinterpret_cast<PackedRow *>(block.data() + RowsAt + index * RowSize));
        if (const quint8 number = row.ruleNumber(); number != 0)
            row.setRuleNumber(numbers[number - 1U]);
    }
}

} // namespace sockscope

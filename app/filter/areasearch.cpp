// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/areasearch.h"

namespace sockscope {

BlockBits rowsWith(const ByteSearch &search, const RowBlock &block)
{
    BlockBits found;
    if (block.rows.empty())
        return found;
    // Payloads grow downwards: the last row's begins the area, the first row's ends it.
    auto row = qsizetype(block.rows.size()) - 1;
    const char *const segment =
        block.span.payload(block.first + row).data() - block.rows[size_t(row)].payloadAt();
    const QByteArrayView firstContent = block.content(0);
    const char *const end = firstContent.data() + firstContent.size();
    const char *place = segment + block.rows[size_t(row)].payloadAt();
    while (true) {
        place = search.find(place, end);
        if (place == end || block.stop.stop_requested())
            return found;
        const auto hit = quint32(place - segment);
        while (row > 0 && block.rows[size_t(row) - 1].payloadAt() <= hit)
            --row;
        const QByteArrayView content = block.content(row);
        const char *const contentEnd = content.data() + content.size();
        if (place < content.data()) { // in what a compressed payload was on the wire
            place = content.data();
        } else if (place + search.needleSize() <= contentEnd) {
            found.words[size_t(row / BlockBits::WordBits)] |= quint64(1) << (row % BlockBits::WordBits);
            place = contentEnd;
        } else { // across the end of a payload, or in what stands behind it
            place = std::max(place + 1, contentEnd);
        }
    }
}

} // namespace sockscope

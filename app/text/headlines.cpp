// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/headlines.h"

#include <algorithm>

namespace sockscope {

namespace {

bool isFold(QByteArrayView line)
{
    return line.startsWith(' ') || line.startsWith('\t');
}

HeadLine headLine(qsizetype offset, QByteArrayView bytes, bool isStart)
{
    HeadLine line{offset, bytes, {}, bytes};
    const qsizetype colon = bytes.indexOf(':');
    if (isStart || colon <= 0 || isFold(bytes))
        return line;
    line.name = bytes.first(colon);
    line.value = bytes.sliced(colon + 1).trimmed();
    return line;
}

} // namespace

HeadLines HeadLines::of(QByteArrayView head)
{
    HeadLines all;
    all.size = head.size();
    head = head.first(std::min(head.size(), MaxBytes));
    while (all.restAt < head.size() && all.lines.size() < MaxLines) {
        const qsizetype begin = all.restAt;
        const qsizetype lineFeed = head.indexOf('\n', begin);
        const qsizetype end = lineFeed < 0 ? head.size() : lineFeed;
        QByteArrayView bytes = head.sliced(begin, end - begin);
        if (bytes.endsWith('\r'))
            bytes.chop(1);
        all.restAt = lineFeed < 0 ? end : end + 1;
        if (bytes.isEmpty() && begin > 0)
            break;
        all.lines.append(headLine(begin, bytes, begin == 0));
    }
    return all;
}

qsizetype HeadLines::lineAt(qsizetype offset) const
{
    if (offset >= restAt)
        return -1;
    qsizetype line = lines.size() - 1;
    while (line > 0 && lines[line].offset > offset)
        --line;
    return line;
}

ws::HttpHead HeadLines::tolerant() const
{
    ws::HttpHead head;
    head.startLine = lines.isEmpty() ? QByteArray() : lines.first().bytes.toByteArray();
    for (const HeadLine &line : lines) {
        if (!line.name.isEmpty())
            head.headers.append(ws::HttpHeader{line.name.trimmed().toByteArray(), line.value.toByteArray()});
    }
    return head;
}

} // namespace sockscope

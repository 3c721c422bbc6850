// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloaddecoder.h"

#include <QStringList>

namespace sockscope {

/// A tree as lines to compare: "  name: value (type) @offset+length", the key's range before it when it has
/// one.
inline QStringList decodedLines(const PayloadTree &tree, int node = 0, int depth = 0)
{
    if (tree.isEmpty())
        return {};
    const PayloadNode &shown = tree.at(node);
    const auto place = [](ByteRange range) {
        return QStringLiteral("@%1+%2").arg(range.offset).arg(range.length);
    };
    QString line(depth * 2, u' ');
    if (node > 0)
        line += tree.nameOf(node) + (shown.keyRange.length > 0 ? place(shown.keyRange) : QString())
            + QStringLiteral(": ");
    if (!shown.isContainer())
        line += shown.value + u' ';
    QStringList lines{line + QStringLiteral("(%1) ").arg(shown.type) + place(shown.range)};
    for (const int child : shown.children)
        lines += decodedLines(tree, child, depth + 1);
    return lines;
}

/// Every prefix of @p payload decodes to something that stays within it, and says why it is not whole.
inline QString problemWithPrefixes(const QByteArray &payload, const PayloadDecoder &decoder)
{
    for (qsizetype size = 0; size < payload.size(); ++size) {
        const QByteArray prefix(payload.constData(), size); // its own memory: reading past it is seen
        const DecodedPayload decoded = decoder.decode(prefix);
        if (!decoded.problem || decoded.problem->words.isEmpty())
            return QStringLiteral("%1 bytes: no problem told").arg(size);
        if (decoded.problem->offset > size)
            return QStringLiteral("%1 bytes: a problem at byte %2").arg(size).arg(decoded.problem->offset);
        for (int i = 0; i < decoded.tree.size(); ++i) {
            const ByteRange range = decoded.tree.at(i).range;
            if (range.length < 0 || range.end() > size)
                return QStringLiteral("%1 bytes: a value up to byte %2").arg(size).arg(range.end());
        }
    }
    return {};
}

} // namespace sockscope

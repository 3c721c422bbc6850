// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloadtree.h"

#include <functional>

namespace sockscope {

/// Where and why decoding ended before the end.
struct DecodeProblem
{
    qsizetype offset = 0; ///< of the byte that cannot be, or is missing
    QString words;

    bool operator==(const DecodeProblem &) const = default;
};

/// Takes values in the order of their bytes. What a payload can make it hold is bounded: a value too many, or
/// too deep, is the problem of the payload, and false tells the decoder to stop.
class PayloadTreeBuilder
{
public:
    static constexpr int MaxDepth = 64;
    static constexpr int MaxNodes = 100'000;
    static constexpr qsizetype MaxValueChars = 256;

    /// Names the value that comes next.
    void setKey(const QByteArray &key, ByteRange range);
    bool begin(PayloadNode::Kind kind, const QString &type, qsizetype offset);
    void end(qsizetype endOffset);
    /// @p scalar: its kind, value, type, number and range.
    bool add(PayloadNode scalar);
    bool addText(QByteArrayView text, const QString &type, ByteRange range);
    bool addBytes(QByteArrayView bytes, const QString &type, ByteRange range);
    /// The first problem is the one that counts.
    void fail(qsizetype offset, const QString &words);
    /// Moves what stands there so far to where it stood in other bytes.
    void mapRanges(const std::function<ByteRange(ByteRange)> &mapped);
    bool hasFailed() const { return m_problem.has_value(); }
    int depth() const { return int(m_open.size()); }
    const std::optional<DecodeProblem> &problem() const { return m_problem; }
    /// What came so far; containers that were not ended reach to @p endOffset.
    PayloadTree take(qsizetype endOffset);

private:
    bool insert(PayloadNode node);

    PayloadTree m_tree;
    std::vector<int> m_open;
    QByteArray m_key;
    ByteRange m_keyRange;
    std::optional<DecodeProblem> m_problem;
};

} // namespace sockscope

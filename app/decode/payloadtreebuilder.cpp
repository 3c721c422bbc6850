// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/payloadtreebuilder.h"

#include "app/text/payloadtext.h"

#include <utility>

namespace sockscope {

void PayloadTreeBuilder::setKey(const QByteArray &key, ByteRange range)
{
    m_key = key;
    m_keyRange = range;
}

bool PayloadTreeBuilder::begin(PayloadNode::Kind kind, const QString &type, qsizetype offset)
{
    if (depth() >= MaxDepth) {
        fail(offset,
            QStringLiteral("nested deeper than %1 levels, which is as far as is looked").arg(MaxDepth));
        return false;
    }
    const int node = m_tree.size();
    if (!insert({.kind = kind, .type = type, .range = {offset, 0}}))
        return false;
    m_open.push_back(node);
    return true;
}

void PayloadTreeBuilder::end(qsizetype endOffset)
{
    ByteRange &range = m_tree.m_nodes[size_t(m_open.back())].range;
    range.length = endOffset - range.offset;
    m_open.pop_back();
}

bool PayloadTreeBuilder::add(PayloadNode scalar)
{
    return insert(std::move(scalar));
}

bool PayloadTreeBuilder::addText(QByteArrayView text, const QString &type, ByteRange range)
{
    return insert({.kind = PayloadNode::Kind::String,
        .value = textPreview(text, MaxValueChars),
        .type = type,
        .range = range});
}

bool PayloadTreeBuilder::addBytes(QByteArrayView bytes, const QString &type, ByteRange range)
{
    return insert(
        {.kind = PayloadNode::Kind::Bytes, .value = hexPreview(bytes), .type = type, .range = range});
}

bool PayloadTreeBuilder::insert(PayloadNode node)
{
    if (m_tree.size() >= MaxNodes) {
        fail(node.range.offset,
            QStringLiteral("more than %L1 values, which is as many as are shown").arg(MaxNodes));
        return false;
    }
    const int number = m_tree.size();
    node.key = std::exchange(m_key, {});
    node.keyRange = std::exchange(m_keyRange, {});
    if (!m_open.empty()) {
        node.parent = m_open.back();
        auto &siblings = m_tree.m_nodes[size_t(node.parent)].children;
        node.row = int(siblings.size());
        siblings.push_back(number);
    }
    m_tree.m_nodes.push_back(std::move(node));
    return true;
}

void PayloadTreeBuilder::fail(qsizetype offset, const QString &words)
{
    if (!m_problem)
        m_problem = DecodeProblem{offset, words};
}

void PayloadTreeBuilder::mapRanges(const std::function<ByteRange(ByteRange)> &mapped)
{
    for (PayloadNode &node : m_tree.m_nodes) {
        node.range = mapped(node.range);
        node.keyRange = mapped(node.keyRange);
    }
    if (m_problem)
        m_problem->offset = mapped({m_problem->offset, 0}).offset;
}

PayloadTree PayloadTreeBuilder::take(qsizetype endOffset)
{
    while (!m_open.empty())
        end(endOffset);
    return std::exchange(m_tree, {});
}

} // namespace sockscope

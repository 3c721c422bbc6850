// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/payloadtree.h"

#include "app/text/payloadtext.h"

#include <algorithm>

namespace sockscope {

namespace {

bool holds(const PayloadNode &node, qsizetype offset)
{
    return node.range.contains(offset) || node.keyRange.contains(offset);
}

} // namespace

QString PayloadTree::nameOf(int node) const
{
    const PayloadNode &named = at(node);
    if (named.parent >= 0 && at(named.parent).kind == PayloadNode::Kind::Array)
        return QStringLiteral("[%1]").arg(named.row);
    return textPreview(named.key);
}

int PayloadTree::nodeAt(qsizetype offset) const
{
    if (isEmpty() || !holds(at(0), offset))
        return -1;
    int node = 0;
    while (true) {
        const auto &children = at(node).children;
        const auto inner =
            std::ranges::find_if(children, [&](int child) { return holds(at(child), offset); });
        if (inner == children.end())
            return node;
        node = *inner;
    }
}

JsonPath PayloadTree::pathOf(int node) const
{
    JsonPath path;
    for (; node > 0; node = at(node).parent) {
        if (at(at(node).parent).kind == PayloadNode::Kind::Array)
            path.steps.emplace_back(qsizetype(at(node).row));
        else
            path.steps.emplace_back(at(node).key);
    }
    std::ranges::reverse(path.steps);
    return path;
}

int PayloadTree::find(const JsonPath &path) const
{
    if (isEmpty())
        return -1;
    int node = 0;
    for (const JsonPath::Step &step : path.steps) {
        const PayloadNode &holder = at(node);
        const auto *index = std::get_if<qsizetype>(&step);
        const auto fits = [&](int child) {
            if (holder.kind == PayloadNode::Kind::Array)
                return index && at(child).row == *index;
            return !index && at(child).key == std::get<QByteArray>(step);
        };
        const auto child = std::ranges::find_if(holder.children, fits);
        if (child == holder.children.end())
            return -1;
        node = *child;
    }
    return node;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/jsonpath.h"

#include <QString>

#include <optional>
#include <vector>

namespace sockscope {

/// A stretch of the bytes that were decoded.
struct ByteRange
{
    qsizetype offset = 0;
    qsizetype length = 0;

    qsizetype end() const { return offset + length; }
    bool contains(qsizetype place) const { return place >= offset && place < end(); }
    bool operator==(const ByteRange &) const = default;
};

/// One value of a decoded payload.
struct PayloadNode
{
    enum class Kind : quint8 { Object, Array, String, Number, Boolean, Null, Bytes };
    Kind kind = Kind::Null;
    QByteArray key = {}; ///< in an object, as UTF-8: a key that is no text in the codec's words
    QString value = {}; ///< of a scalar, in words, bounded
    QString type = {}; ///< in the codec's words: "unsigned", "text of 5 bytes"
    std::optional<double> number = {};
    ByteRange keyRange = {}; ///< empty without a key
    ByteRange range = {}; ///< of the value alone, all of it

    int parent = -1;
    int row = 0; ///< among its siblings
    std::vector<int> children = {};

    bool isContainer() const { return kind == Kind::Object || kind == Kind::Array; }
};

/// The values of a payload, each after the one that holds it. Node 0, if there is any, holds all others.
class PayloadTree
{
public:
    bool isEmpty() const { return m_nodes.empty(); }
    int size() const { return int(m_nodes.size()); }
    const PayloadNode &at(int node) const { return m_nodes[size_t(node)]; }
    /// What the person calls it: its key, or its place in an array as "[2]".
    QString nameOf(int node) const;
    /// The innermost value whose bytes, its key's among them, hold the byte at @p offset; -1 when none does.
    int nodeAt(qsizetype offset) const;
    /// The way from the root to a node, and back: the first that fits, -1 when none does.
    JsonPath pathOf(int node) const;
    int find(const JsonPath &path) const;

private:
    friend class PayloadTreeBuilder;
    std::vector<PayloadNode> m_nodes;
};

} // namespace sockscope

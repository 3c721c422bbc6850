// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <vector>

namespace ws {

/// Buffers that the endpoints of one thread lend to each other: an idle connection holds none, a busy one
/// gets the one used last, which is still in the cache and needs no page faults. Keeps a bounded number of
/// bytes.
class BufferPool
{
public:
    /// @p keptBytes: what may lie idle in all; beyond it buffers are freed.
    explicit BufferPool(qsizetype keptBytes = 16 * 1024 * 1024) : m_room(keptBytes) { }

    /// An empty buffer, with the capacity that an earlier use left.
    QByteArray take();
    /// Takes back a buffer; @p buffer is null afterwards.
    void give(QByteArray &buffer);

private:
    std::vector<QByteArray> m_idle;
    qsizetype m_room;
};

} // namespace ws

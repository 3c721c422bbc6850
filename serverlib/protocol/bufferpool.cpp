// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/bufferpool.h"

#include <utility>

namespace ws {

QByteArray BufferPool::take()
{
    if (m_idle.empty())
        return {};
    QByteArray buffer = std::move(m_idle.back());
    m_idle.pop_back();
    m_room += buffer.capacity();
    return buffer;
}

void BufferPool::give(QByteArray &buffer)
{
    QByteArray returned = std::exchange(buffer, {});
    const qsizetype capacity = returned.capacity();
    if (capacity == 0 || capacity > m_room || !returned.isDetached())
        return;
    m_room -= capacity;
    returned.resize(0);
    m_idle.push_back(std::move(returned));
}

} // namespace ws

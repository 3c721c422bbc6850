// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace sockscope {

/// What every frame adds to: raised by one thread without a lock, read by any.
class FrameCount
{
public:
    void add(quint64 bytes, bool endsMessage)
    {
        raise(m_frames, 1);
        raise(m_bytes, bytes);
        raise(m_messages, endsMessage ? 1 : 0);
    }
    quint64 frames() const { return m_frames.load(std::memory_order_relaxed); }
    quint64 bytes() const { return m_bytes.load(std::memory_order_relaxed); }
    quint64 messages() const { return m_messages.load(std::memory_order_relaxed); }

private:
    static void raise(std::atomic<quint64> &sum, quint64 by)
    {
        sum.store(sum.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
    }

    std::atomic<quint64> m_frames = 0;
    std::atomic<quint64> m_bytes = 0;
    std::atomic<quint64> m_messages = 0; // whole ones
};

} // namespace sockscope

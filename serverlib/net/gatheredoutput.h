// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include <sys/uio.h>

namespace ws {

/// What is to leave in one system call: small pieces are copied together, large ones stay where they lie.
class GatheredOutput
{
public:
    /// Bytes of all pieces.
    qsizetype size() const { return m_copied + m_referenced; }
    /// True when there is nothing to send.
    bool isEmpty() const { return size() == 0; }
    /// Whether @p bytes can still be copied, or that many in one piece referred to.
    bool hasRoom(qsizetype bytes) const
    {
        return Capacity - m_copied >= bytes && m_partCount + 2 < m_parts.size();
    }
    /// There must be room.
    void copy(QByteArrayView bytes)
    {
        // Unlike memcpy, it may be told to copy nothing from nowhere.
        std::copy_n(bytes.data(), bytes.size(), m_bytes.get() + m_copied);
        m_copied += bytes.size();
    }
    /// There must be room. @p bytes must stay as they are until clear().
    void refer(QByteArrayView bytes)
    {
        closeRun();
        m_parts[m_partCount++] = {const_cast<char *>(bytes.data()), size_t(bytes.size())}; // only read
        m_referenced += bytes.size();
    }
    /// All of it, in order.
    std::span<iovec> parts()
    {
        closeRun();
        return std::span(m_parts).first(m_partCount);
    }
    /// Copies what lies behind the first @p sent bytes to the end of @p rest.
    void copyRest(qsizetype sent, QByteArray *rest);
    /// Forgets all pieces.
    void clear() { m_copied = m_runBegin = m_referenced = qsizetype(m_partCount = 0); }

private:
    static constexpr qsizetype Capacity = 256 * 1024;
    static constexpr size_t MostParts = 128;

    // The pieces copied since the last part are one part.
    void closeRun()
    {
        if (m_copied > m_runBegin)
            m_parts[m_partCount++] = {m_bytes.get() + m_runBegin, size_t(m_copied - m_runBegin)};
        m_runBegin = m_copied;
    }

    std::unique_ptr<char[]> m_bytes = std::make_unique_for_overwrite<char[]>(size_t(Capacity));
    qsizetype m_copied = 0;
    qsizetype m_runBegin = 0; // of the copied bytes that are no part yet
    qsizetype m_referenced = 0;
    std::array<iovec, MostParts> m_parts;
    size_t m_partCount = 0;
};

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>

namespace sockscope {

/// Keeps the last block that was given back, since fresh memory costs a page fault for each 4 KiB: more than
/// what is written there. In any thread.
class BlockPool
{
public:
    /// Not initialised: memory that is never written is never resident.
    std::unique_ptr<std::byte[]> take(qsizetype bytes)
    {
        {
            std::lock_guard lock(m_mutex);
            if (m_spare && m_bytes == bytes)
                return std::move(m_spare);
        }
        return std::unique_ptr<std::byte[]>(new std::byte[size_t(bytes)]);
    }
    void give(std::unique_ptr<std::byte[]> block, qsizetype bytes)
    {
        std::lock_guard lock(m_mutex);
        m_spare.swap(block);
        m_bytes = bytes;
    }

private:
    std::mutex m_mutex; // protects the two below
    std::unique_ptr<std::byte[]> m_spare;
    qsizetype m_bytes = 0;
};

} // namespace sockscope

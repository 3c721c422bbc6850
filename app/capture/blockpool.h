// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/block.h"
#include "app/capture/fileformat.h"
#include "app/capture/prefault.h"

#include <mutex>

namespace sockscope {

/// The heap. Keeps the last block that was given back: fresh memory costs more than what is written there.
class BlockPool final : public BlockSource
{
public:
    std::byte *take(qsizetype *bytes) override
    {
        // As in a file, so that a segment can be written to one as it is.
        *bytes = fileformat::wholePages(*bytes);
        {
            const std::lock_guard lock(m_mutex);
            if (m_spare && m_bytes == *bytes)
                return m_spare.release();
        }
        auto *data = new std::byte[size_t(*bytes)];
        prefault(data, *bytes);
        return data;
    }
    void give(std::byte *data, qsizetype bytes) override
    {
        std::unique_ptr<std::byte[]> block(data);
        const std::lock_guard lock(m_mutex);
        m_spare.swap(block);
        m_bytes = bytes;
    }

private:
    std::mutex m_mutex; // protects the two below
    std::unique_ptr<std::byte[]> m_spare;
    qsizetype m_bytes = 0;
};

} // namespace sockscope

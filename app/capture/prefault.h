// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <cstdint>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace sockscope {

/// Has the system back fresh memory that will be written to soon, all of it at once: a page fault for each 4
/// KiB costs more than what is written there. Where it cannot, the faults come one by one.
inline void prefault([[maybe_unused]] std::byte *data, [[maybe_unused]] qsizetype bytes)
{
#ifdef MADV_POPULATE_WRITE
    constexpr std::uintptr_t Page = 4096;
    const auto begin = (reinterpret_cast<std::uintptr_t>(data) + Page - 1) / Page * Page;
    const auto end = (reinterpret_cast<std::uintptr_t>(data) + std::uintptr_t(bytes)) / Page * Page;
    if (begin < end)
        madvise(reinterpret_cast<void *>(begin), end - begin, MADV_POPULATE_WRITE);
#endif
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The C library's allocator behind a counter, as its manual allows ("Replacing malloc"). mallinfo() would not
// do: it takes the small blocks that a thread keeps for reuse as being in use.
#include "heapuse.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

HeapUse HeapUse::now()
{
    return {};
}

#else

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <malloc.h>

extern "C" {
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);
}

namespace {

std::atomic<long long> liveBlocks;
std::atomic<long long> liveBytes;

void *counted(void *block)
{
    if (block != nullptr) {
        liveBlocks.fetch_add(1, std::memory_order_relaxed);
        liveBytes.fetch_add((long long)(malloc_usable_size(block)), std::memory_order_relaxed);
    }
    return block;
}

void discount(void *block)
{
    if (block != nullptr) {
        liveBlocks.fetch_sub(1, std::memory_order_relaxed);
        liveBytes.fetch_sub((long long)(malloc_usable_size(block)), std::memory_order_relaxed);
    }
}

} // namespace

extern "C" {

void *malloc(size_t size)
{
    return counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return counted(__libc_calloc(count, size));
}

void *realloc(void *block, size_t size)
{
    discount(block);
    void *const grown = __libc_realloc(block, size);
    if (grown == nullptr && size > 0)
        counted(block); // it is still there
    return counted(grown);
}

void free(void *block)
{
    discount(block);
    __libc_free(block);
}

void *memalign(size_t alignment, size_t size)
{
    return counted(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return counted(__libc_memalign(alignment, size));
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
    *block = counted(__libc_memalign(alignment, size));
    return *block != nullptr ? 0 : ENOMEM;
}

} // extern "C"

HeapUse HeapUse::now()
{
    return {liveBlocks, liveBytes};
}

#endif

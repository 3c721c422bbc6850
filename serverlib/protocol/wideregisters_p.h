// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

// Marks a loop that the compiler builds twice, for processors with and without AVX2; the loader chooses. Not
// under the sanitizers: they are not up yet when it does.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__)                    \
    && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define WS_WIDE_REGISTERS __attribute__((target_clones("avx2", "default"), optimize("O3")))
#else
#define WS_WIDE_REGISTERS
#endif

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What this process has on its heap, counted at every malloc() and free() of it and of its libraries.
/// Nothing under a sanitizer, which has a heap of its own and looks for leaks itself.
struct HeapUse
{
    long long blocks = 0;
    long long bytes = 0;

    static HeapUse now();
    bool operator==(const HeapUse &) const = default;
};

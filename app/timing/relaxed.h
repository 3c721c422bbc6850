// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace sockscope {

/// A number that one thread changes without a lock, while any thread may read it. Copies hold what it was.
template <typename Number> class Relaxed
{
public:
    Relaxed(Number value = {}) : m_value(value) { }
    Relaxed(const Relaxed &other) : Relaxed(Number(other)) { }
    Relaxed &operator=(const Relaxed &other) { return *this = Number(other); }
    Relaxed &operator=(Number value)
    {
        m_value.store(value, std::memory_order_relaxed);
        return *this;
    }
    Relaxed &operator+=(Number by) { return *this = Number(*this) + by; }

    operator Number() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<Number> m_value;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <set>

namespace sockscope {

/// Rows that a person has marked, by their numbers in the log.
class RowMarks
{
public:
    static constexpr size_t MaxMarks = 10'000;

    /// False when there are as many as there may be.
    bool toggle(quint64 number);
    bool contains(quint64 number) const { return m_numbers.contains(number); }
    bool isEmpty() const { return m_numbers.empty(); }
    /// The nearest marked row behind @p number, or from the beginning again.
    std::optional<quint64> next(quint64 number) const;
    std::optional<quint64> previous(quint64 number) const;
    /// Forgets those before @p first, which the log has dropped.
    void dropBefore(quint64 first) { m_numbers.erase(m_numbers.begin(), m_numbers.lower_bound(first)); }

private:
    std::set<quint64> m_numbers;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rowmarks.h"

namespace sockscope {

bool RowMarks::toggle(quint64 number)
{
    if (m_numbers.erase(number) > 0)
        return true;
    if (m_numbers.size() >= MaxMarks)
        return false;
    m_numbers.insert(number);
    return true;
}

std::optional<quint64> RowMarks::next(quint64 number) const
{
    if (m_numbers.empty())
        return std::nullopt;
    const auto behind = m_numbers.upper_bound(number);
    return behind == m_numbers.end() ? *m_numbers.begin() : *behind;
}

std::optional<quint64> RowMarks::previous(quint64 number) const
{
    if (m_numbers.empty())
        return std::nullopt;
    const auto at = m_numbers.lower_bound(number);
    return at == m_numbers.begin() ? *m_numbers.rbegin() : *std::prev(at);
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitsboard.h"

namespace sockscope {

LimitsStand LimitsBoard::stand() const
{
    std::lock_guard lock(m_mutex);
    return m_stand;
}

quint64 LimitsBoard::version() const
{
    std::lock_guard lock(m_mutex);
    return m_stand.version;
}

void LimitsBoard::post(LimitsStand stand)
{
    std::lock_guard lock(m_mutex);
    stand.version = m_stand.version + 1;
    m_stand = std::move(stand);
}

} // namespace sockscope

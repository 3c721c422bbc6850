// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadfigures.h"

namespace sockscope {

void LoadErrors::add(const QString &kind)
{
    const std::lock_guard lock(m_mutex);
    const bool hasRoom = m_counts.size() < MaxKinds || m_counts.contains(kind);
    ++m_counts[hasRoom ? kind : QStringLiteral("others")];
}

QMap<QString, quint64> LoadErrors::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

} // namespace sockscope

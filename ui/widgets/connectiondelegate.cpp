// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/connectiondelegate.h"

#include "ui/theme/theme.h"

namespace sockscope {

QColor ConnectionDelegate::dotColor(const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    switch (index.data(ConnectionModel::HealthRole).value<ConnectionModel::Health>()) {
    case ConnectionModel::Health::Connecting:
        return theme.handshake;
    case ConnectionModel::Health::Good:
        return theme.ping;
    case ConnectionModel::Health::Troubled:
        return theme.close;
    case ConnectionModel::Health::Ended:
        return theme.faint;
    case ConnectionModel::Health::Failed:
        break;
    }
    return theme.error;
}

bool ConnectionDelegate::hasDot(int column) const
{
    return column == ConnectionModel::DeviceColumn;
}

bool ConnectionDelegate::isProse(int column) const
{
    return column == ConnectionModel::DeviceColumn;
}

bool ConnectionDelegate::isMuted(int column) const
{
    return column == ConnectionModel::PathColumn || column == ConnectionModel::PeerColumn
        || column == ConnectionModel::SubprotocolColumn || column == ConnectionModel::NumberColumn;
}

} // namespace sockscope

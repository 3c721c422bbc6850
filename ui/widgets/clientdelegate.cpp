// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clientdelegate.h"

#include "ui/theme/theme.h"

namespace sockscope {

QColor ClientDelegate::dotColor(const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    switch (index.data(ClientModel::HealthRole).value<ClientModel::Health>()) {
    case ClientModel::Health::Closed:
        return theme.faint;
    case ClientModel::Health::Connecting:
        return theme.handshake;
    case ClientModel::Health::Open:
        return theme.ping;
    case ClientModel::Health::Failed:
        break;
    }
    return theme.error;
}

bool ClientDelegate::hasDot(int column) const
{
    return column == ClientModel::NumberColumn;
}

bool ClientDelegate::isProse(int column) const
{
    return column == ClientModel::KindColumn;
}

bool ClientDelegate::isMuted(int column) const
{
    return isProse(column);
}

} // namespace sockscope

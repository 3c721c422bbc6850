// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/clientmodel.h"
#include "ui/widgets/dotdelegate.h"

namespace sockscope {

/// Dresses the list of clients: its dots tell the health.
class ClientDelegate : public DotDelegate
{
    Q_OBJECT

public:
    using DotDelegate::DotDelegate;

protected:
    QColor dotColor(const QModelIndex &index) const override;
    bool hasDot(int column) const override;
    bool isProse(int column) const override;
    bool isMuted(int column) const override;
};

} // namespace sockscope

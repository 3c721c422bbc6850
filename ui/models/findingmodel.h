// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/framerules.h"

#include <QAbstractListModel>

namespace sockscope {

/// What a composition breaks, a sentence each.
class FindingModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setFindings(const QList<FrameFinding> &findings);
    const FrameFinding &finding(int row) const { return m_findings[row]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<FrameFinding> m_findings;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findingmodel.h"

#include "ui/theme/theme.h"

namespace sockscope {

void FindingModel::setFindings(const QList<FrameFinding> &findings)
{
    if (findings == m_findings)
        return;
    beginResetModel();
    m_findings = findings;
    endResetModel();
}

int FindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_findings.size());
}

QVariant FindingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FrameFinding &finding = m_findings[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return QStringLiteral("%1 %2").arg(finding.frame + 1).arg(finding.text);
    case Qt::ToolTipRole:
        return tr("Frame %1, %2, byte %3\n%4")
            .arg(finding.frame + 1)
            .arg(frameFieldName(finding.field))
            .arg(finding.offset)
            .arg(finding.text);
    case Qt::ForegroundRole: // what no peer can tell at once is no error yet
        return finding.rule ? Theme::current().error : Theme::current().close;
    default:
        return {};
    }
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/cellfilteractions.h"

#include "app/bench/benchsession.h"
#include "app/filter/filterwords.h"
#include "ui/models/cellfilter.h"
#include "ui/views/framelogview.h"

#include <QAction>

namespace sockscope {

namespace {

constexpr qsizetype PayloadBytes = 1024; // more than a filter is made of
constexpr qsizetype MaxShown = 48; // characters of a filter in a menu

QString shown(QString filter)
{
    if (filter.size() > MaxShown)
        filter = filter.first(MaxShown) + QChar(0x2026);
    return filter.replace(u'&', QStringLiteral("&&"));
}

} // namespace

CellFilterActions::CellFilterActions(BenchSession *session, FrameLogModel *model, FrameLogView *view)
    : QObject(view)
    , m_session(session)
    , m_model(model)
    , m_view(view)
    , m_keep(addAction(QStringLiteral("filterByCell")))
    , m_hide(addAction(QStringLiteral("hideLikeCell")))
{
    connect(m_keep, &QAction::triggered, this, [this] { emit filterRequested(m_filter); });
    connect(m_hide, &QAction::triggered, this, [this] { emit filterRequested(filterInverted(m_filter)); });
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &CellFilterActions::update);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { update({}); });
    update({});
}

QAction *CellFilterActions::addAction(const QString &name)
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    m_view->addAction(action);
    return action;
}

void CellFilterActions::update(const QModelIndex &cell)
{
    m_filter = cell.isValid() ? filterOf(cell) : QString();
    for (QAction *action : {m_keep, m_hide})
        action->setEnabled(!m_filter.isEmpty());
    m_keep->setText(
        m_filter.isEmpty() ? tr("Filter by this cell") : tr("Filter by this cell: %1").arg(shown(m_filter)));
    m_hide->setText(
        m_filter.isEmpty() ? tr("Hide rows like this") : tr("Hide rows like this: %1").arg(shown(m_filter)));
}

QString CellFilterActions::filterOf(const QModelIndex &cell) const
{
    const auto record = m_model->record(cell.row());
    if (!record)
        return {};
    const auto connection = m_session->connections().find(record->connection);
    return filterForCell(*record, FrameLogModel::Column(cell.column()),
        connection ? connection->device : QString(),
        m_session->capture().content(m_model->rowNumber(cell.row()), PayloadBytes));
}

} // namespace sockscope

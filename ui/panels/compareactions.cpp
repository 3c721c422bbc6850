// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/compareactions.h"

#include "app/bench/benchsession.h"
#include "ui/models/figures.h"
#include "ui/models/framelogmodel.h"
#include "ui/views/framelogview.h"
#include "ui/widgets/comparewindow.h"

#include <QAction>
#include <QItemSelectionModel>

namespace sockscope {

CompareActions::CompareActions(BenchSession *session, FrameLogModel *model, FrameLogView *view)
    : QObject(view)
    , m_session(session)
    , m_model(model)
    , m_view(view)
    , m_keep(add(QStringLiteral("keepForComparison"), Qt::Key_C, &CompareActions::keep))
    , m_compare(add(QStringLiteral("compare"), QKeySequence(Qt::SHIFT | Qt::Key_C), &CompareActions::compare))
{
    m_keep->setText(tr("Mark for comparison"));
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &CompareActions::update);
    connect(model, &QAbstractItemModel::modelReset, this, &CompareActions::update);
    update();
}

QAction *CompareActions::add(const QString &name, const QKeySequence &key, void (CompareActions::*act)())
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, act);
    m_view->addAction(action);
    return action;
}

std::optional<ComparedFrame> CompareActions::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? comparedFrame(m_session, m_model->rowNumber(index.row())) : std::nullopt;
}

void CompareActions::keep()
{
    if (auto frame = current()) {
        m_kept = std::move(frame);
        emit told(
            tr("Row %1 is marked: Shift+C on another row compares the two.").arg(grouped(m_kept->row())));
    }
    update();
}

void CompareActions::compare()
{
    const auto frame = current();
    if (!m_kept || !frame)
        return;
    auto *window = new CompareWindow(*m_kept, *frame, m_view->window());
    window->show();
}

void CompareActions::update()
{
    const bool isAny = m_view->currentIndex().isValid();
    m_keep->setEnabled(isAny);
    m_compare->setEnabled(isAny && m_kept);
    m_compare->setText(
        m_kept ? tr("Compare with row %1").arg(grouped(m_kept->row())) : tr("Compare with the marked row"));
}

} // namespace sockscope

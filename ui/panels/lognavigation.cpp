// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/lognavigation.h"

#include "app/bench/benchsession.h"
#include "app/session/rowlocator.h"
#include "ui/models/figures.h"
#include "ui/views/framelogview.h"
#include "ui/views/jumpbar.h"

#include <QAction>

namespace sockscope {

LogNavigation::LogNavigation(BenchSession *session, FrameLogModel *model, FrameLogView *view)
    : QObject(view)
    , m_session(session)
    , m_model(model)
    , m_view(view)
    , m_finder(model, &session->capture())
    , m_findBar(new JumpBar(tr("Find"), tr("words in a payload")))
    , m_goToBar(new JumpBar(tr("Go to"), tr("1234, 12.5s, +2s, 14:03:22")))
{
    m_findBar->setObjectName(QStringLiteral("findBar"));
    m_goToBar->setObjectName(QStringLiteral("goToBar"));
    add(QStringLiteral("find"), tr("Find…"), {QKeySequence(QKeySequence::Find)}, &LogNavigation::openFind);
    add(QStringLiteral("findNext"), tr("Find next"), {Qt::Key_N, Qt::Key_F3}, &LogNavigation::findNext);
    add(QStringLiteral("findPrevious"), tr("Find previous"),
        {QKeySequence(Qt::SHIFT | Qt::Key_N), QKeySequence(Qt::SHIFT | Qt::Key_F3)},
        &LogNavigation::findPrevious);
    add(QStringLiteral("goTo"), tr("Go to row or time…"), {QKeySequence(Qt::CTRL | Qt::Key_G)},
        &LogNavigation::openGoTo);
    add(QStringLiteral("mark"), tr("Mark row"), {Qt::Key_M}, &LogNavigation::toggleMark);
    add(QStringLiteral("nextMark"), tr("Next mark"), {Qt::Key_BracketRight}, &LogNavigation::nextMark);
    add(QStringLiteral("previousMark"), tr("Previous mark"), {Qt::Key_BracketLeft},
        &LogNavigation::previousMark);
    connect(m_findBar, &JumpBar::entered, this,
        [this](bool isBackwards) { find(isBackwards ? RowFinder::Way::Up : RowFinder::Way::Down); });
    connect(m_goToBar, &JumpBar::entered, this, &LogNavigation::goTo);
    for (JumpBar *bar : {m_findBar, m_goToBar})
        connect(bar, &JumpBar::closed, view, qOverload<>(&QWidget::setFocus));
    connect(m_findBar, &JumpBar::closed, &m_finder, &RowFinder::stop);
    connect(&m_finder, &RowFinder::found, this, [this](int row) {
        m_findBar->setMessage({});
        m_view->setFocus(); // for n and N
        emit rowRequested(m_model->rowNumber(row));
    });
    connect(&m_finder, &RowFinder::notFound, this,
        [this] { m_findBar->setMessage(tr("not in the rows shown")); });
}

void LogNavigation::add(
    const QString &name, const QString &text, const QList<QKeySequence> &keys, void (LogNavigation::*act)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, act);
    m_view->addAction(action);
}

QList<QWidget *> LogNavigation::bars() const
{
    return {m_findBar, m_goToBar};
}

std::optional<quint64> LogNavigation::currentNumber() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() ? std::optional(m_model->rowNumber(current.row())) : std::nullopt;
}

void LogNavigation::openFind()
{
    m_goToBar->hide();
    m_findBar->open();
}

void LogNavigation::find(RowFinder::Way way)
{
    if (m_findBar->text().isEmpty())
        return openFind();
    m_findBar->setMessage(tr("looking…"));
    m_finder.find(m_findBar->text(), m_view->currentIndex().row(), way);
}

void LogNavigation::openGoTo()
{
    m_findBar->hide();
    m_goToBar->open();
}

void LogNavigation::goTo()
{
    const auto place = locateRow(
        m_session->capture(), m_goToBar->text(), currentNumber().value_or(m_session->capture().rows().first));
    if (const auto *fault = std::get_if<QString>(&place)) {
        m_goToBar->setMessage(*fault);
        return;
    }
    m_goToBar->hide();
    m_view->setFocus();
    emit rowRequested(std::get<quint64>(place));
}

void LogNavigation::toggleMark()
{
    const auto number = currentNumber();
    if (number && !m_marks.toggle(*number))
        emit remarked(
            tr("There are %1 marks, which is as many as there can be.").arg(grouped(RowMarks::MaxMarks)));
    m_view->viewport()->update();
}

void LogNavigation::nextMark()
{
    if (const auto number = m_marks.next(currentNumber().value_or(0)))
        emit rowRequested(*number);
}

void LogNavigation::previousMark()
{
    if (const auto number = m_marks.previous(currentNumber().value_or(0)))
        emit rowRequested(*number);
}

void LogNavigation::refresh()
{
    if (!m_marks.isEmpty())
        m_marks.dropBefore(m_session->capture().rows().first);
}

} // namespace sockscope

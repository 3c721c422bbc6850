// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/faultlist.h"

#include "ui/models/faultlistmodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/faultdelegate.h"

#include <QAction>
#include <QPainter>

#include <algorithm>

namespace sockscope {

namespace {

constexpr int MinRowsShown = 2;
constexpr int MaxRowsShown = 4;
constexpr int Margin = 12;

} // namespace

FaultList::FaultList(QWidget *parent) : QListView(parent)
{
    setObjectName(QStringLiteral("faultList"));
    setAccessibleName(tr("Faults, in their order"));
    setItemDelegate(new FaultDelegate(this));
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setDragDropMode(InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setDropIndicatorShown(true);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    buildActions();
    connect(this, &QListView::doubleClicked, this, &FaultList::editRequested);
}

void FaultList::buildActions()
{
    addKey(QStringLiteral("faultAddKey"), tr("Add…"), Qt::Key_Insert, tr("Another fault behind this one"),
        &FaultList::addRequested);
    addKey(QStringLiteral("faultEdit"), tr("Edit"), Qt::Key_Return, tr("Go to its fields"),
        &FaultList::editRequested);
    m_duplicate = addKey(QStringLiteral("faultDuplicate"), tr("Duplicate"), Qt::CTRL | Qt::Key_D,
        tr("The same once more, behind it"), &FaultList::duplicateCurrent);
    m_remove = addKey(QStringLiteral("faultRemove"), tr("Remove"), Qt::Key_Delete, tr("Take it off the list"),
        &FaultList::removeCurrent);
    m_up = addKey(QStringLiteral("faultUp"), tr("Move up"), Qt::ALT | Qt::Key_Up,
        tr("Before the one above it"), &FaultList::moveUp);
    m_down = addKey(QStringLiteral("faultDown"), tr("Move down"), Qt::ALT | Qt::Key_Down,
        tr("Behind the one below it"), &FaultList::moveDown);
    m_undo = addKey(QStringLiteral("faultUndo"), tr("Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z), tr("Undo"),
        &FaultList::undo);
    m_redo = addKey(QStringLiteral("faultRedo"), tr("Redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
        tr("Redo"), &FaultList::redo);
    // The panel around has them, too.
    m_undo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_redo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

QAction *FaultList::addKey(const QString &name, const QString &text, const QKeySequence &key,
    const QString &toolTip, void (FaultList::*slot)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(toolTip, key.toString(QKeySequence::NativeText)));
    addAction(action);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void FaultList::setFaults(FaultListModel *model)
{
    if (model == m_faults)
        return;
    if (m_faults) {
        m_faults->disconnect(this);
        m_faults->undoStack()->disconnect(this);
    }
    m_faults = model;
    setModel(model);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_faults) // it has gone before the list
            return;
        updateActions();
        emit currentRowChanged();
    });
    connect(model, &FaultListModel::rowsInserted, this,
        [this](const QModelIndex &, int, int last) { setCurrentIndex(m_faults->index(last)); });
    connect(model, &FaultListModel::planChanged, this, [this] {
        updateActions();
        updateGeometry();
        viewport()->update();
    });
    connect(model->undoStack(), &QUndoStack::indexChanged, this, &FaultList::updateActions);
    updateActions();
    updateGeometry();
    emit currentRowChanged();
}

int FaultList::currentRow() const
{
    return currentIndex().row();
}

void FaultList::setEmptyWords(const QString &words)
{
    m_emptyWords = words;
    setAccessibleDescription(m_faults && m_faults->rowCount() == 0 ? words : QString());
    viewport()->update();
}

QSize FaultList::sizeHint() const
{
    const int rows = std::clamp(m_faults ? m_faults->rowCount() : 0, MinRowsShown, MaxRowsShown);
    return {QListView::sizeHint().width(), rows * FaultDelegate::RowHeight};
}

QSize FaultList::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void FaultList::add(const Fault &fault)
{
    const int row = currentRow() >= 0 ? currentRow() : m_faults->rowCount() - 1;
    if (m_faults->add(fault, row) < 0)
        emit full();
}

void FaultList::removeCurrent()
{
    m_faults->remove(currentRow());
}

void FaultList::duplicateCurrent()
{
    add(m_faults->faults()[currentRow()]);
}

void FaultList::moveUp()
{
    m_faults->move(currentRow(), currentRow() - 1);
}

void FaultList::moveDown()
{
    m_faults->move(currentRow(), currentRow() + 1);
}

void FaultList::undo()
{
    m_faults->undoStack()->undo();
}

void FaultList::redo()
{
    m_faults->undoStack()->redo();
}

void FaultList::updateActions()
{
    const int row = currentRow();
    for (QAction *action : {m_duplicate, m_remove})
        action->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row < m_faults->rowCount() - 1);
    const QUndoStack *stack = m_faults->undoStack();
    m_undo->setEnabled(stack->canUndo());
    m_undo->setText(stack->canUndo() ? tr("Undo: %1").arg(stack->undoText()) : tr("Undo"));
    m_redo->setEnabled(stack->canRedo());
    m_redo->setText(stack->canRedo() ? tr("Redo: %1").arg(stack->redoText()) : tr("Redo"));
}

void FaultList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_faults && m_faults->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(Theme::current().muted);
    painter.drawText(viewport()->rect().adjusted(Margin, 0, -Margin, 0),
        int(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextWordWrap, m_emptyWords);
}

} // namespace sockscope

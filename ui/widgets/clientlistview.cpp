// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clientlistview.h"

#include "app/client/clientpool.h"
#include "ui/widgets/clientdelegate.h"

#include <QAction>
#include <QHeaderView>

namespace sockscope {

namespace {

constexpr int NumberWidth = 36;
constexpr int KindWidth = 40;
constexpr int FramesWidth = 60;
constexpr int RttWidth = 70;

} // namespace

ClientListView::ClientListView(ClientPool *pool, ClientList *list, QWidget *parent)
    : QTreeView(parent), m_pool(pool), m_list(list), m_model(new ClientModel(this))
{
    setObjectName(QStringLiteral("clientList"));
    setAccessibleName(tr("Clients"));
    setModel(m_model);
    setItemDelegate(new ClientDelegate(this));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    buildColumns();
    buildActions();
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateActions();
        emit clientSelected(selected());
    });
    connect(this, &QTreeView::activated, this, &ClientListView::toggle);
    connect(list, &ClientList::changed, this, &ClientListView::onChanged);
    m_pool->setClients(m_list->entries());
    refresh();
    select(m_list->entries().isEmpty() ? 0 : m_list->entries().first().number);
    updateActions();
}

void ClientListView::buildColumns()
{
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setMinimumSectionSize(36);
    header()->setSectionResizeMode(ClientModel::AddressColumn, QHeaderView::Stretch);
    header()->resizeSection(ClientModel::NumberColumn, NumberWidth);
    header()->resizeSection(ClientModel::KindColumn, KindWidth);
    header()->resizeSection(ClientModel::FramesColumn, FramesWidth);
    header()->resizeSection(ClientModel::RttColumn, RttWidth);
}

QAction *ClientListView::add(const QString &text, const QString &toolTip, const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void ClientListView::buildActions()
{
    m_add = add(tr("Add"), tr("Add a client"), Qt::Key_Insert);
    m_duplicate = add(tr("Duplicate"), tr("Add a client like this one"), Qt::CTRL | Qt::Key_D);
    m_remove = add(tr("Remove"), tr("Remove the client and reset its connection"), Qt::Key_Delete);
    m_toggle = add(tr("Connect or disconnect"), tr("Connect, or close"), Qt::Key_Space);
    QAction *terminate = add(tr("Cut off"), tr("Reset the TCP connection"), Qt::SHIFT | Qt::Key_Delete);
    QAction *openAll = add(tr("Connect all"), tr("Connect every client"), Qt::CTRL | Qt::Key_Space);
    QAction *closeAll =
        add(tr("Close all"), tr("Close every connection"), Qt::CTRL | Qt::SHIFT | Qt::Key_Space);
    QAction *undo = m_list->undoStack()->createUndoAction(this, tr("Undo"));
    QAction *redo = m_list->undoStack()->createRedoAction(this, tr("Redo"));
    undo->setShortcuts(QKeySequence::Undo);
    redo->setShortcuts(QKeySequence::Redo);
    for (QAction *action : {undo, redo}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    connect(m_add, &QAction::triggered, this, [this] { insert({}, 0); });
    connect(m_duplicate, &QAction::triggered, this, [this] {
        if (const ClientEntry *entry = m_list->find(selected()))
            insert(entry->settings, entry->number);
    });
    connect(m_remove, &QAction::triggered, this, [this] { m_list->remove(selected()); });
    connect(m_toggle, &QAction::triggered, this, &ClientListView::toggle);
    connect(terminate, &QAction::triggered, this, [this] { m_pool->terminate(selected()); });
    connect(openAll, &QAction::triggered, m_pool, &ClientPool::openAll);
    connect(closeAll, &QAction::triggered, m_pool, &ClientPool::closeAll);
}

void ClientListView::insert(const ClientSettings &settings, quint64 after)
{
    const quint64 number = m_list->add(settings, after);
    if (number == 0)
        emit refused(tr("There are %1 clients, and there is no room for more: remove some, or use Load.")
                         .arg(ClientPool::MaxClients));
    else
        select(number);
}

void ClientListView::onChanged()
{
    const int row = currentIndex().row();
    const quint64 before = selected();
    m_pool->setClients(m_list->entries());
    refresh();
    if (m_model->rowOf(before) >= 0)
        select(before);
    else if (m_model->rowCount() > 0)
        select(m_model->numberAt(qBound(0, row, m_model->rowCount() - 1)));
    updateActions();
    emit clientSelected(selected());
}

quint64 ClientListView::selected() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? 0 : m_model->numberAt(rows.first().row());
}

void ClientListView::select(quint64 client)
{
    const int row = m_model->rowOf(client);
    if (row >= 0)
        setCurrentIndex(m_model->index(row, 0));
}

void ClientListView::refresh()
{
    m_model->update(m_pool->clients());
}

void ClientListView::toggle()
{
    const ClientStats *client = stats();
    if (client == nullptr)
        return;
    if (client->state == ClientState::Closed)
        m_pool->open(client->number);
    else
        m_pool->close(client->number);
}

void ClientListView::updateActions()
{
    for (QAction *action : {m_duplicate, m_remove, m_toggle})
        action->setEnabled(selected() != 0);
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/clientlist.h"
#include "ui/models/clientmodel.h"

#include <QTreeView>

namespace sockscope {

class ClientPool;

/// The clients of a pool, and the actions on them: by their shortcuts while the list has the focus, by its
/// context menu, and by whoever takes them from actions().
class ClientListView : public QTreeView
{
    Q_OBJECT

public:
    ClientListView(ClientPool *pool, ClientList *list, QWidget *parent = nullptr);

    /// 0 for none.
    quint64 selected() const;
    void select(quint64 client);
    const ClientStats *stats() const { return m_model->find(selected()); }
    void refresh();
    /// Opens the selected client, or closes it; gives up what is neither.
    void toggle();

    QAction *addClientAction() const { return m_add; }
    QAction *duplicateAction() const { return m_duplicate; }
    QAction *removeAction() const { return m_remove; }

signals:
    void clientSelected(quint64 client);
    void refused(const QString &why); ///< there is no room for another

private:
    QAction *add(const QString &text, const QString &toolTip, const QKeySequence &shortcut);
    void buildActions();
    void buildColumns();
    void insert(const ClientSettings &settings, quint64 after);
    void onChanged();
    void updateActions();

    ClientPool *m_pool;
    ClientList *m_list;
    ClientModel *m_model;
    QAction *m_add;
    QAction *m_duplicate;
    QAction *m_remove;
    QAction *m_toggle;
};

} // namespace sockscope

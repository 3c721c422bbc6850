// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QModelIndex;
class QSettings;
class QSortFilterProxyModel;
class QStackedLayout;
class QTreeView;

namespace sockscope {

class BenchSession;
class ConnectionModel;
class PanelHeader;

/// The live table of connections, and what can be done with one.
class ConnectionPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionPanel(BenchSession *session, QWidget *parent = nullptr);

    const ConnectionModel *model() const { return m_model; }
    quint64 selected() const; ///< 0 for none
    void saveColumns(QSettings *settings) const;
    void restoreColumns(const QSettings &settings);

public slots:
    void refresh();
    /// Selects without telling when it is selected already; 0 for none.
    void select(quint64 connection);

signals:
    void connectionSelected(quint64 connection);
    void sendRequested(quint64 connection);
    void closeRequested(quint64 connection);
    void handshakeRequested(quint64 connection);
    void filterRequested(quint64 connection); ///< 0: show all

private:
    void buildTable();
    void buildColumns();
    void buildActions();
    QAction *addAction(const QString &text, const QKeySequence &key, const QString &toolTip);
    void showColumnMenu(const QPoint &position);
    void updateActions();
    void updateHeader();
    void updateEmptyState();

    BenchSession *m_session;
    ConnectionModel *m_model;
    QSortFilterProxyModel *m_sorted;
    PanelHeader *m_header;
    QTreeView *m_table;
    QLabel *m_empty;
    QStackedLayout *m_pages;
    QList<QAction *> m_openActions; // need an open connection
    QList<QAction *> m_anyActions; // need a connection, open or not
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientpool.h"
#include "app/client/clienttargets.h"
#include "ui/models/clientlist.h"

#include <QWidget>

class QSettings;
class QStackedWidget;

namespace sockscope {

class BenchSession;
class ChipChoice;
class ClientsPage;
class LoadPage;

/// The bench at the other end: clients that try its own server or any other, and bursts of them. The list of
/// clients survives restarts.
class ClientPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p session and @p settings must outlive it.
    ClientPanel(BenchSession *session, QSettings *settings, QWidget *parent = nullptr);
    ~ClientPanel() override;

    ClientPool *pool() { return &m_pool; }
    /// Its raw clients, for the composer.
    ComposeTargets *targets() { return &m_targets; }
    /// Shows what has come of the clients; draws only what is seen.
    void refresh();

signals:
    void composeRequested(quint64 client); ///< with the composer, to this client
    void remarked(const QString &words); ///< for the status line

private:
    QSettings *m_settings;
    ClientPool m_pool;
    ClientTargets m_targets{&m_pool};
    ClientList m_list;
    ChipChoice *m_choice;
    QStackedWidget *m_pages;
    ClientsPage *m_clients;
    LoadPage *m_load;
};

} // namespace sockscope

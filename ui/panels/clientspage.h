// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/clientlist.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace sockscope {

class BenchSession;
class ChipChoice;
class ClientForm;
class ClientListView;
class ClientPool;
class ClientTalk;
class ElidingLabel;

/// The clients of the bench: their list, and of the selected one what it says and hears, or its settings.
class ClientsPage : public QWidget
{
    Q_OBJECT

public:
    ClientsPage(BenchSession *session, ClientPool *pool, ClientList *list, QWidget *parent = nullptr);

    void refresh();

signals:
    void composeRequested(quint64 client);
    void remarked(const QString &words);

private:
    QWidget *buildBar();
    QWidget *buildButtons();
    void connectParts();
    void openSelected();
    void showSelected();
    void showOwnServer();
    void showState();

    BenchSession *m_session;
    ClientPool *m_pool;
    ClientList *m_list;
    ClientListView *m_view;
    ElidingLabel *m_words;
    ChipChoice *m_choice;
    QPushButton *m_connect;
    QStackedWidget *m_pages;
    ClientTalk *m_talk;
    ClientForm *m_form;
};

} // namespace sockscope

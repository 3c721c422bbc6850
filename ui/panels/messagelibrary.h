// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/messagehistory.h"
#include "ui/models/messagestore.h"

#include <QWidget>

class QLabel;
class QListView;
class QStackedWidget;
class QStringListModel;
class QTreeView;

namespace sockscope {

class ChipChoice;
class MessageTree;

/// Messages that are kept in folders, and those that were sent.
class MessageLibrary : public QWidget
{
    Q_OBJECT

public:
    /// @p settings: beside these the messages are kept; nowhere if null.
    explicit MessageLibrary(const QSettings *settings, QWidget *parent = nullptr);
    ~MessageLibrary() override;

    /// Beside what is selected; its name can be typed at once.
    void save(const SavedMessage &message);
    void remember(const SavedMessage &message);
    const MessageHistory &history() const { return m_history; }
    /// A file of messages as a folder of its own.
    void importFrom(const QString &path);

signals:
    void loadRequested(const sockscope::SavedMessage &message);

private:
    void buildTree();
    void buildHistory();
    void buildActions();
    QAction *addAction(const QString &name, const QString &text, const QKeySequence &key);
    void loadSaved(const QModelIndex &index);
    void addFolder();
    void importFile();
    void exportFile();
    void write();
    void showHistory();
    void showPage();
    void tell(const QString &problem);

    MessageStore m_savedFile;
    MessageStore m_historyFile;
    MessageHistory m_history;
    MessageTree *m_model;
    ChipChoice *m_choice;
    QTreeView *m_tree;
    QStringListModel *m_sent;
    QListView *m_list;
    QLabel *m_empty;
    QStackedWidget *m_pages;
    QLabel *m_message;
    bool m_hadFocus = false; // the tree, before an edit
};

} // namespace sockscope

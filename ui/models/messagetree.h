// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/messagepath.h"

#include <QAbstractItemModel>
#include <QUndoStack>

#include <memory>
#include <vector>

namespace sockscope {

/// Saved messages in their folders; a folder's folders stand before its messages. Every edit can be undone.
class MessageTree : public QAbstractItemModel
{
    Q_OBJECT

public:
    explicit MessageTree(QObject *parent = nullptr);
    ~MessageTree() override;

    const MessageFolder &root() const { return m_root; }
    /// As it was kept: no edit.
    void setRoot(const MessageFolder &root);
    QUndoStack *undoStack() { return &m_undo; }

    /// nullptr for a message, and for nothing.
    const MessageFolder *folder(const QModelIndex &index) const;
    const SavedMessage *message(const QModelIndex &index) const;

    /// Into the folder at @p near, or the one that it is in; placed() tells where.
    void addMessage(const QModelIndex &near, const SavedMessage &message);
    void addFolder(const QModelIndex &near, const MessageFolder &folder);
    void remove(const QModelIndex &index);
    /// By so many places among its like.
    void shift(const QModelIndex &index, int places);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
        const QModelIndex &parent) override;

signals:
    void edited(); ///< root() is another
    void placed(const QModelIndex &index); ///< what an edit was about

private:
    class Edit;
    struct Node;

    void rebuild();
    static void fill(Node *node, const MessageFolder &folder);
    Node *node(const QModelIndex &index) const;
    MessagePath pathOf(const QModelIndex &index) const;
    QModelIndex indexOf(const MessagePath &path) const;
    MessagePath folderNear(const QModelIndex &index) const;
    void edit(const MessageFolder &after, const QString &text, const MessagePath &about);
    void apply(const MessageFolder &root, const MessagePath &about);
    bool move(const MessagePath &from, const MessagePath &to, int row);

    MessageFolder m_root;
    std::unique_ptr<Node> m_nodes;
    QUndoStack m_undo;
};

} // namespace sockscope

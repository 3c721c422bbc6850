// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/messagetree.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>
#include <QUndoCommand>

#include <utility>

namespace sockscope {

namespace {

const auto PathType = QStringLiteral("application/x-sockscope-message-path");
constexpr int MaxSteps = 100; // each holds what differs, strings and lists being shared

} // namespace

/// A place in the tree: the model's indexes point at these, which stay while nothing is edited.
struct MessageTree::Node
{
    Node *parent = nullptr;
    int row = 0;
    bool isFolder = true;
    const MessageFolder *folder = nullptr;
    const SavedMessage *message = nullptr;
    std::vector<std::unique_ptr<Node>> children;
};

class MessageTree::Edit : public QUndoCommand
{
public:
    Edit(MessageTree *tree, const MessageFolder &after, const QString &text, const MessagePath &about)
        : QUndoCommand(text), m_tree(tree), m_before(tree->m_root), m_after(after), m_about(about)
    { }

    void undo() override { m_tree->apply(m_before, m_about); }
    void redo() override { m_tree->apply(m_after, m_about); }

private:
    MessageTree *m_tree;
    MessageFolder m_before;
    MessageFolder m_after;
    MessagePath m_about;
};

MessageTree::MessageTree(QObject *parent) : QAbstractItemModel(parent)
{
    m_undo.setUndoLimit(MaxSteps);
    rebuild();
}

MessageTree::~MessageTree() = default;

void MessageTree::setRoot(const MessageFolder &root)
{
    m_undo.clear();
    beginResetModel();
    m_root = root;
    rebuild();
    endResetModel();
}

void MessageTree::rebuild()
{
    m_nodes = std::make_unique<Node>();
    fill(m_nodes.get(), m_root);
}

void MessageTree::fill(Node *node, const MessageFolder &folder)
{
    node->folder = &folder;
    const auto add = [node] {
        auto &child = node->children.emplace_back(std::make_unique<Node>());
        child->parent = node;
        child->row = int(node->children.size()) - 1;
        return child.get();
    };
    for (const MessageFolder &inner : folder.folders)
        fill(add(), inner);
    for (const SavedMessage &message : folder.messages) {
        Node *child = add();
        child->isFolder = false;
        child->message = &message;
    }
}

MessageTree::Node *MessageTree::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_nodes.get();
}

const MessageFolder *MessageTree::folder(const QModelIndex &index) const
{
    return index.isValid() ? node(index)->folder : nullptr;
}

const SavedMessage *MessageTree::message(const QModelIndex &index) const
{
    return index.isValid() ? node(index)->message : nullptr;
}

MessagePath MessageTree::pathOf(const QModelIndex &index) const
{
    MessagePath path;
    for (QModelIndex at = index; at.isValid(); at = at.parent())
        path.prepend(at.row());
    return path;
}

QModelIndex MessageTree::indexOf(const MessagePath &path) const
{
    QModelIndex at;
    for (const int row : path)
        at = index(row, 0, at);
    return at;
}

MessagePath MessageTree::folderNear(const QModelIndex &index) const
{
    return pathOf(index.isValid() && !node(index)->isFolder ? index.parent() : index);
}

void MessageTree::edit(const MessageFolder &after, const QString &text, const MessagePath &about)
{
    m_undo.push(new Edit(this, after, text, about));
}

void MessageTree::apply(const MessageFolder &root, const MessagePath &about)
{
    beginResetModel();
    m_root = root;
    rebuild();
    endResetModel();
    emit edited();
    if (const QModelIndex index = indexOf(about); index.isValid())
        emit placed(index);
}

void MessageTree::addMessage(const QModelIndex &near, const SavedMessage &message)
{
    MessageFolder after = m_root;
    MessagePath path = folderNear(near);
    MessageFolder *folder = folderAt(&after, path);
    folder->messages.append(message);
    path.append(int(folder->folders.size() + folder->messages.size()) - 1);
    edit(after, tr("save “%1”").arg(message.name), path);
}

void MessageTree::addFolder(const QModelIndex &near, const MessageFolder &added)
{
    MessageFolder after = m_root;
    MessagePath path = folderNear(near);
    if (path.size() >= SavedLimits::Depth)
        path.removeLast();
    MessageFolder *folder = folderAt(&after, path);
    folder->folders.append(added);
    path.append(int(folder->folders.size()) - 1);
    edit(after, tr("add folder “%1”").arg(added.name), path);
}

void MessageTree::remove(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    MessageFolder after = m_root;
    const MessagePath path = pathOf(index);
    MessageFolder *folder = folderAt(&after, path.first(path.size() - 1));
    if (node(index)->isFolder)
        folder->folders.removeAt(path.last());
    else
        folder->messages.removeAt(path.last() - folder->folders.size());
    edit(after, tr("delete “%1”").arg(index.data().toString()), path);
}

void MessageTree::shift(const QModelIndex &index, int places)
{
    if (!index.isValid())
        return;
    const MessagePath path = pathOf(index);
    const int row = path.last() + places + (places > 0 ? 1 : 0);
    if (row >= 0)
        move(path, path.first(path.size() - 1), row);
}

bool MessageTree::move(const MessagePath &from, const MessagePath &to, int row)
{
    MessageFolder after = m_root;
    const auto about = moveInFolders(&after, from, to, row);
    if (!about || after == m_root)
        return false;
    edit(after, tr("move"), *about);
    return true;
}

QModelIndex MessageTree::index(int row, int column, const QModelIndex &parent) const
{
    const Node *in = node(parent);
    if (column != 0 || row < 0 || size_t(row) >= in->children.size())
        return {};
    return createIndex(row, column, in->children[size_t(row)].get());
}

QModelIndex MessageTree::parent(const QModelIndex &index) const
{
    Node *above = index.isValid() ? node(index)->parent : nullptr;
    return above == nullptr || above == m_nodes.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int MessageTree::rowCount(const QModelIndex &parent) const
{
    return int(node(parent)->children.size());
}

int MessageTree::columnCount(const QModelIndex & /*parent*/) const
{
    return 1;
}

QVariant MessageTree::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node *at = node(index);
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return at->isFolder ? at->folder->name : at->message->name;
    if (role == Qt::ToolTipRole && !at->isFolder)
        return tr("%1 as %2: Enter loads it")
            .arg(ws::opcodeName(at->message->frame.opcode), inputFormName(at->message->form));
    return {};
}

bool MessageTree::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed().left(SavedLimits::NameChars);
    if (role != Qt::EditRole || !index.isValid() || name.isEmpty() || name == index.data().toString())
        return false;
    MessageFolder after = m_root;
    const MessagePath path = pathOf(index);
    MessageFolder *folder = folderAt(&after, path.first(path.size() - 1));
    if (node(index)->isFolder)
        folder->folders[path.last()].name = name;
    else
        folder->messages[path.last() - folder->folders.size()].name = name;
    edit(after, tr("rename “%1”").arg(name), path);
    return true;
}

Qt::ItemFlags MessageTree::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    const Qt::ItemFlags any =
        Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
    return node(index)->isFolder ? any | Qt::ItemIsDropEnabled : any;
}

QStringList MessageTree::mimeTypes() const
{
    return {PathType};
}

QMimeData *MessageTree::mimeData(const QModelIndexList &indexes) const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << pathOf(indexes.value(0));
    auto *data = new QMimeData;
    data->setData(PathType, bytes);
    return data;
}

bool MessageTree::dropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int /*column*/, const QModelIndex &parent)
{
    MessagePath from;
    QDataStream stream(data->data(PathType));
    stream >> from;
    // Of another window's tree, it may name what is not here.
    if (action != Qt::MoveAction || !indexOf(from).isValid() || pathOf(indexOf(from)) != from)
        return false;
    return move(from, folderNear(parent), row);
}

} // namespace sockscope

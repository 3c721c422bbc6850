// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/payloadtreemodel.h"

#include "ui/theme/theme.h"

namespace sockscope {

namespace {

// As JsonHighlighter has them.
QColor colourOf(const PayloadNode &node, PayloadTreeModel::Column column)
{
    const Theme &theme = Theme::current();
    if (column == PayloadTreeModel::Column::Name)
        return theme.binary;
    if (column == PayloadTreeModel::Column::Type || node.isContainer())
        return theme.muted;
    switch (node.kind) {
    case PayloadNode::Kind::String:
        return theme.ping;
    case PayloadNode::Kind::Boolean:
    case PayloadNode::Kind::Null:
        return theme.close;
    default:
        return theme.text;
    }
}

} // namespace

void PayloadTreeModel::setTree(PayloadTree tree)
{
    beginResetModel();
    m_tree = std::move(tree);
    endResetModel();
}

QModelIndex PayloadTreeModel::indexOf(int node) const
{
    return node < 0 ? QModelIndex() : createIndex(m_tree.at(node).row, 0, quintptr(node));
}

QModelIndex PayloadTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const int node = parent.isValid() ? m_tree.at(nodeOf(parent)).children[size_t(row)] : 0;
    return createIndex(row, column, quintptr(node));
}

QModelIndex PayloadTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(m_tree.at(nodeOf(child)).parent) : QModelIndex();
}

int PayloadTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_tree.isEmpty() ? 0 : 1;
    return parent.column() == 0 ? int(m_tree.at(nodeOf(parent)).children.size()) : 0;
}

int PayloadTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

QVariant PayloadTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int node = nodeOf(index);
    const auto column = Column(index.column());
    if (role == Qt::DisplayRole)
        return textOf(node, column);
    if (role == Qt::ForegroundRole)
        return colourOf(m_tree.at(node), column);
    return {};
}

QString PayloadTreeModel::textOf(int node, Column column) const
{
    const PayloadNode &shown = m_tree.at(node);
    if (column == Column::Name)
        return node == 0 && shown.isContainer() ? shown.type : m_tree.nameOf(node);
    if (column == Column::Type)
        return node == 0 && shown.isContainer() ? QString() : shown.type;
    if (!shown.isContainer())
        return shown.value;
    return shown.children.size() == 1 ? tr("1 value") : tr("%L1 values").arg(shown.children.size());
}

QVariant PayloadTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Name:
        return tr("name");
    case Column::Value:
        return tr("value");
    case Column::Type:
        return tr("type");
    }
    return {};
}

} // namespace sockscope

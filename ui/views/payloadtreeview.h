// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloadreader.h"

#include <QWidget>

class QLabel;
class QToolButton;
class QTreeView;

namespace sockscope {

class CodecMenu;
class PayloadTreeModel;

/// A payload as a tree of values. Above it stands which codec it was read with, and why; below, what was
/// wrong with it.
class PayloadTreeView : public QWidget
{
    Q_OBJECT

public:
    explicit PayloadTreeView(QWidget *parent = nullptr);

    void setPayload(
        const QByteArray &payload, const PayloadOrigin &origin, const PayloadReader::Choice &choice);
    /// Selects the innermost value that holds that byte of the payload.
    void selectByte(qsizetype offset);

signals:
    void rangeSelected(ByteRange range); ///< the bytes of a value and its key
    void codecBound(CodecBindings::Scope scope, const std::optional<CodecBinding> &binding);
    void plotRequested(const JsonPath &path);
    void filterRequested(const QString &expression);

private:
    void buildTree();
    void buildActions();
    void addNodeAction(
        const QString &name, const QString &words, const QKeySequence &key, void (PayloadTreeView::*act)());
    void showProblem(const QString &schemaProblem, const std::optional<DecodeProblem> &problem);
    void onCurrentChanged();
    void updateActions();
    int currentNode() const;
    QString currentText() const;
    void copyValue();
    void copyPath();
    void plotNode();
    void filterByNode();

    QByteArray m_payload;
    Codec m_codec = Codec::None;
    PayloadTreeModel *m_model;
    CodecMenu *m_menu;
    QToolButton *m_codecButton;
    QLabel *m_problem;
    QTreeView *m_tree;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/fragmentmodel.h"

#include <QWidget>

class QLabel;
class QTreeView;

namespace sockscope {

/// The frames of a message, a few lines high. A click or Enter asks for a frame's row.
class FragmentList : public QWidget
{
    Q_OBJECT

public:
    explicit FragmentList(QWidget *parent = nullptr);

    /// @p row is the one of its frames that is looked at.
    void setMessage(const MessageRows &message, quint64 row);
    /// What there is to say of the payload that is shown.
    void setNote(const QString &note);
    const MessageRows &message() const { return m_model->message(); }

signals:
    void rowChosen(quint64 row);

private:
    void showWords();
    void choose(const QModelIndex &index);

    FragmentModel *m_model;
    QLabel *m_words;
    QTreeView *m_view;
    QString m_note;
};

} // namespace sockscope

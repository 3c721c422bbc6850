// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/fault.h"

#include <QListView>
#include <QPointer>

class QAction;
class QLabel;

namespace sockscope {

class FaultListModel;

/// The faults of a FaultListModel. They are put in order by drag or Alt+arrows, and have keys for all the
/// rest.
class FaultList : public QListView
{
    Q_OBJECT

public:
    explicit FaultList(QWidget *parent = nullptr);

    /// There must be one before anything else; it may be another later.
    void setFaults(FaultListModel *model);
    FaultListModel *faults() const { return m_faults; }
    int currentRow() const; ///< -1 for none
    /// What to do, while there is no fault.
    void setEmptyWords(const QString &words);

    QAction *duplicateAction() const { return m_duplicate; }
    QAction *removeAction() const { return m_remove; }
    QAction *undoAction() const { return m_undo; }
    QAction *redoAction() const { return m_redo; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    /// Behind the current one, or at the end; it becomes the current one.
    void add(const sockscope::Fault &fault);

signals:
    void currentRowChanged();
    void editRequested(); ///< Enter, or a double click
    void addRequested();
    void full(); ///< there is no room for another fault

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QAction *addKey(const QString &name, const QString &text, const QKeySequence &key, const QString &toolTip,
        void (FaultList::*slot)());
    void buildActions();
    void removeCurrent();
    void duplicateCurrent();
    void moveUp();
    void moveDown();
    void undo();
    void redo();
    void updateActions();

    QPointer<FaultListModel> m_faults;
    QString m_emptyWords;
    QAction *m_duplicate = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/framelogmodel.h"

#include <QTableView>

namespace sockscope {

/// The log as a table of fixed rows that never scrolls sideways.
///
/// While it follows, the newest row is in view after every followTail(); scrolling up ends that, End or
/// scrolling to the end starts it again. While it does not, the rows in view stay where they are, also when
/// the oldest are dropped.
class FrameLogView : public QTableView
{
    Q_OBJECT

public:
    explicit FrameLogView(FrameLogModel *model, QWidget *parent = nullptr);

    bool isFollowing() const { return m_following; }
    void setFollowing(bool on);
    /// Shows the end if it follows; to be called after the model has been refreshed.
    void followTail();
    /// Selects a row of the model and brings it into view.
    void showRow(int row);

signals:
    void followingChanged(bool on);
    void rowChosen(int row); ///< by mouse, key or showRow()

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void changeEvent(QEvent *event) override;

private:
    void setupHeaders();
    void fitColumns();
    void followScrolling();

    bool m_following = true;
};

} // namespace sockscope

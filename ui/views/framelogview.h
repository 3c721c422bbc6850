// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/framelogmodel.h"
#include "ui/models/rowmarks.h"

#include <QAbstractItemView>

#include <array>

class QHeaderView;

namespace sockscope {

class FrameLogDelegate;

/// The log as a table of fixed rows that never scrolls sideways. It asks for what is in view and for nothing
/// else: neither its memory nor its time grows with the rows there are. The scroll bar counts rows.
///
/// While it follows, the newest row is in view after every followTail(); scrolling up ends that, End or
/// scrolling to the end starts it again. While it does not, the rows in view stay where they are, also when
/// the oldest are dropped.
class FrameLogView : public QAbstractItemView
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
    /// The row at a height of the viewport, -1 below the last one.
    int rowAt(int y) const;
    QHeaderView *header() const { return m_header; }
    bool coloursDevices() const;
    void setColoursDevices(bool on);
    /// All columns, in their order, as wide as they are expected to have to be.
    void resetColumns();
    /// Rows that are shown with a mark; they must outlive the view.
    void setMarks(const RowMarks *marks) { m_marks = marks; }

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

signals:
    void followingChanged(bool on);
    void rowChosen(int row); ///< by mouse, key or showRow()

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &area, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;

private:
    void setupHeader();
    void fitColumns();
    void followScrolling();
    void paintRow(QPainter *painter, int row);
    int topRow() const;
    int rowsInView() const;
    int lastRow() const { return model()->rowCount() - 1; }

    const FrameLogModel *m_log;
    FrameLogDelegate *m_delegate;
    QHeaderView *m_header;
    const RowMarks *m_marks = nullptr;
    std::array<int, FrameLogModel::ColumnCount> m_fitted{}; // widths that nobody chose
    bool m_following = true;
};

} // namespace sockscope

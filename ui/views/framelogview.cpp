// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/framelogview.h"

#include "ui/models/framelogcolumns.h"
#include "ui/theme/theme.h"
#include "ui/views/framelogaccess.h"
#include "ui/views/framelogdelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

namespace sockscope {

namespace {

using Column = FrameLogModel::Column;

constexpr int HeaderHeight = 24;
constexpr int RowHeight = FrameLogDelegate::RowHeight;
constexpr int MarkWidth = 4;

} // namespace

FrameLogView::FrameLogView(FrameLogModel *logModel, QWidget *parent)
    : QAbstractItemView(parent)
    , m_log(logModel)
    , m_delegate(new FrameLogDelegate(logModel, this))
    , m_header(new QHeaderView(Qt::Horizontal, this))
{
    FrameLogAccess::install();
    setItemDelegate(m_delegate);
    setModel(logModel);
    m_header->setModel(logModel);
    setAccessibleName(tr("Frame log"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerItem);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setupHeader();
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        // The slider's value changes after this signal.
        QTimer::singleShot(0, this, &FrameLogView::followScrolling);
    });
}

void FrameLogView::setupHeader()
{
    m_header->setFixedHeight(HeaderHeight);
    m_header->setHighlightSections(false);
    m_header->setSectionsClickable(false);
    m_header->setMinimumSectionSize(RowHeight);
    m_header->setSectionsMovable(true);
    m_header->setSectionResizeMode(int(Column::Payload), QHeaderView::Stretch);
    for (const auto moved : {&QHeaderView::sectionResized, &QHeaderView::sectionMoved})
        connect(m_header, moved, viewport(), [this] { viewport()->update(); });
    fitColumns();
}

// Columns that a person has sized stay as they are.
void FrameLogView::fitColumns()
{
    const QFontMetrics figures(fixedFont());
    for (int column = 0; column < FrameLogModel::ColumnCount; ++column) {
        const QString sample = logColumnSample(Column(column));
        int &fitted = m_fitted[size_t(column)];
        if (sample.isEmpty() || (fitted != 0 && m_header->sectionSize(column) != fitted))
            continue;
        fitted = figures.horizontalAdvance(sample) + 2 * FrameLogDelegate::Padding
            + 1; // advances are rounded down
        m_header->resizeSection(column, fitted);
    }
}

bool FrameLogView::coloursDevices() const
{
    return m_delegate->coloursDevices();
}

void FrameLogView::setColoursDevices(bool on)
{
    m_delegate->setColoursDevices(on);
    viewport()->update();
}

void FrameLogView::resetColumns()
{
    for (int column = 0; column < FrameLogModel::ColumnCount; ++column) {
        m_header->showSection(column);
        m_header->moveSection(m_header->visualIndex(column), column);
    }
    m_fitted = {};
    fitColumns();
}

// --- where rows are ---

int FrameLogView::topRow() const
{
    return verticalScrollBar()->value();
}

int FrameLogView::rowsInView() const
{
    return std::max(1, viewport()->height() / RowHeight);
}

int FrameLogView::verticalOffset() const
{
    return topRow() * RowHeight;
}

int FrameLogView::rowAt(int y) const
{
    const int row = topRow() + y / RowHeight;
    return y >= 0 && row <= lastRow() ? row : -1;
}

QRect FrameLogView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int column = index.column();
    return {m_header->sectionViewportPosition(column), (index.row() - topRow()) * RowHeight,
        m_header->sectionSize(column), RowHeight};
}

QModelIndex FrameLogView::indexAt(const QPoint &point) const
{
    const int row = rowAt(point.y());
    const int column = m_header->logicalIndexAt(point.x());
    return row < 0 || column < 0 ? QModelIndex() : model()->index(row, column);
}

bool FrameLogView::isIndexHidden(const QModelIndex &index) const
{
    return m_header->isSectionHidden(index.column());
}

void FrameLogView::updateGeometries()
{
    setViewportMargins(0, HeaderHeight, 0, 0);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - HeaderHeight, area.width(), HeaderHeight);
    verticalScrollBar()->setSingleStep(1);
    verticalScrollBar()->setPageStep(rowsInView());
    verticalScrollBar()->setRange(0, std::max(0, model()->rowCount() - rowsInView()));
    QAbstractItemView::updateGeometries();
}

void FrameLogView::scrollContentsBy(int /*dx*/, int dy)
{
    viewport()->scroll(0, dy * RowHeight);
}

void FrameLogView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const int row = index.row();
    const int inView = rowsInView();
    const int atBottom = row - inView + 1;
    int top = std::clamp(topRow(), atBottom, row);
    if (hint == PositionAtTop)
        top = row;
    else if (hint == PositionAtBottom)
        top = atBottom;
    else if (hint == PositionAtCenter)
        top = row - inView / 2;
    verticalScrollBar()->setValue(top);
}

// --- the tail ---

void FrameLogView::setFollowing(bool on)
{
    if (on == m_following)
        return;
    m_following = on;
    followTail();
    emit followingChanged(on);
}

void FrameLogView::followTail()
{
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void FrameLogView::followScrolling()
{
    const QScrollBar *bar = verticalScrollBar();
    setFollowing(bar->value() == bar->maximum());
}

void FrameLogView::showRow(int row)
{
    setFollowing(false);
    const QModelIndex index = model()->index(row, 0);
    const bool isInView = viewport()->rect().contains(visualRect(index));
    setCurrentIndex(index);
    scrollTo(index, isInView ? EnsureVisible : PositionAtCenter);
}

// --- rows come and go ---

void FrameLogView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    updateGeometries();
    if (start <= topRow() + rowsInView())
        viewport()->update();
}

void FrameLogView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // The base class would select the next row instead: a row that nobody chose.
    if (currentIndex().isValid() && currentIndex().row() >= first && currentIndex().row() <= last)
        selectionModel()->clear();
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
    // What is in view keeps its place: it moves up with the scroll bar.
    const QSignalBlocker blocker(verticalScrollBar());
    verticalScrollBar()->setValue(topRow() - (last - first + 1));
    viewport()->update();
}

// --- painting ---

void FrameLogView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const QRect area = event->rect();
    const int first = std::max(0, topRow() + area.top() / RowHeight);
    const int last = std::min(lastRow(), topRow() + area.bottom() / RowHeight);
    for (int row = first; row <= last; ++row)
        paintRow(&painter, row);
}

void FrameLogView::paintRow(QPainter *painter, int row)
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.state.setFlag(QStyle::State_Selected, selectionModel()->isRowSelected(row, {}));
    for (int column = 0; column < FrameLogModel::ColumnCount; ++column) {
        if (m_header->isSectionHidden(column))
            continue;
        const QModelIndex index = model()->index(row, column);
        option.rect = visualRect(index);
        itemDelegateForIndex(index)->paint(painter, option, index);
    }
    if (m_marks && m_marks->contains(m_log->rowNumber(row)))
        painter->fillRect(0, (row - topRow()) * RowHeight, MarkWidth, RowHeight, Theme::current().accent);
}

void FrameLogView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        fitColumns();
}

} // namespace sockscope

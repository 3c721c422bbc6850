// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/framelogview.h"

#include "ui/theme/theme.h"
#include "ui/views/framelogdelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTimer>

namespace sockscope {

namespace {

using Column = FrameLogModel::Column;

constexpr int HeaderHeight = 24;

// The widest a cell of the column is expected to be; the payload takes the rest.
QString sampleText(Column column)
{
    switch (column) {
    case Column::Time:
        return QStringLiteral("00000.0000");
    case Column::Delta:
        return QStringLiteral("0,000.0");
    case Column::Device:
        return QStringLiteral("thermostat-1");
    case Column::Direction:
        return QStringLiteral("→");
    case Column::Opcode:
        return QStringLiteral("continuation");
    case Column::Fin:
    case Column::Rsv:
        return QStringLiteral("000");
    case Column::Mask:
        return QStringLiteral("00000000");
    case Column::Length:
        return QStringLiteral("000.0 KiB");
    case Column::Payload:
        break;
    }
    return {};
}

} // namespace

FrameLogView::FrameLogView(FrameLogModel *logModel, QWidget *parent) : QTableView(parent)
{
    setModel(logModel);
    setItemDelegate(new FrameLogDelegate(logModel, this));
    setAccessibleName(tr("Frame log"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerItem);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setupHeaders();
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        // The slider's value changes after this signal.
        QTimer::singleShot(0, this, &FrameLogView::followScrolling);
    });
}

void FrameLogView::setupHeaders()
{
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(FrameLogDelegate::RowHeight);
    verticalHeader()->setDefaultSectionSize(FrameLogDelegate::RowHeight);
    horizontalHeader()->setFixedHeight(HeaderHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(FrameLogDelegate::RowHeight);
    horizontalHeader()->setStretchLastSection(true);
    fitColumns();
}

void FrameLogView::fitColumns()
{
    const QFontMetrics figures(fixedFont());
    for (int column = 0; column < int(Column::Payload); ++column) {
        const int width = figures.horizontalAdvance(sampleText(Column(column)));
        setColumnWidth(column, width + 2 * FrameLogDelegate::Padding + 1); // advances are rounded down
    }
}

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
        scrollToBottom();
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

void FrameLogView::keyPressEvent(QKeyEvent *event)
{
    QTableView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_End:
        setFollowing(true);
        break;
    case Qt::Key_Up:
    case Qt::Key_PageUp:
    case Qt::Key_Home:
        setFollowing(false);
        break;
    default:
        break;
    }
}

void FrameLogView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!selected.isEmpty())
        emit rowChosen(selected.first().top());
}

void FrameLogView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // The base class would select the next row instead: a row that nobody chose.
    if (currentIndex().isValid() && currentIndex().row() >= first && currentIndex().row() <= last)
        selectionModel()->clear();
    const int removed = last - first + 1;
    verticalScrollBar()->setValue(verticalScrollBar()->value() - removed);
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void FrameLogView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        fitColumns();
}

} // namespace sockscope

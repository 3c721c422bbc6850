// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compositionview.h"

#include "app/compose/compositiontext.h"
#include "app/text/payloadtext.h"
#include "ui/models/headerfields.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace sockscope {

namespace {

constexpr int OffsetDigits = 4; // and more, if there are more bytes
constexpr int CharsPerByte = 3;
constexpr int Margin = 2;
constexpr int RowHeight = 17;
constexpr int MostPerRow = 16;
constexpr int LeastPerRow = 4;
constexpr int BarWidth = 2;
constexpr qsizetype MaxCopied = 1024 * 1024; // bytes

int charWidth()
{
    return QFontMetrics(fixedFont()).horizontalAdvance(u'0');
}

QChar asciiOf(char byte)
{
    return byte >= 0x20 && byte < 0x7f ? QChar::fromLatin1(byte) : u'·';
}

} // namespace

CompositionView::CompositionView(QWidget *parent)
    : QAbstractScrollArea(parent), m_preview(std::make_shared<const ComposePreview>())
{
    setObjectName(QStringLiteral("composedBytes"));
    setAccessibleName(tr("The exact bytes"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
}

void CompositionView::setPreview(const std::shared_ptr<const ComposePreview> &preview)
{
    m_preview = preview;
    m_shown.reset();
    m_broken.clear();
    for (const FrameFinding &finding : preview->findings)
        m_broken.append({finding.offset, finding.offset + finding.size});
    setAccessibleDescription(hexPreview(composition().bytes));
    layOut();
}

void CompositionView::layOut()
{
    const auto digits = int(QString::number(composition().bytes.size(), 16).size());
    m_offsetChars = qMax(OffsetDigits, digits) + 1;
    const int chars = (viewport()->width() - 2 * Margin) / charWidth() - m_offsetChars - 1;
    const int fitting = chars / (CharsPerByte + 1); // hex and ASCII
    m_bytesPerRow = qBound(LeastPerRow, fitting / LeastPerRow * LeastPerRow, MostPerRow);
    m_firstRows.clear();
    qsizetype row = 0;
    for (const ComposedFrame &frame : composition().frames) {
        m_firstRows.append(row);
        row += 1 + (frame.end() - frame.offset + m_bytesPerRow - 1) / m_bytesPerRow;
    }
    m_firstRows.append(row);
    verticalScrollBar()->setPageStep(qMax(1, viewport()->height() / RowHeight));
    verticalScrollBar()->setRange(0, int(qMax<qsizetype>(0, row - verticalScrollBar()->pageStep())));
    viewport()->update();
}

CompositionView::Row CompositionView::rowAt(qsizetype row) const
{
    const auto behind = std::ranges::upper_bound(m_firstRows, row);
    const qsizetype frame = behind - m_firstRows.begin() - 1;
    const ComposedFrame &composed = composition().frames[frame];
    const qsizetype within = row - m_firstRows[frame];
    if (within == 0)
        return {frame, true, composed.offset, 0};
    const qsizetype offset = composed.offset + (within - 1) * m_bytesPerRow;
    return {frame, false, offset, qMin<qsizetype>(m_bytesPerRow, composed.end() - offset)};
}

qsizetype CompositionView::rowOf(qsizetype offset) const
{
    const auto &frames = composition().frames;
    const auto behind = std::ranges::upper_bound(frames, offset, {}, &ComposedFrame::offset);
    const qsizetype frame = qMax<qsizetype>(0, behind - frames.begin() - 1);
    return m_firstRows[frame] + 1 + (offset - frames[frame].offset) / m_bytesPerRow;
}

void CompositionView::showFinding(const FrameFinding &finding)
{
    if (composition().frames.isEmpty())
        return;
    m_shown = finding;
    const auto row = int(rowOf(qBound<qsizetype>(0, finding.offset, composition().bytes.size() - 1)));
    QScrollBar *bar = verticalScrollBar();
    if (row - 1 < bar->value() || row >= bar->value() + bar->pageStep())
        bar->setValue(row - 1); // with the caption, if it is the frame's first row
    viewport()->update();
}

int CompositionView::hexX(qsizetype byte) const
{
    return Margin + (m_offsetChars + int(byte) * CharsPerByte) * charWidth();
}

bool CompositionView::isBroken(qsizetype offset) const
{
    return std::ranges::any_of(
        m_broken, [=](const auto &range) { return offset >= range.first && offset < range.second; });
}

bool CompositionView::isCut(qsizetype offset) const
{
    return std::ranges::binary_search(composition().cuts, offset);
}

void CompositionView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(fixedFont());
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype end = m_firstRows.isEmpty() ? 0 : m_firstRows.last();
    for (qsizetype row = first; row < end; ++row) {
        const int y = int(row - first) * RowHeight;
        if (y > viewport()->height())
            break;
        const Row shown = rowAt(row);
        if (shown.isCaption)
            paintCaption(&painter, shown, y);
        else
            paintBytes(&painter, shown, y);
    }
    if (hasFocus()) {
        painter.setPen(Theme::current().accent);
        painter.drawLine(0, 0, 0, viewport()->height());
    }
}

void CompositionView::paintCaption(QPainter *painter, const Row &row, int y) const
{
    const Theme &theme = Theme::current();
    FrameRecord record;
    record.header = composition().frames[row.frame].header;
    const QString number = QStringLiteral("%1 ").arg(row.frame + 1);
    const QRect area(Margin, y, viewport()->width() - 2 * Margin, RowHeight);
    painter->setFont(interfaceFont());
    painter->setPen(theme.muted);
    painter->drawText(area, Qt::AlignVCenter, number);
    const QFontMetrics metrics(interfaceFont());
    const QRect words = area.adjusted(metrics.horizontalAdvance(number), 0, 0, 0);
    painter->setPen(theme.rowColor(record));
    painter->drawText(words, Qt::AlignVCenter,
        metrics.elidedText(composedHeaderText(record.header), Qt::ElideRight, words.width()));
    painter->setFont(fixedFont());
}

void CompositionView::paintBytes(QPainter *painter, const Row &row, int y) const
{
    const Theme &theme = Theme::current();
    const ComposedFrame &frame = composition().frames[row.frame];
    const int width = charWidth();
    painter->setPen(theme.faint);
    painter->drawText(QRect(Margin, y, m_offsetChars * width, RowHeight), Qt::AlignVCenter,
        QStringLiteral("%1").arg(row.offset, m_offsetChars - 1, 16, QLatin1Char('0')));
    const int asciiX = hexX(m_bytesPerRow) + width;
    for (qsizetype i = 0; i < row.size; ++i) {
        const qsizetype offset = row.offset + i;
        paintByte(painter, offset, QRect(hexX(i), y, 2 * width, RowHeight), offset < frame.payloadOffset());
        painter->setPen(theme.muted);
        painter->drawText(QRect(asciiX + int(i) * width, y, width, RowHeight), Qt::AlignVCenter,
            asciiOf(composition().bytes[offset]));
    }
}

void CompositionView::paintByte(QPainter *painter, qsizetype offset, const QRect &cell, bool isHeader) const
{
    const Theme &theme = Theme::current();
    const bool isShown = m_shown && offset >= m_shown->offset && offset < m_shown->offset + m_shown->size;
    if (isShown)
        painter->fillRect(cell.adjusted(-1, 1, 1, -1), theme.selection);
    if (isCut(offset))
        painter->fillRect(
            QRect(cell.left() - charWidth() / 2 - BarWidth / 2, cell.top() + 2, BarWidth, cell.height() - 4),
            theme.close);
    const bool broken = isBroken(offset);
    painter->setPen(broken ? theme.error : isHeader ? theme.accent : theme.text);
    painter->drawText(cell, Qt::AlignVCenter,
        QStringLiteral("%1").arg(quint8(composition().bytes[offset]), 2, 16, QLatin1Char('0')));
    if (broken)
        painter->fillRect(QRect(cell.left(), cell.bottom() - 1, cell.width(), 1), theme.error);
}

QString CompositionView::toolTipAt(const QPoint &position) const
{
    const qsizetype row = verticalScrollBar()->value() + position.y() / RowHeight;
    if (m_firstRows.isEmpty() || row >= m_firstRows.last())
        return {};
    const Row shown = rowAt(row);
    FrameRecord record;
    record.header = composition().frames[shown.frame].header;
    if (shown.isCaption)
        return headerWords(headerFields(record));
    const int byte = (position.x() - hexX(0)) / (CharsPerByte * charWidth());
    const qsizetype offset = shown.offset + byte;
    if (byte < 0 || byte >= shown.size)
        return {};
    QStringList words{tr("byte %L1").arg(offset)};
    if (offset < composition().frames[shown.frame].payloadOffset())
        words.append(headerWords(headerFields(record)));
    if (isCut(offset))
        words.append(tr("begins a TCP write"));
    for (const FrameFinding &finding : m_preview->findings) {
        if (offset >= finding.offset && offset < finding.offset + finding.size)
            words.append(finding.text);
    }
    return words.join(u'\n');
}

bool CompositionView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), viewport());
    return true;
}

void CompositionView::copy() const
{
    const QByteArray hex = composition().bytes.first(qMin(composition().bytes.size(), MaxCopied)).toHex(' ');
    QGuiApplication::clipboard()->setText(QString::fromLatin1(hex));
}

void CompositionView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->key() == Qt::Key_Home)
        bar->setValue(bar->minimum());
    else if (event->key() == Qt::Key_End)
        bar->setValue(bar->maximum());
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void CompositionView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void CompositionView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace sockscope

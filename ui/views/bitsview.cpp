// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/bitsview.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace sockscope {

namespace {

constexpr int BitWidth = 18;
constexpr int ByteWidth = 24;
constexpr int CellHeight = 24;
constexpr int LabelHeight = 18;
constexpr int LineHeight = CellHeight + LabelHeight;
constexpr int ByteGap = 12;
constexpr int LabelGap = 6;
constexpr int LabelPixels = 11;

QFont labelFont(bool broken)
{
    QFont font = interfaceFont();
    font.setPixelSize(LabelPixels);
    font.setBold(broken);
    return font;
}

} // namespace

BitsView::BitsView(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred); // fixed, it could not wrap
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Frame header"));
}

void BitsView::setFields(const QList<HeaderField> &fields)
{
    if (fields == m_fields)
        return;
    m_fields = fields;
    setAccessibleDescription(headerWords(fields));
    updateGeometry();
    update();
}

// One past the last field of the byte, or run of bytes, that begins with `first`.
qsizetype BitsView::groupEnd(qsizetype first) const
{
    qsizetype end = first + 1;
    while (end < m_fields.size() && !m_fields[end].startsByte)
        ++end;
    return end;
}

// The cells of a byte touch, as its bits do; labels follow one another below and may stand off their cells.
int BitsView::placeGroup(qsizetype first, QPoint at, QList<Placed> *placed) const
{
    int x = at.x();
    int labelX = at.x();
    for (qsizetype i = first; i < groupEnd(first); ++i) {
        const HeaderField &field = m_fields[i];
        labelX = qMax(labelX, x);
        const int labelWidth = QFontMetrics(labelFont(field.isBroken())).horizontalAdvance(field.label);
        const int cells = int(field.cells.size()) * (field.isBytes ? ByteWidth : BitWidth);
        placed->append({x, labelX, at.y(), qMax(x + cells, labelX + labelWidth)});
        x += cells;
        labelX += labelWidth + LabelGap;
    }
    return placed->last().end;
}

BitsView::Layout BitsView::layOut(int width) const
{
    Layout layout{{}, QSize(0, 0)};
    QPoint at;
    for (qsizetype first = 0; first < m_fields.size(); first = groupEnd(first)) {
        int end = placeGroup(first, at, &layout.fields);
        if (end > width && at.x() > 0) {
            layout.fields.resize(first);
            at = QPoint(0, at.y() + LineHeight);
            end = placeGroup(first, at, &layout.fields);
        }
        layout.size = layout.size.expandedTo({end, at.y() + LineHeight});
        at.rx() = end + ByteGap;
    }
    return layout;
}

int BitsView::heightForWidth(int width) const
{
    return layOut(width).size.height();
}

QSize BitsView::sizeHint() const
{
    return layOut(QWIDGETSIZE_MAX).size;
}

QSize BitsView::minimumSizeHint() const
{
    return {0, m_fields.isEmpty() ? 0 : LineHeight};
}

void BitsView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Layout layout = layOut(width());
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        paintField(&painter, m_fields[i], layout.fields[i]);
}

void BitsView::paintField(QPainter *painter, const HeaderField &field, const Placed &placed) const
{
    const Theme &theme = Theme::current();
    const int cellWidth = field.isBytes ? ByteWidth : BitWidth;
    painter->setFont(fixedFont());
    QRect cellRect(QPoint(placed.x, placed.y), QSize(cellWidth, CellHeight));
    for (const HeaderField::Cell &cell : field.cells) {
        const QRect frame = cellRect.adjusted(0, 0, -1, -1);
        painter->fillRect(frame, cell.broken ? theme.error : theme.background);
        painter->setPen(cell.broken ? theme.error : theme.line);
        painter->drawRect(frame);
        painter->setPen(cell.broken ? theme.panel : theme.text);
        painter->drawText(frame, Qt::AlignCenter, cell.text);
        cellRect.translate(cellWidth, 0);
    }
    painter->setFont(labelFont(field.isBroken()));
    painter->setPen(field.isBroken() ? theme.error : theme.muted);
    painter->drawText(QRect(placed.labelX, placed.y + CellHeight, width(), LabelHeight),
        Qt::AlignLeft | Qt::AlignVCenter, field.label);
}

} // namespace sockscope

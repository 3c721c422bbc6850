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
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
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

int BitsView::cellsWidth(const HeaderField &field) const
{
    return int(field.cells.size()) * (field.isBytes ? ByteWidth : BitWidth);
}

// A field's cells touch its neighbour's, as on the wire, but labels must not.
int BitsView::fieldWidth(qsizetype index) const
{
    const HeaderField &field = m_fields[index];
    const int label = QFontMetrics(labelFont(true)).horizontalAdvance(field.label);
    return qMax(cellsWidth(field), label + LabelGap);
}

int BitsView::groupWidth(qsizetype first) const
{
    int width = fieldWidth(first);
    for (qsizetype i = first + 1; i < m_fields.size() && !m_fields[i].startsByte; ++i)
        width += fieldWidth(i);
    return width;
}

QList<BitsView::Placed> BitsView::place(int width) const
{
    QList<Placed> placed;
    QPoint at;
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        if (m_fields[i].startsByte && i > 0) {
            at.rx() += ByteGap;
            if (at.x() + groupWidth(i) > width)
                at = QPoint(0, at.y() + LineHeight);
        }
        const int taken = fieldWidth(i);
        placed.append({at, taken});
        at.rx() += taken;
    }
    return placed;
}

int BitsView::heightForWidth(int width) const
{
    if (m_fields.isEmpty())
        return 0;
    return place(width).last().at.y() + LineHeight;
}

QSize BitsView::sizeHint() const
{
    int width = 0;
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        width += fieldWidth(i) + (m_fields[i].startsByte ? ByteGap : 0);
    return {width, heightForWidth(width)};
}

QSize BitsView::minimumSizeHint() const
{
    return {0, heightForWidth(width())};
}

void BitsView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QList<Placed> placed = place(width());
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        paintField(&painter, m_fields[i], placed[i]);
}

void BitsView::paintField(QPainter *painter, const HeaderField &field, const Placed &placed) const
{
    const Theme &theme = Theme::current();
    const int cellWidth = field.isBytes ? ByteWidth : BitWidth;
    painter->setFont(fixedFont());
    QRect cellRect(placed.at, QSize(cellWidth, CellHeight));
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
    painter->drawText(QRect(placed.at + QPoint(0, CellHeight), QSize(placed.width, LabelHeight)),
        Qt::AlignLeft | Qt::AlignVCenter, field.label);
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/glyphs.h"

#include "ui/theme/theme.h"
#include "ui/widgets/statedot.h"

#include <QAction>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace sockscope {

namespace {

constexpr int Side = 12; // the square the glyphs are drawn in
constexpr int Scale = 3; // sharp on high-density screens

void drawCopy(QPainter *painter, const QColor &color)
{
    painter->setPen(QPen(color, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(QRectF(1.5, 3.5, 6, 7));
    painter->drawPolyline(QPolygonF{{4.5, 3.5}, {4.5, 1.5}, {10.5, 1.5}, {10.5, 8.5}, {7.5, 8.5}});
}

// A QR code, as far as that can be told at this size: the marks of its corners.
void drawCode(QPainter *painter, const QColor &color)
{
    for (const QPointF corner : {QPointF(1, 1), QPointF(7.5, 1), QPointF(1, 7.5)}) {
        painter->setPen(QPen(color, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(corner + QPointF(0.5, 0.5), QSizeF(3, 3)));
        painter->fillRect(QRectF(corner + QPointF(1.5, 1.5), QSizeF(1, 1)), color);
    }
    for (const QPointF module :
        {QPointF(7.5, 7.5), QPointF(10, 7.5), QPointF(8.75, 8.75), QPointF(7.5, 10), QPointF(10, 10)})
        painter->fillRect(QRectF(module, QSizeF(1.25, 1.25)), color);
}

void drawLines(QPainter *painter, const QColor &color, const QList<QLineF> &lines)
{
    painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap));
    painter->drawLines(lines);
}

void drawStrokes(QPainter *painter, const QColor &color, const QList<QPolygonF> &strokes)
{
    painter->setPen(QPen(color, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    for (const QPolygonF &stroke : strokes)
        painter->drawPolyline(stroke);
}

// An arrow that turns back to the left.
void drawUndo(QPainter *painter, const QColor &color)
{
    QPainterPath path({2, 4.5});
    path.lineTo(7.5, 4.5);
    path.arcTo(QRectF(4.75, 4.5, 5.5, 5.5), 90, -180);
    path.lineTo(4.5, 10);
    drawStrokes(painter, color, {{{4.5, 2}, {2, 4.5}, {4.5, 7}}});
    painter->drawPath(path);
}

// An arrow that goes round.
void drawRenew(QPainter *painter, const QColor &color)
{
    drawStrokes(painter, color, {{{9.8, 1.2}, {9.8, 4.2}, {6.8, 4.2}}});
    painter->drawArc(QRectF(1.8, 1.8, 8.4, 8.4), 30 * 16, 300 * 16);
}

// What an editor needs.
void drawTool(QPainter *painter, Glyph glyph, const QColor &color)
{
    switch (glyph) {
    case Glyph::Plus:
        drawLines(painter, color, {{6, 2, 6, 10}, {2, 6, 10, 6}});
        break;
    case Glyph::Bin:
        drawStrokes(painter, color,
            {{{1.5, 3}, {10.5, 3}}, {{4.5, 3}, {4.5, 1.3}, {7.5, 1.3}, {7.5, 3}},
                {{2.8, 3}, {3.3, 10.7}, {8.7, 10.7}, {9.2, 3}}});
        break;
    case Glyph::Redo:
        painter->translate(Side, 0);
        painter->scale(-1, 1);
        [[fallthrough]];
    case Glyph::Undo:
        drawUndo(painter, color);
        break;
    case Glyph::Renew:
        drawRenew(painter, color);
        break;
    default:
        break;
    }
}

void draw(QPainter *painter, Glyph glyph, const QColor &color)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    switch (glyph) {
    case Glyph::Play:
        painter->drawPolygon(QPolygonF{{2.5, 1}, {11, 6}, {2.5, 11}});
        break;
    case Glyph::Stop:
        painter->drawRect(QRectF(1.5, 1.5, 9, 9));
        break;
    case Glyph::Pause:
        painter->drawRect(QRectF(2, 1.5, 3, 9));
        painter->drawRect(QRectF(7, 1.5, 3, 9));
        break;
    case Glyph::Copy:
        drawCopy(painter, color);
        break;
    case Glyph::Code:
        drawCode(painter, color);
        break;
    case Glyph::Cross:
        drawLines(painter, color, {{3, 3, 9, 9}, {9, 3, 3, 9}});
        break;
    case Glyph::Menu:
        drawLines(painter, color, {{1.5, 2.5, 10.5, 2.5}, {1.5, 6, 10.5, 6}, {1.5, 9.5, 10.5, 9.5}});
        break;
    default:
        drawTool(painter, glyph, color);
    }
}

QPixmap emptyPixmap()
{
    QPixmap pixmap(Side * Scale, Side * Scale);
    pixmap.setDevicePixelRatio(Scale);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

QPixmap glyphPixmap(Glyph glyph, const QColor &color)
{
    QPixmap pixmap = emptyPixmap();
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(&painter, glyph, color);
    return pixmap;
}

} // namespace

QIcon glyphIcon(Glyph glyph, const QColor &color)
{
    QIcon icon(glyphPixmap(glyph, color));
    icon.addPixmap(glyphPixmap(glyph, Theme::current().faint), QIcon::Disabled);
    return icon;
}

QIcon dotIcon(const QColor &color)
{
    QPixmap pixmap = emptyPixmap();
    QPainter painter(&pixmap);
    StateDot::paintDot(&painter, {Side / 2.0, Side / 2.0}, color);
    painter.end();
    return QIcon(pixmap);
}

GlyphButton::GlyphButton(Glyph glyph, QWidget *parent) : QToolButton(parent), m_glyph(glyph)
{
    setProperty("flat", true);
    setIconSize({Side, Side});
    updateIcon();
}

void GlyphButton::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    updateIcon();
}

void GlyphButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

void GlyphButton::updateIcon()
{
    setIcon(glyphIcon(m_glyph, Theme::current().muted));
}

GlyphButton *makeActionButton(Glyph glyph, QAction *action)
{
    auto *button = new GlyphButton(glyph);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setFocusPolicy(Qt::TabFocus);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setAccessibleName(action->text());
        button->setToolTip(QStringLiteral("%1 (%2)").arg(
            action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QToolButton::clicked, action, &QAction::trigger);
    return button;
}

GlyphButton *makeMenuGlyphButton(QMenu *menu, const QString &accessibleName, const QString &toolTip)
{
    auto *button = new GlyphButton(Glyph::Menu);
    button->setAccessibleName(accessibleName);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    return button;
}

} // namespace sockscope

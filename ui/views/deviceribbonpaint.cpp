// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/axistickers.h"
#include "ui/views/deviceribbon.h"

#include "app/devices/devicewords.h"
#include "app/text/durations.h"
#include "ui/models/figures.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace sockscope {

namespace {

constexpr int Margin = 8;
constexpr int LabelPixels = 11;
constexpr int LineHeight = 14;
constexpr int Padding = 4;
constexpr int Gap = 8; // between the mouse and the box

QFont labelFont()
{
    QFont font = fixedFont();
    font.setPixelSize(LabelPixels);
    return font;
}

} // namespace

QColor DeviceRibbon::endColor(const DeviceSession &session)
{
    const Theme &theme = Theme::current();
    switch (session.end) {
    case SessionEnd::None:
        return session.hasOpened() ? theme.ping : theme.handshake;
    case SessionEnd::ByDevice:
    case SessionEnd::ByBench:
        return theme.faint;
    case SessionEnd::Silent:
    case SessionEnd::Lost:
    case SessionEnd::Reset:
        return theme.close;
    case SessionEnd::Violation:
    case SessionEnd::Refused:
    case SessionEnd::NoUpgrade:
    case SessionEnd::NoTls:
        break;
    }
    return theme.error;
}

void DeviceRibbon::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Theme &theme = Theme::current();
    painter.fillRect(viewport()->rect(), theme.panel);
    const QRect area = timeArea();
    painter.setFont(labelFont());
    painter.save();
    painter.setClipRect(0, 0, viewport()->width(), area.height());
    for (int row = 0; row < m_devices.size(); ++row)
        if (rowTop(row) + RowHeight > 0 && rowTop(row) < area.height())
            paintRow(&painter, row);
    painter.restore();
    paintAxis(&painter);
    paintReadout(&painter);
    if (hasFocus()) {
        painter.setPen(theme.accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void DeviceRibbon::paintRow(QPainter *painter, int row) const
{
    const Theme &theme = Theme::current();
    const QRect area = timeArea();
    const QRect whole(0, rowTop(row), viewport()->width(), RowHeight);
    if (row == m_device)
        painter->fillRect(whole, theme.selection);
    const Device &device = m_devices[row];
    painter->setPen(theme.seriesColor(device.sessions.constLast().connection));
    const QRect name =
        whole.adjusted(Margin, 0, 0, 0).intersected({0, whole.top(), area.left() - Margin, RowHeight});
    painter->drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(device.name, Qt::ElideRight, name.width()));
    painter->setPen(theme.line);
    painter->drawLine(area.left(), whole.center().y(), area.right(), whole.center().y());
    painter->save();
    painter->setClipRect(area.intersected(whole), Qt::IntersectClip);
    for (const DeviceSession &session : device.sessions)
        paintAttempt(painter, row, session);
    painter->restore();
}

void DeviceRibbon::paintAttempt(QPainter *painter, int row, const DeviceSession &session) const
{
    const Theme &theme = Theme::current();
    const QRectF bar = barOf(row, session);
    const QRect area = timeArea();
    if (bar.right() < area.left() || bar.left() > area.right())
        return;
    painter->fillRect(bar, endColor(session));
    if (session.deadNs >= 0) {
        const double until = session.revivedNs < 0 ? bar.right() : xOf(double(session.revivedNs) / 1e9);
        const QRectF dead(QPointF(std::max(xOf(double(session.deadNs) / 1e9), bar.left()), bar.top()),
            QPointF(until, bar.bottom()));
        painter->fillRect(dead, theme.panel);
        painter->fillRect(dead, QBrush(theme.error, Qt::BDiagPattern));
    }
    if (session.connection != m_connection)
        return;
    painter->setPen(theme.text);
    painter->drawRect(bar.adjusted(-2, -2, 1, 1));
}

void DeviceRibbon::paintAxis(QPainter *painter) const
{
    const Theme &theme = Theme::current();
    const QRect area = timeArea();
    painter->setPen(theme.line);
    painter->drawLine(area.left(), area.bottom(), area.right(), area.bottom());
    RelativeTimeTicker ticker;
    ticker.setNow(m_window.now());
    QVector<double> ticks;
    QVector<QString> labels;
    ticker.generate({m_window.from(), m_window.to()}, locale(), u'g', 6, ticks, nullptr, &labels);
    painter->setPen(theme.muted);
    const QFontMetrics metrics = painter->fontMetrics();
    for (qsizetype i = 0; i < ticks.size(); ++i) {
        if (ticks[i] < m_window.from() || ticks[i] > m_window.to() + 1e-6)
            continue;
        const int width = metrics.horizontalAdvance(labels[i]);
        const int x = std::min(qRound(xOf(ticks[i])) - width / 2, viewport()->width() - width - 2);
        painter->drawText(x, area.bottom() + 1, width, viewport()->height() - area.bottom() - 1,
            Qt::AlignCenter, labels[i]);
    }
}

QString DeviceRibbon::readout() const
{
    const auto place = m_hovered ? attemptAt(*m_hovered) : m_cursor;
    const DeviceSession *attempt = place ? session(*place) : nullptr;
    if (!attempt)
        return {};
    const qint64 end = attempt->endedNs < 0 ? qint64(m_window.now() * 1e9) : attempt->endedNs;
    QStringList lines{QStringLiteral("%1 #%2").arg(m_devices[place->row].name).arg(attempt->connection),
        attempt->hasOpened() || attempt->endedNs < 0
            ? tr("at %1 s, for %2")
                  .arg(secondsText(attempt->acceptedNs), formatDuration(end - attempt->acceptedNs))
            : tr("at %1 s").arg(secondsText(attempt->acceptedNs)),
        endWords(*attempt)};
    if (attempt->deadNs >= 0)
        lines.append(tr("dead from %1 s").arg(secondsText(attempt->deadNs)));
    return lines.join(u'\n');
}

void DeviceRibbon::paintReadout(QPainter *painter) const
{
    const QString text = readout();
    if (text.isEmpty())
        return;
    const Theme &theme = Theme::current();
    const QStringList lines = text.split(u'\n');
    const QFontMetrics metrics = painter->fontMetrics();
    int width = 0;
    for (const QString &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    const auto place = m_hovered ? attemptAt(*m_hovered) : m_cursor;
    const QRectF bar = barOf(place->row, *session(*place));
    const double x = m_hovered ? m_hovered->x() : bar.left();
    const QSize size(width + 2 * Padding, int(lines.size()) * LineHeight + 2 * Padding);
    const QRect area = timeArea();
    // On the side where there is more room.
    const double left = x - area.left() > area.right() - x ? x - Gap - size.width() : x + Gap;
    const QRect box(
        QPoint(qBound(0, int(left), std::max(0, viewport()->width() - size.width())),
            qBound(0, int(bar.bottom()) + Padding, std::max(0, viewport()->height() - size.height()))),
        size);
    painter->setPen(theme.line);
    painter->setBrush(theme.header);
    painter->drawRoundedRect(box, Padding, Padding);
    painter->setBrush(Qt::NoBrush);
    QRect line = box.adjusted(Padding, Padding, -Padding, 0);
    line.setHeight(LineHeight);
    for (const QString &words : lines) {
        painter->setPen(line.top() == box.top() + Padding ? theme.text : theme.muted);
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, words);
        line.translate(0, LineHeight);
    }
}

} // namespace sockscope

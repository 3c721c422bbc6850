// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lastfault.h"

#include "app/bench/connectiontable.h"
#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace sockscope {

LastFault::LastFault(const CaptureStore *capture, const ConnectionTable *connections, QWidget *parent)
    : QToolButton(parent), m_connections(connections), m_trace(capture)
{
    setObjectName(QStringLiteral("lastFault"));
    setProperty("flat", true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("No fault has been applied"));
    hide();
    connect(this, &QToolButton::clicked, this, [this] {
        if (m_last)
            emit rowActivated(m_last->row);
    });
}

void LastFault::refresh()
{
    const auto newest = parentWidget()->isVisible() ? m_trace.look() : std::nullopt;
    if (!newest)
        return;
    m_last = newest;
    const auto connection = m_connections->find(newest->connection);
    QStringList words{tr("Last: %1").arg(textPreview(newest->words.toUtf8()))};
    if (connection)
        words.append(textPreview(connection->device.toUtf8()));
    words.append(tr("row %1").arg(grouped(newest->row)));
    setText(words.join(QStringLiteral(" · ")));
    setAccessibleName(text());
    setToolTip(tr("Show its row in the log"));
    show();
    update();
}

QSize LastFault::minimumSizeHint() const
{
    return {0, QToolButton::minimumSizeHint().height()};
}

void LastFault::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setPen(underMouse() || hasFocus() ? theme.accent : theme.muted);
    painter.drawText(rect(), int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
        fontMetrics().elidedText(text(), Qt::ElideMiddle, width()));
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/summarypanel.h"

#include "app/bench/benchsession.h"
#include "ui/models/connectionwords.h"
#include "ui/theme/theme.h"
#include "ui/widgets/runlabel.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

SummaryPanel::SummaryPanel(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_who(new RunLabel(this))
    , m_verdict(new RunLabel(this))
    , m_history(new RunLabel(this))
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("About the selected connection"));
    m_verdict->setObjectName(QStringLiteral("verdict"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(2);
    layout->addWidget(m_who);
    layout->addWidget(m_verdict);
    layout->addWidget(m_history);
    layout->addStretch();
    showNothing();
}

QString SummaryPanel::text() const
{
    return m_who->text() + u'\n' + m_verdict->text() + u'\n' + m_history->text();
}

void SummaryPanel::showConnection(quint64 connection)
{
    m_connection = connection;
    refresh(m_connections);
}

void SummaryPanel::refresh(const QList<ConnectionStats> &connections)
{
    m_connections = connections;
    const auto found = std::find_if(connections.begin(), connections.end(),
        [this](const ConnectionStats &connection) { return connection.number == m_connection; });
    if (found == connections.end())
        showNothing();
    else
        show(*found);
}

void SummaryPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh(m_connections);
}

void SummaryPanel::showNothing()
{
    const QString words = m_connections.isEmpty() ? tr("No device has connected yet.")
                                                  : tr("Select a connection to read here how it fares.");
    m_who->setRuns({{words, Theme::current().muted}});
    m_verdict->setRuns({});
    m_history->setRuns({});
}

void SummaryPanel::show(const ConnectionStats &connection)
{
    const Theme &theme = Theme::current();
    const ConnectionWords words = describe(connection, m_connections, m_session->capture().now());
    m_who->setRuns({{words.device, theme.text, true}, {u' ' + words.place, theme.muted}});
    m_verdict->setRuns(
        {{words.verdict, words.isBad ? theme.error : theme.muted}, {u' ' + words.detail, theme.text}});
    m_history->setRuns({{words.history, theme.muted}});
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/handshakepanel.h"

#include "app/bench/benchsession.h"
#include "app/text/payloadtext.h"
#include "app/text/tlstext.h"
#include "ui/views/handshakeview.h"

#include <QLabel>
#include <QVBoxLayout>

namespace sockscope {

namespace {

QString titleOf(const ConnectionStats &connection)
{
    QStringList lines{HandshakePanel::tr("%1, from %2").arg(connection.device, connection.peer)};
    if (connection.tls)
        lines.append(textPreview(tlsDetails(*connection.tls).toUtf8()));
    if (!connection.extensions.isEmpty())
        lines.append(textPreview(connection.extensions));
    return lines.join(u'\n');
}

} // namespace

HandshakePanel::HandshakePanel(BenchSession *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_title(new QLabel(this)), m_view(new HandshakeView)
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setProperty("role", QStringLiteral("muted"));
    m_title->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_view, 1);
    showConnection(0);
}

void HandshakePanel::showConnection(quint64 connection)
{
    m_connection = connection;
    m_complete = false;
    m_view->setHandshake({}, {});
    refresh();
}

void HandshakePanel::refresh()
{
    if (m_complete)
        return;
    const std::optional<ConnectionStats> stats =
        m_connection ? m_session->connections().find(m_connection) : std::nullopt;
    if (!stats) {
        m_title->setText(tr("Select a connection to see its HTTP upgrade."));
        m_complete = true;
        return;
    }
    const QByteArray request = m_session->connections().handshake(m_connection, ws::Direction::Received);
    const QByteArray response = m_session->connections().handshake(m_connection, ws::Direction::Sent);
    m_title->setText(titleOf(*stats));
    m_view->setHandshake(request, response);
    m_complete = !request.isEmpty() && !response.isEmpty();
}

} // namespace sockscope

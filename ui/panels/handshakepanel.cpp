// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/handshakepanel.h"

#include "app/bench/benchsession.h"
#include "app/text/payloadtext.h"
#include "app/text/tlstext.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace sockscope {

namespace {

// Latin-1: one character per byte, so that nothing a peer sent is lost or joined.
QString headText(const QByteArray &head)
{
    return QString::fromLatin1(head).remove(u'\r').trimmed();
}

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
    : QWidget(parent), m_session(session), m_title(new QLabel(this)), m_text(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setProperty("role", QStringLiteral("muted"));
    m_title->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("handshakeText"));
    m_text->setReadOnly(true);
    m_text->setFont(fixedFont());
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setAccessibleName(tr("HTTP request and response of the selected connection"));
    m_text->setToolTip(tr("The upgrade request as it came and what was answered"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_text, 1);
    showConnection(0);
}

void HandshakePanel::showConnection(quint64 connection)
{
    m_connection = connection;
    m_complete = false;
    m_text->clear();
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
    const QString request =
        headText(m_session->connections().handshake(m_connection, ws::Direction::Received));
    const QString response = headText(m_session->connections().handshake(m_connection, ws::Direction::Sent));
    m_title->setText(titleOf(*stats));
    const QString text = response.isEmpty() ? request : request + QStringLiteral("\n\n") + response;
    if (text != m_text->toPlainText())
        m_text->setPlainText(text);
    m_complete = !request.isEmpty() && !response.isEmpty();
}

} // namespace sockscope

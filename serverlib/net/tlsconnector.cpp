// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/tlsconnector.h"

#include "serverlib/net/tlstransport.h"

#include <utility>

namespace ws {

TlsConnector::TlsConnector(
    std::unique_ptr<Connector> inner, std::shared_ptr<const TlsContext> context, QString serverName)
    : m_inner(std::move(inner)), m_context(std::move(context)), m_serverName(std::move(serverName))
{ }

void TlsConnector::start(const ConnectTarget &target, Done done)
{
    m_done = std::move(done);
    if (m_serverName.isEmpty())
        m_serverName = target.host;
    m_inner->start(target, [this](Result result) { connected(std::move(result)); });
}

void TlsConnector::connected(Result result)
{
    const auto inner = std::move(m_inner); // it calls us
    if (std::holds_alternative<ConnectFailure>(result)) {
        std::exchange(m_done, {})(std::move(result));
        return;
    }
    m_transport = std::make_unique<TlsTransport>(
        std::move(std::get<std::unique_ptr<Transport>>(result)), m_context, m_serverName);
    m_transport->setHandler(this);
}

void TlsConnector::secured(const TlsInfo &)
{
    std::exchange(m_done, {})(std::move(m_transport));
}

void TlsConnector::securityFailed(const Violation &violation)
{
    failSoon({ConnectFailure::Kind::Tls, violation.toString(), violation});
}

void TlsConnector::disconnected(const QString &error)
{
    failSoon({ConnectFailure::Kind::Failed, error, {}});
}

// Not at once: the alert that tells the server why has yet to leave.
void TlsConnector::failSoon(const ConnectFailure &failure)
{
    if (!m_done)
        return; // the end that follows a failure
    QMetaObject::invokeMethod(
        this, [done = std::exchange(m_done, {}), failure] { done(failure); }, Qt::QueuedConnection);
}

} // namespace ws

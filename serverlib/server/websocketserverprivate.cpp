// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/websocketserver_p.h"

#include "serverlib/net/plaintransport.h"
#include "serverlib/net/tlstransport.h"
#include "serverlib/server/optionsfault_p.h"
#include "serverlib/server/websocketurl_p.h"

#include <QPointer>

#include <utility>
#include <vector>

namespace ws {

namespace {

// A copy of the values: what is done to each may remove it, or others.
template <typename Map> std::vector<typename Map::mapped_type> snapshot(const Map &map)
{
    std::vector<typename Map::mapped_type> values;
    values.reserve(map.size());
    for (const auto &[number, value] : map)
        values.push_back(value);
    return values;
}

} // namespace

WebSocketServer::Private::Private(WebSocketServer *server, ServerOptions serverOptions)
    : m_server(server)
    , m_options(std::move(serverOptions))
    , m_watch(new DeadlineWatch([this](quint64 number) { deadlinePassed(number); }, server))
{
    m_options.limits.messageBytes = m_options.maxPayload;
    shareEndpointOptions();
}

WebSocketServer::Private::~Private()
{
    m_closing = false;
    stopListening();
    delete m_watch;
    for (const auto &handshake : snapshot(m_handshakes))
        handshake->abandon();
    for (const auto &driver : snapshot(m_connections))
        delete driver->connection();
}

bool WebSocketServer::Private::listen()
{
    if (isListening()) {
        m_error = QStringLiteral("The server is listening already, on %1").arg(url());
        return false;
    }
    if (const QString fault = optionsFault(m_options); !fault.isEmpty()) {
        m_error = fault;
        return false;
    }
    if (!loadTls())
        return false;
    auto acceptor = std::make_unique<Acceptor>(
        plainTransports(), [this](std::unique_ptr<Transport> transport) { take(std::move(transport)); },
        m_server);
    m_error = acceptor->open(m_options);
    if (!m_error.isEmpty())
        return false;
    m_acceptor = acceptor.release();
    m_closing = false;
    m_suspended = false;
    m_refusedByBacklog = 0;
    return true;
}

void WebSocketServer::Private::suspend(Suspension suspension)
{
    if (m_acceptor == nullptr || std::exchange(m_suspended, true))
        return;
    suspension == Suspension::Held ? m_acceptor->hold() : m_acceptor->closePort();
}

bool WebSocketServer::Private::resume()
{
    if (m_acceptor == nullptr || !m_suspended)
        return true;
    m_error = m_acceptor->reopenPort();
    if (!m_error.isEmpty())
        return false;
    m_suspended = false;
    m_acceptor->resume();
    return true;
}

// False, and the error set, when the options of TLS do not fit.
bool WebSocketServer::Private::loadTls()
{
    m_warnings.clear();
    m_tls.reset();
    if (!m_options.tls)
        return true;
    m_tls = TlsContext::create(*m_options.tls, &m_error);
    if (m_tls)
        m_warnings = m_tls->warnings();
    return m_tls != nullptr;
}

std::shared_ptr<const TlsContext> WebSocketServer::Private::tlsContext(quint64 number) const
{
    auto own = m_options.tlsContextHook ? m_options.tlsContextHook(number) : nullptr;
    return own ? own : m_tls;
}

// The acceptor may be the one that calls us: it goes when control is back in the event loop.
void WebSocketServer::Private::stopListening()
{
    if (Acceptor *acceptor = std::exchange(m_acceptor, nullptr)) {
        acceptor->stop();
        acceptor->deleteLater();
    }
}

void WebSocketServer::Private::close(quint16 code, const QString &reason)
{
    if (!isListening() && !m_closing)
        return; // closed() has been told, or there was nothing to close
    m_closing = true;
    stopListening();
    // closed() comes from the event loop, so until the end of this call nobody deletes the server but a
    // receiver of handshakeRefused() or errorOccurred().
    const QPointer<WebSocketServer> alive(m_server);
    for (const auto &driver : snapshot(m_connections))
        driver->close(code, reason);
    for (const auto &handshake : snapshot(m_handshakes)) {
        if (alive)
            handshake->turnAway();
    }
    if (alive)
        tellIfClosed();
}

QString WebSocketServer::Private::address() const
{
    return m_acceptor != nullptr ? m_acceptor->address() : QString();
}

QString WebSocketServer::Private::url() const
{
    const bool isTls = m_options.tls.has_value();
    return m_options.localName.isEmpty() ? webSocketUrl(isTls, address(), port(), m_options.path)
                                         : localSocketUrl(isTls, address(), m_options.path);
}

QList<WebSocketConnection *> WebSocketServer::Private::connections() const
{
    QList<WebSocketConnection *> list;
    list.reserve(qsizetype(m_connections.size()));
    for (const auto &[number, driver] : m_connections)
        list.append(driver->connection());
    return list;
}

BroadcastResult WebSocketServer::Private::broadcast(
    Opcode opcode, QByteArrayView data, const WebSocketConnection *except, bool mask)
{
    BroadcastResult broadcast;
    broadcast.result = Endpoint::check(opcode, data, m_options.limits);
    if (broadcast.result != SendResult::Queued)
        return broadcast;
    const EncodedFrame frame =
        encodeFrame(opcode, data, mask ? std::optional(m_endpointOptions->maskSource()) : std::nullopt);
    // Receivers of backpressureChanged() and errorOccurred() may end any of them, or the server: a driver
    // that has ended refuses.
    for (const auto &driver : snapshot(m_connections)) {
        if (driver->connection() != except && driver->sendEncoded(frame) == SendResult::Queued)
            ++broadcast.connections;
    }
    return broadcast;
}

void WebSocketServer::Private::setAutomaticPong(bool on)
{
    m_options.automaticPong = on;
    shareEndpointOptions();
    for (const auto &[number, driver] : m_connections)
        driver->setAutomaticPong(on);
}

void WebSocketServer::Private::setHeartbeat(
    std::chrono::milliseconds pingInterval, std::chrono::milliseconds pongTimeout)
{
    m_options.pingInterval = pingInterval;
    m_options.pongTimeout = pongTimeout;
    for (const auto &[number, driver] : m_connections)
        driver->startHeartbeat(pingInterval, pongTimeout);
}

void WebSocketServer::Private::setTap(FrameTap *tap)
{
    m_tap = tap != nullptr ? tap : &m_noTap;
    for (const auto &[number, driver] : m_connections)
        driver->setFramesWatched(isTapped());
}

void WebSocketServer::Private::shareEndpointOptions()
{
    Endpoint::Options endpoint;
    endpoint.role = Role::Server;
    endpoint.limits = m_options.limits;
    endpoint.strictness = m_options.strictness;
    endpoint.automaticPong = m_options.automaticPong;
    if (m_endpointOptions)
        endpoint.buffers = m_endpointOptions->buffers;
    m_endpointOptions = std::make_shared<const Endpoint::Options>(std::move(endpoint));
}

void WebSocketServer::Private::watch(quint64 number, DeadlineWatch::Clock::time_point deadline)
{
    m_watch->add(number, deadline);
}

void WebSocketServer::Private::take(std::unique_ptr<Transport> transport)
{
    const quint64 number = ++m_lastNumber;
    if (m_tls)
        transport = std::make_unique<TlsTransport>(std::move(transport), tlsContext(number));
    if (m_options.transportFilter) {
        transport = m_options.transportFilter(number, std::move(transport));
        if (!transport)
            return;
    }
    const auto handshake = std::make_shared<Handshake>(this, number, std::move(transport));
    m_handshakes.emplace(number, handshake);
    const int bound = m_options.limits.handshakes;
    if (bound > 0 && m_handshakes.size() >= size_t(bound))
        m_acceptor->hold();
    handshake->start();
}

bool WebSocketServer::Private::admitsUpgrade()
{
    if (m_options.backlog <= 0 || connectionCount() < m_options.backlog)
        return true;
    ++m_refusedByBacklog;
    return false;
}

void WebSocketServer::Private::upgraded(Upgrade upgrade, std::span<char> rest)
{
    const quint64 number = upgrade.number;
    const auto driver = std::make_shared<ConnectionDriver>(this, std::move(upgrade));
    WebSocketConnection *connection = ConnectionDriver::makeConnection(driver, m_server);
    m_connections.emplace(number, driver);
    endHandshake(number);
    driver->startHeartbeat(m_options.pingInterval, m_options.pongTimeout);
    m_tap->connectionOpened(number, driver->path(), driver->subprotocol());
    emit m_server->connection(connection);
    if (!rest.empty())
        driver->bytesReceived(rest);
}

void WebSocketServer::Private::refused(quint64 number, int status, const QString &explanation)
{
    emit m_server->handshakeRefused(number, status, explanation);
}

void WebSocketServer::Private::handshakeEnded(quint64 number)
{
    endHandshake(number);
    tellIfClosed();
}

void WebSocketServer::Private::endHandshake(quint64 number)
{
    m_handshakes.erase(number);
    if (m_acceptor != nullptr && !m_suspended)
        m_acceptor->resume();
}

void WebSocketServer::Private::connectionEnded(quint64 number)
{
    m_connections.erase(number);
    tellIfClosed();
}

void WebSocketServer::Private::tellIfClosed()
{
    if (!m_closing || !m_handshakes.empty() || !m_connections.empty())
        return;
    m_closing = false;
    QMetaObject::invokeMethod(m_server, &WebSocketServer::closed, Qt::QueuedConnection);
}

void WebSocketServer::Private::deadlinePassed(quint64 number)
{
    std::shared_ptr<Session> session;
    if (const auto handshake = m_handshakes.find(number); handshake != m_handshakes.end())
        session = handshake->second;
    else if (const auto connection = m_connections.find(number); connection != m_connections.end())
        session = connection->second;
    if (session && session->isOverdue())
        session->deadlinePassed();
}

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/websocketserver_p.h"

#include "serverlib/net/sockettransport.h"

#include <QHostInfo>

#include <algorithm>
#include <utility>

namespace ws {

namespace {

constexpr std::chrono::milliseconds LongestSweep{500};
constexpr std::chrono::milliseconds ShortestSweep{10};

// Often enough that a deadline is late by a tenth of its length, at most by half a second.
std::chrono::milliseconds sweepInterval(const Limits &limits)
{
    auto shortest = LongestSweep * 10;
    for (const auto bound : {limits.handshakeTime, limits.closeTime}) {
        if (bound.count() > 0)
            shortest = std::min(shortest, bound);
    }
    return std::clamp(shortest / 10, ShortestSweep, LongestSweep);
}

QHostAddress resolve(const QString &host)
{
    const QHostAddress address(host);
    if (!address.isNull())
        return address;
    const QList<QHostAddress> found = QHostInfo::fromName(host).addresses();
    return found.isEmpty() ? QHostAddress() : found.first();
}

} // namespace

WebSocketServer::Private::Private(WebSocketServer *server, ServerOptions serverOptions)
    : q(server), options(std::move(serverOptions))
{
    // Children of the server follow it to another thread.
    acceptor.setParent(q);
    m_sweep.setParent(q);
    acceptor.accepted = [this](qintptr descriptor) { adopt(descriptor); };
    QObject::connect(&m_sweep, &QTimer::timeout, q, [this] { sweep(); });
}

WebSocketServer::Private::~Private()
{
    acceptor.setParent(nullptr);
    m_sweep.setParent(nullptr);
    acceptor.close();
    for (auto &[number, handshake] : std::exchange(m_handshakes, {}))
        handshake->abort();
    for (WebSocketConnection *connection : std::exchange(connections, {})) {
        connection->terminate();
        delete connection;
    }
}

bool WebSocketServer::Private::listen()
{
    if (acceptor.isListening()) {
        error = QStringLiteral("The server is listening already");
        return false;
    }
    const QHostAddress address = resolve(options.host);
    if (address.isNull()) {
        error = QStringLiteral("There is no address called \"%1\"").arg(options.host);
        return false;
    }
    acceptor.setListenBacklogSize(options.listenQueue);
    if (!acceptor.listen(address, options.port)) {
        error = acceptor.errorString();
        return false;
    }
    error.clear();
    m_closing = false;
    refusedByBacklog = 0;
    m_sweep.start(sweepInterval(options.limits));
    return true;
}

void WebSocketServer::Private::close(quint16 code, const QString &reason)
{
    if (!acceptor.isListening())
        return;
    m_closing = true;
    acceptor.close();
    std::vector<Handshake *> handshakes;
    for (const auto &[number, handshake] : m_handshakes)
        handshakes.push_back(handshake.get());
    for (Handshake *handshake : handshakes)
        handshake->abort();
    for (WebSocketConnection *connection : QList(connections))
        connection->close(code, reason);
    checkClosed();
}

void WebSocketServer::Private::adopt(qintptr descriptor)
{
    auto transport = std::make_unique<SocketTransport>(descriptor);
    const quint64 number = ++m_lastNumber;
    if (frameTap != nullptr)
        frameTap->connectionAccepted(number, transport->peerAddress(), transport->peerPort());
    if (options.limits.handshakes > 0 && m_handshakes.size() >= size_t(options.limits.handshakes)) {
        transport->abort();
        if (frameTap != nullptr)
            frameTap->connectionEnded(number, {});
        return;
    }
    m_handshakes.emplace(number,
        std::make_unique<Handshake>(number, std::move(transport), options.limits, options.strictness, this));
}

HandshakeVerdict WebSocketServer::Private::judge(const UpgradeRequest &request)
{
    if (options.backlog > 0 && connections.size() >= options.backlog) {
        ++refusedByBacklog;
        return {503, {},
            QStringLiteral("This server takes %1 connections at a time (backlog), and has them.")
                .arg(options.backlog),
            {{"Retry-After", "1"}}};
    }
    if (!options.acceptHandler)
        return {};
    const auto subprotocol = options.acceptHandler(request.subprotocols);
    if (!subprotocol) {
        const QString offered = request.subprotocols.isEmpty()
            ? QStringLiteral("none")
            : request.subprotocols.join(QStringLiteral(", "));
        return {401, {},
            QStringLiteral("No subprotocol of yours is accepted here. You offered: %1.").arg(offered), {}};
    }
    return {0, *subprotocol, {}, {}};
}

Endpoint::Options WebSocketServer::Private::endpointOptions() const
{
    Endpoint::Options endpoint;
    endpoint.role = Role::Server;
    endpoint.limits = options.limits;
    endpoint.limits.messageBytes = options.maxPayload;
    endpoint.strictness = options.strictness;
    endpoint.automaticPong = options.automaticPong;
    return endpoint;
}

void WebSocketServer::Private::handshakeAccepted(
    Handshake *handshake, const UpgradeRequest &request, const QString &subprotocol, QByteArrayView rest)
{
    const ConnectionDriver::Peer peer{
        handshake->number(), QString::fromUtf8(request.path), subprotocol, request.head.raw};
    auto driver =
        std::make_unique<ConnectionDriver>(peer, handshake->takeTransport(), endpointOptions(), this);
    driver->endpoint().setMaskAnswers(options.maskAnswers);
    ConnectionDriver *const works = driver.get();
    auto *connection = new WebSocketConnection(std::move(driver), q);
    connections.append(connection);
    const QByteArray glued = rest.toByteArray();
    retire(handshake);

    if (frameTap != nullptr)
        frameTap->connectionOpened(peer.number, peer.path, peer.subprotocol);
    emit q->connection(connection);
    if (!glued.isEmpty())
        works->bytesReceived(glued);
}

void WebSocketServer::Private::handshakeRefused(Handshake *handshake, int status, const QString &explanation)
{
    emit q->handshakeRefused(handshake->number(), status, explanation);
}

void WebSocketServer::Private::handshakeEnded(Handshake *handshake)
{
    retire(handshake);
}

void WebSocketServer::Private::retire(Handshake *handshake)
{
    const auto found = m_handshakes.find(handshake->number());
    if (found == m_handshakes.end())
        return;
    // It is on the stack now: it goes when control is back in the event loop.
    std::shared_ptr<Handshake> retired = std::move(found->second);
    m_handshakes.erase(found);
    QMetaObject::invokeMethod(
        q, [retired] {}, Qt::QueuedConnection);
}

void WebSocketServer::Private::connectionEnded(WebSocketConnection *connection)
{
    connections.removeOne(connection);
    connection->deleteLater();
    checkClosed();
}

void WebSocketServer::Private::checkClosed()
{
    if (!m_closing || !connections.isEmpty())
        return;
    m_closing = false;
    m_sweep.stop();
    QMetaObject::invokeMethod(q, &WebSocketServer::closed, Qt::QueuedConnection);
}

void WebSocketServer::Private::sweep()
{
    std::vector<Handshake *> handshakes;
    for (const auto &[number, handshake] : m_handshakes)
        handshakes.push_back(handshake.get());
    for (Handshake *handshake : handshakes)
        handshake->checkDeadline();
    for (WebSocketConnection *connection : QList(connections))
        connection->m_driver->checkDeadline();
}

} // namespace ws

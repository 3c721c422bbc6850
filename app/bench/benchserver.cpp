// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/benchserver.h"

#include "serverlib/protocol/closepayload.h"

namespace sockscope {

BenchServer::BenchServer(FrameRecorder *recorder, QObject *parent)
    : QObject(parent), m_recorder(recorder), m_tap(recorder, tapHandlers()), m_faults(new BenchFaults(this))
{
    connectFaults();
}

BenchTap::Handlers BenchServer::tapHandlers()
{
    BenchTap::Handlers handlers;
    handlers.violation = [this](quint64 number, const ws::Violation &violation, bool fatal) {
        onViolation(number, violation, fatal);
    };
    handlers.closing = [this](quint64 number, QByteArrayView payload) {
        const quint16 code = ws::parseClosePayload(payload).code;
        m_faults->judge(number, code != quint16(ws::CloseCode::ProtocolError));
    };
    handlers.ending = [this](quint64 number, const ws::CloseInfo &info) {
        if (!info.transportError.isEmpty()) // else it has been told by a violation or a Close frame before
            m_faults->judge(number, false);
    };
    return handlers;
}

BenchServer::~BenchServer()
{
    m_server.reset(); // before the members that its last tap calls use
}

bool BenchServer::isListening() const
{
    return m_server && m_server->isListening();
}

bool BenchServer::isOpen(quint64 connection) const
{
    const ws::WebSocketConnection *open = m_open.value(connection);
    return open && open->state() == ws::WebSocketConnection::State::Open;
}

qint64 BenchServer::bufferedAmount(quint64 connection) const
{
    const ws::WebSocketConnection *open = m_open.value(connection);
    return open ? open->bufferedAmount() : 0;
}

void BenchServer::start(const ServerSettings &settings)
{
    if (m_server) {
        emit startFailed(m_server->isListening()
                ? QStringLiteral("The server already runs on %1: stop it first.").arg(m_server->url())
                : QStringLiteral(
                    "The server is still closing its connections: start it when they are gone."));
        return;
    }
    ws::ServerOptions options = serverOptions(settings);
    if (settings.tls.mode != TlsMode::Off) {
        QString error;
        options.tls = tlsOptions(settings.tls, settings.host, &error);
        if (!options.tls) {
            emit startFailed(error + u'.');
            return;
        }
        m_faults->certificates().serverBegins(*options.tls, settings.host);
    }
    options.headersHandler = [this](const ws::UpgradeRequest &) {
        return m_responseHeaders ? m_responseHeaders(m_tap.lastAsking()) : QList<ws::HttpHeader>();
    };
    letFaultsIn(&options);
    auto server = std::make_unique<ws::WebSocketServer>(std::move(options));
    m_tap.beginServer();
    server->setFrameTap(&m_tap);
    if (!server->listen()) {
        emit startFailed(startFailureText(settings, server->errorString()));
        return;
    }
    m_server = std::move(server);
    m_settings = settings;
    m_faults->serverStarted();
    connect(m_server.get(), &ws::WebSocketServer::connection, this, &BenchServer::adopt);
    connect(m_server.get(), &ws::WebSocketServer::closed, this, &BenchServer::onServerClosed);
    connect(m_server.get(), &ws::WebSocketServer::handshakeRefused, this,
        [this](quint64 number, int status, const QString &explanation) {
            emit handshakeRefused(m_tap.benchNumber(number), status, explanation);
        });
    emit started({m_server->address(), m_server->port(), m_server->url(), m_server->warnings(),
        settings.tls.mode != TlsMode::Off});
}

void BenchServer::stop()
{
    if (!m_server)
        emit stopped();
    else if (m_server->isListening())
        m_server->close(quint16(ws::CloseCode::GoingAway));
}

void BenchServer::onServerClosed()
{
    if (!m_server)
        return;
    m_server->setFrameTap(nullptr);
    m_server.release()->deleteLater(); // it is its signal that we are in
    m_open.clear();
    emit stopped();
}

void BenchServer::onViolation(quint64 number, const ws::Violation &violation, bool fatal)
{
    if (m_faults->excuses(number, violation.rule)) {
        m_recorder->excused(number, violation, fatal);
        m_faults->judge(number, false);
    } else {
        m_recorder->violation(number, violation, fatal);
        if (fatal && violation.rule != ws::Rule::PongTimeout) // silence is no answer
            m_faults->judge(number, m_open.contains(number));
    }
    emit errorOccurred(number, violation, fatal);
}

void BenchServer::adopt(ws::WebSocketConnection *connection)
{
    const quint64 number = m_tap.benchNumber(connection->number());
    m_open.insert(number, connection);
    using Connection = ws::WebSocketConnection;
    connect(connection, &Connection::messageReceived, this,
        [this, number](const QByteArray &data, bool isBinary) {
            m_faults->judge(number, true);
            emit messageReceived(number, data, isBinary);
            answer(number, data, isBinary);
        });
    connect(connection, &Connection::pingReceived, this, [this, number](const QByteArray &data) {
        m_faults->judge(number, true);
        emit pingReceived(number, data);
    });
    connect(connection, &Connection::pongReceived, this, [this, number](const QByteArray &data) {
        m_faults->judge(number, true);
        const RttSample pong = m_recorder->lastPong(number);
        emit pongReceived(number, data, pong.rttNs, pong.source);
    });
    connect(connection, &Connection::closed, this,
        [this, number](quint16 code, const QString &reason) { forget(number, code, reason); });
    emit connectionOpened(number, peerText(connection->peerAddress(), connection->peerPort()),
        connection->path(), connection->subprotocol(), connection->tlsInfo(), connection->extensions());
    const QStringList glued = m_faults->gluedTexts(number);
    for (const QString &text : glued)
        send(number, ws::Opcode::Text, text.toUtf8(), false);
    if (m_faults->isTrying(number))
        pingIfSilent(number, connection);
}

void BenchServer::forget(quint64 number, quint16 code, const QString &reason)
{
    m_open.remove(number);
    m_faults->set(number, std::nullopt);
    emit connectionClosed(number, code, reason);
}

void BenchServer::answer(quint64 number, const QByteArray &data, bool isBinary)
{
    ws::WebSocketConnection *connection = m_open.value(number); // a slot may have ended it
    if (m_settings.reply == Reply::None || !connection)
        return;
    const ws::Opcode opcode = isBinary ? ws::Opcode::Binary : ws::Opcode::Text;
    const ws::SendResult result = connection->send(opcode, data, m_settings.maskFrames);
    if (result != ws::SendResult::NotOpen) // a message that came while closing needs no answer
        report(number, result, {opcode, quint64(data.size()), 0});
}

ws::WebSocketConnection *BenchServer::find(quint64 number)
{
    ws::WebSocketConnection *connection = m_open.value(number);
    if (!connection)
        emit commandFailed(
            number, QStringLiteral("Connection %1 is not open: nothing was sent.").arg(number));
    return connection;
}

void BenchServer::report(quint64 number, ws::SendResult result, const SendAttempt &attempt)
{
    if (result != ws::SendResult::Queued)
        emit commandFailed(number, sendFailureText(result, number, attempt, m_settings.maxPayload));
}

void BenchServer::send(quint64 connection, ws::Opcode opcode, const QByteArray &data, bool mask)
{
    if (ws::WebSocketConnection *open = find(connection))
        report(connection, open->send(opcode, data, mask || m_settings.maskFrames),
            {opcode, quint64(data.size()), 0});
}

void BenchServer::ping(quint64 connection, const QByteArray &data, bool mask)
{
    if (ws::WebSocketConnection *open = find(connection))
        report(connection, open->ping(data, mask || m_settings.maskFrames),
            {ws::Opcode::Ping, quint64(data.size()), 0});
}

void BenchServer::sendBytes(quint64 connection, const QByteArray &bytes, const ws::WritePlan &plan)
{
    if (ws::WebSocketConnection *open = find(connection))
        report(connection, open->sendBytes(bytes, plan), {});
}

void BenchServer::close(quint64 connection, quint16 code, const QString &reason)
{
    if (ws::WebSocketConnection *open = find(connection))
        report(connection, open->close(code, reason), {ws::Opcode::Close, 0, code});
}

void BenchServer::terminate(quint64 connection)
{
    if (ws::WebSocketConnection *open = find(connection)) {
        m_recorder->note(connection, QStringLiteral("reset from here, without a Close frame"));
        open->terminate();
    }
}

void BenchServer::setReply(Reply reply)
{
    m_settings.reply = reply;
}

void BenchServer::setAutomaticPong(bool on)
{
    m_settings.automaticPong = on;
    if (m_server)
        m_server->setAutomaticPong(on);
}

void BenchServer::setPingInterval(int milliseconds)
{
    m_settings.pingIntervalMs = milliseconds;
    if (m_server)
        m_server->setHeartbeat(
            std::chrono::milliseconds(milliseconds), std::chrono::milliseconds(m_settings.pongTimeoutMs));
}

} // namespace sockscope

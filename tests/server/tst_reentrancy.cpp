// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a program may do from within the slots of every signal: end the connection, end the server.
#include "rawpeer.h"
#include "recordingtap.h"
#include "serverlib/server/websocketserver.h"

#include <QPointer>
#include <QSignalSpy>

using ws::WebSocketConnection;
using ws::WebSocketServer;

class TestReentrancy : public QObject
{
    Q_OBJECT

private slots:
    void actsWithin_data();
    void actsWithin();

private:
    void begin(const QByteArray &signal, const QByteArray &action);
    void setHook(const QByteArray &name, const QByteArray &action, ws::ServerOptions *options);
    void hook(const QByteArray &signal, const QByteArray &action, WebSocketConnection *connection);
    void act(const QByteArray &action, WebSocketConnection *connection);
    void provoke(const QByteArray &signal, RawPeer *peer);

    RecordingTap m_tap;
    QPointer<WebSocketServer> m_server;
    int m_acted = 0;
};

static const QList<QByteArray> connectionSignals{
    "connection", "messageReceived", "pingReceived", "pongReceived", "errorOccurred", "closed"};
static const QList<QByteArray> hooks{"verifyClient", "acceptHandler", "handleProtocols", "headersHandler"};
static const QList<QByteArray> serverSignals = hooks + QList<QByteArray>{"handshakeRefused", "server closed"};
static const QList<QByteArray> connectionActions{"close", "terminate", "send and terminate"};
static const QList<QByteArray> serverActions{
    "server.close", "server.close twice", "server.deleteLater", "delete server"};

void TestReentrancy::actsWithin_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<QByteArray>("action");
    const auto add = [](const QByteArray &signal, const QList<QByteArray> &actions) {
        for (const QByteArray &action : actions)
            QTest::addRow("%s within %s", action.data(), signal.data()) << signal << action;
    };
    for (const QByteArray &signal : connectionSignals)
        add(signal, connectionActions + serverActions);
    for (const QByteArray &signal : serverSignals)
        add(signal, serverActions);
}

void TestReentrancy::act(const QByteArray &action, WebSocketConnection *connection)
{
    if (m_acted++ > 0)
        return;
    if (connection != nullptr) {
        if (action == "close")
            connection->close(1000);
        if (action == "send and terminate")
            connection->send(QStringLiteral("last words"));
        if (action.endsWith("terminate"))
            connection->terminate();
    }
    if (action.startsWith("server.close"))
        m_server->close();
    if (action == "server.close twice")
        m_server->close(1000);
    if (action == "server.deleteLater")
        m_server->deleteLater();
    if (action == "delete server")
        delete m_server;
}

void TestReentrancy::hook(const QByteArray &signal, const QByteArray &action, WebSocketConnection *connection)
{
    const auto act = [this, action, connection] { this->act(action, connection); };
    if (signal == "messageReceived")
        connect(connection, &WebSocketConnection::messageReceived, this, act);
    if (signal == "pingReceived")
        connect(connection, &WebSocketConnection::pingReceived, this, act);
    if (signal == "pongReceived")
        connect(connection, &WebSocketConnection::pongReceived, this, act);
    if (signal == "errorOccurred")
        connect(connection, &WebSocketConnection::errorOccurred, this, act);
    if (signal == "closed")
        connect(connection, &WebSocketConnection::closed, this, act);
    if (signal == "connection")
        act();
}

void TestReentrancy::setHook(const QByteArray &name, const QByteArray &action, ws::ServerOptions *options)
{
    const auto act = [this, action] { this->act(action, nullptr); };
    if (name == "verifyClient")
        options->verifyClient = [act](const ws::UpgradeRequest &, const ws::UpgradeOrigin &) {
            act();
            return ws::Accepted{};
        };
    if (name == "acceptHandler")
        options->acceptHandler = [act](const QStringList &) {
            act();
            return QString();
        };
    if (name == "handleProtocols")
        options->handleProtocols = [act](const QStringList &, const ws::UpgradeRequest &) {
            act();
            return QString();
        };
    if (name == "headersHandler")
        options->headersHandler = [act](const ws::UpgradeRequest &) {
            act();
            return QList<ws::HttpHeader>();
        };
}

void TestReentrancy::begin(const QByteArray &signal, const QByteArray &action)
{
    m_tap = {};
    m_acted = 0;
    ws::ServerOptions options;
    options.limits.closeTime = std::chrono::milliseconds(200);
    setHook(signal, action, &options);
    m_server = new WebSocketServer(options);
    m_server->setFrameTap(&m_tap);
    connect(m_server, &WebSocketServer::connection, this,
        [this, signal, action](WebSocketConnection *connection) { hook(signal, action, connection); });
    const auto act = [this, action] { this->act(action, nullptr); };
    if (signal == "handshakeRefused")
        connect(m_server, &WebSocketServer::handshakeRefused, this, act);
    if (signal == "server closed")
        connect(m_server, &WebSocketServer::closed, this, act);
}

// Everything in one write: what follows the offending frame is there already when the slot acts.
void TestReentrancy::provoke(const QByteArray &signal, RawPeer *peer)
{
    const QByteArray frames = clientFrame(0x81, "text") + clientFrame(0x89, "ping")
        + clientFrame(0x8A, "pong") + clientFrame(0x01, "frag") + clientFrame(0x80, "ment");
    if (signal == "handshakeRefused")
        peer->send("POST / HTTP/1.1\r\n\r\n" + frames);
    else if (signal == "errorOccurred")
        peer->send(RawPeer::upgradeRequest() + frames + clientFrame(0x83, "?") + frames);
    else if (signal == "closed")
        peer->send(RawPeer::upgradeRequest() + frames + clientFrame(0x88, closePayload(1000)) + frames);
    else
        peer->send(RawPeer::upgradeRequest("Sec-WebSocket-Protocol: v1\r\n") + frames);
    if (signal == "closed" || signal == "errorOccurred")
        peer->sendFin();
    if (signal == "server closed")
        m_server->close();
}

void TestReentrancy::actsWithin()
{
    QFETCH(QByteArray, signal);
    QFETCH(QByteArray, action);
    begin(signal, action);
    QVERIFY(m_server->listen());
    QSignalSpy closed(m_server, &WebSocketServer::closed);
    RawPeer halfway(m_server->port()); // the server ends it in its handshake
    halfway.send(RawPeer::upgradeRequest().first(30));
    QTRY_COMPARE(m_tap.accepted.size(), 1);
    RawPeer peer(m_server->port());
    provoke(signal, &peer);

    QTRY_VERIFY(m_acted > 0);
    peer.sendFin();
    halfway.sendFin();
    if (action.contains("delete"))
        QTRY_VERIFY(m_server.isNull());
    QTRY_VERIFY(m_tap.isBalanced());
    // However often close() is called, closed() comes once.
    if (action.startsWith("server.close")) {
        QTRY_COMPARE(closed.size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(closed.size(), 1);
    }
    delete m_server;
    QVERIFY(m_tap.isBalanced());
}

QTEST_GUILESS_MAIN(TestReentrancy)
#include "tst_reentrancy.moc"

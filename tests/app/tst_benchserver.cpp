// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverfixture.h"

#include <QTcpServer>

using namespace sockscope;

class TestBenchServer : public ServerFixture
{
    Q_OBJECT
private slots:
    void init() { reset(); }
    void cleanup() { m_server.reset(); }
    void echoes_data();
    void echoes();
    void measuresItsPings();
    void numbersGoOnAfterARestart();
    void stopSaysGoingAway();
    void stopWithoutAServerIsDone();
    void takenPortChangesNothing();
    void choosesTheSubprotocol();
    void refusesUnknownSubprotocols();
};

void TestBenchServer::echoes_data()
{
    QTest::addColumn<bool>("echo");
    QTest::newRow("echo") << true;
    QTest::newRow("none") << false;
}

void TestBenchServer::echoes()
{
    QFETCH(bool, echo);
    start();
    m_server->setReply(echo ? Reply::Echo : Reply::None);
    const auto client = connectClient();
    QSignalSpy text(client.get(), &QWebSocket::textMessageReceived);
    QSignalSpy binary(client.get(), &QWebSocket::binaryMessageReceived);
    QSignalSpy pong(client.get(), &QWebSocket::pong);
    QSignalSpy received(m_server.get(), &BenchServer::messageReceived);
    client->sendTextMessage(QStringLiteral("grüß"));
    client->sendBinaryMessage(QByteArray(70'000, 'b'));
    client->ping("end");
    QTRY_COMPARE(pong.size(), 1); // after any echo
    QCOMPARE(received.size(), 2);
    QCOMPARE(received[0][1].toByteArray(), QStringLiteral("grüß").toUtf8());
    QCOMPARE(received[0][2].toBool(), false);
    QCOMPARE(received[1][2].toBool(), true);
    QCOMPARE(text.size(), echo ? 1 : 0);
    QCOMPARE(binary.size(), echo ? 1 : 0);
    if (echo) {
        QCOMPARE(text[0][0].toString(), QStringLiteral("grüß"));
        QCOMPARE(binary[0][0].toByteArray(), QByteArray(70'000, 'b'));
    }
}

void TestBenchServer::measuresItsPings()
{
    start();
    const auto client = connectClient();
    QSignalSpy pongs(m_server.get(), &BenchServer::pongReceived);
    m_server->ping(lastNumber(*m_opened), "hello", false);
    QTRY_COMPARE(pongs.size(), 1);
    QCOMPARE(pongs[0][1].toByteArray(), QByteArray("hello"));
    QVERIFY(pongs[0][2].toLongLong() >= 0);
    m_server->setPingInterval(1);
    QTRY_VERIFY(pongs.size() >= 4);
    QCOMPARE(pongs[1][1].toByteArray().size(), 8);
    QVERIFY(pongs[1][1] != pongs[2][1]);
    m_server->setPingInterval(0);
    QVERIFY(m_bench->table.find(lastNumber(*m_opened))->lastRttNs >= 0);
}

void TestBenchServer::numbersGoOnAfterARestart()
{
    start();
    auto client = connectClient();
    const quint64 first = lastNumber(*m_opened);
    m_server->stop();
    QTRY_COMPARE(m_stopped->size(), 1);
    m_server->start(m_settings);
    QCOMPARE(m_started->size(), 2);
    client = connectClient();
    const quint64 second = lastNumber(*m_opened);
    QCOMPARE(second, first + 1);
    QCOMPARE(m_bench->table.find(first)->state, ConnectionState::Closed);
    QCOMPARE(m_bench->table.find(second)->state, ConnectionState::Open);
    QSignalSpy text(client.get(), &QWebSocket::textMessageReceived);
    m_server->send(second, ws::Opcode::Text, "to the second", false);
    QTRY_COMPARE(text.size(), 1);
}

void TestBenchServer::stopSaysGoingAway()
{
    start();
    const auto one = connectClient();
    const auto two = connectClient();
    QSignalSpy oneGone(one.get(), &QWebSocket::disconnected);
    QSignalSpy twoGone(two.get(), &QWebSocket::disconnected);
    m_server->stop();
    QVERIFY(!m_server->isListening());
    QTRY_COMPARE(m_stopped->size(), 1);
    QCOMPARE(m_closed->size(), 2);
    QTRY_COMPARE(oneGone.size() + twoGone.size(), 2);
    QCOMPARE(int(one->closeCode()), 1001);
    QCOMPARE(int(two->closeCode()), 1001);
    m_server->start(m_settings);
    QCOMPARE(m_started->size(), 2);
}

void TestBenchServer::stopWithoutAServerIsDone()
{
    m_server->stop();
    QCOMPARE(m_stopped->size(), 1);
}

void TestBenchServer::takenPortChangesNothing()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    m_settings.port = other.serverPort();
    m_server->start(m_settings);
    QCOMPARE(m_startFailed->size(), 1);
    QVERIFY(m_startFailed->first().first().toString().contains(QStringLiteral("already in use")));
    QVERIFY(!m_server->isListening());
    m_settings.port = 0;
    start();
    m_server->start(m_settings); // while it runs
    QCOMPARE(m_startFailed->size(), 2);
    QVERIFY(m_startFailed->last().first().toString().contains(QStringLiteral("stop it first")));
    QVERIFY(m_server->isListening());
    QVERIFY(connectClient() != nullptr);
}

void TestBenchServer::choosesTheSubprotocol()
{
    m_settings.subprotocols = QStringList{QStringLiteral("a"), QStringLiteral("b")};
    start();
    const auto client = connectClient({QStringLiteral("x"), QStringLiteral("b"), QStringLiteral("a")});
    QCOMPARE(client->subprotocol(), QStringLiteral("b"));
    QCOMPARE(m_opened->last()[3].toString(), QStringLiteral("b"));
}

void TestBenchServer::refusesUnknownSubprotocols()
{
    m_settings.subprotocols = QStringList{QStringLiteral("a")};
    m_settings.refuseUnknownSubprotocol = true;
    start();
    QSignalSpy refused(m_server.get(), &BenchServer::handshakeRefused);
    QWebSocket client;
    QSignalSpy gone(&client, &QWebSocket::disconnected);
    client.open(url());
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused[0][1].toInt(), 401);
    QTRY_COMPARE(m_bench->table.find(lastNumber(refused))->state, ConnectionState::Refused);
    QCOMPARE(m_bench->table.find(lastNumber(refused))->refusedStatus, 401);
    QCOMPARE(m_opened->size(), 0);
    QTRY_VERIFY(gone.size() >= 1);
}

QTEST_GUILESS_MAIN(TestBenchServer)
#include "tst_benchserver.moc"

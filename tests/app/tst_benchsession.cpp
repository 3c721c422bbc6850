// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/benchsession.h"
#include "app/bench/messagesizes.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>

using namespace sockscope;
using State = BenchSession::State;

class TestBenchSession : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void startsAndStops();
    void echoesAndRecords();
    void automaticPingGivesSamples();
    void takenPortLeavesItStopped();
    void startWhileRunningIsRefused();
    void stopRightAfterStart();
    void stopClosesWithGoingAwayAndRestarts();
    void failedCommandsComeBack();
    void destroyedWhileClientsAreConnected();
    void destroyedWithASilentPeer();

private:
    void start(BenchSession &session);
    std::unique_ptr<QWebSocket> connectClient(BenchSession &session);

    ServerSettings m_settings;
};

void TestBenchSession::init()
{
    m_settings = {};
    m_settings.port = 0;
}

void TestBenchSession::start(BenchSession &session)
{
    session.start(m_settings);
    QCOMPARE(session.state(), State::Starting);
    QTRY_COMPARE(session.state(), State::Running);
}

std::unique_ptr<QWebSocket> TestBenchSession::connectClient(BenchSession &session)
{
    auto client = std::make_unique<QWebSocket>();
    client->open(QUrl(session.listenInfo().url));
    if (!QTest::qWaitFor([&] { return client->state() == QAbstractSocket::ConnectedState; }))
        qFatal("the client could not connect");
    return client;
}

void TestBenchSession::startsAndStops()
{
    BenchSession session;
    QSignalSpy states(&session, &BenchSession::stateChanged);
    QCOMPARE(session.state(), State::Stopped);
    start(session);
    QVERIFY(session.listenInfo().port > 0);
    QCOMPARE(session.listenInfo().host, QStringLiteral("127.0.0.1"));
    QCOMPARE(session.listenInfo().url, QStringLiteral("ws://127.0.0.1:%1/").arg(session.listenInfo().port));
    QCOMPARE(session.settings(), m_settings);
    session.stop();
    QCOMPARE(session.state(), State::Stopping);
    QTRY_COMPARE(session.state(), State::Stopped);
    QCOMPARE(states.size(), 4);
    session.stop();
    QCOMPARE(states.size(), 4);
}

void TestBenchSession::echoesAndRecords()
{
    BenchSession session;
    m_settings.reply = Reply::Echo;
    start(session);
    const auto client = connectClient(session);
    QSignalSpy echoed(client.get(), &QWebSocket::textMessageReceived);
    client->sendTextMessage(QStringLiteral("hello"));
    QTRY_COMPARE(echoed.size(), 1);
    QCOMPARE(echoed[0][0].toString(), QStringLiteral("hello"));

    const RowRange rows = session.capture().rows();
    QCOMPARE(rows, (RowRange{0, 5})); // accepted, request, 101, message, echo
    FrameRecord record;
    QVERIFY(session.capture().read(3, &record));
    QCOMPARE(record.direction, ws::Direction::Received);
    QVERIFY(record.header.mask.has_value());
    QCOMPARE(session.capture().payload(3), QByteArray("hello"));
    QVERIFY(session.capture().read(4, &record));
    QCOMPARE(record.direction, ws::Direction::Sent);
    QVERIFY(!record.header.mask.has_value());
    const ConnectionStats stats = session.connections().snapshot().value(0);
    QCOMPARE(stats.state, ConnectionState::Open);
    QCOMPARE(stats.framesReceived, 1u);
    QCOMPARE(stats.framesSent, 1u);
    QCOMPARE(MessageSizes(&session.capture()).take().size(), 2);
}

void TestBenchSession::automaticPingGivesSamples()
{
    BenchSession session;
    m_settings.pingIntervalMs = 2;
    start(session);
    const auto client = connectClient(session);
    quint64 from = 0;
    QList<RttSample> samples;
    QTRY_VERIFY((samples += session.rtts().takeSince(&from)).size() >= 3);
    FrameRecord record;
    QVERIFY(session.capture().read(samples[0].row, &record));
    QCOMPARE(record.header.opcode, ws::Opcode::Pong);
    QCOMPARE(record.rttNs, samples[0].rttNs);
    QVERIFY(samples[0].rttNs > 0);
    session.setPingInterval(0);
}

void TestBenchSession::takenPortLeavesItStopped()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    BenchSession session;
    QSignalSpy failed(&session, &BenchSession::startFailed);
    m_settings.port = other.serverPort();
    session.start(m_settings);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(session.state(), State::Stopped);
    QVERIFY(failed[0][0].toString().contains(QString::number(other.serverPort())));
    QCOMPARE(session.capture().rows().end, 0u);
    m_settings.port = 0;
    start(session);
}

void TestBenchSession::startWhileRunningIsRefused()
{
    BenchSession session;
    start(session);
    QSignalSpy failed(&session, &BenchSession::startFailed);
    ServerSettings others = m_settings;
    others.reply = Reply::Echo;
    session.start(others);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(session.state(), State::Running);
    QCOMPARE(session.settings(), m_settings);
}

void TestBenchSession::stopRightAfterStart()
{
    BenchSession session;
    QSignalSpy states(&session, &BenchSession::stateChanged);
    session.start(m_settings);
    session.stop();
    QTRY_COMPARE(session.state(), State::Stopped);
    QCOMPARE(states.size(), 3); // never Running
    start(session);
}

void TestBenchSession::stopClosesWithGoingAwayAndRestarts()
{
    BenchSession session;
    start(session);
    auto client = connectClient(session);
    QSignalSpy gone(client.get(), &QWebSocket::disconnected);
    session.stop();
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(int(client->closeCode()), 1001);
    QTRY_COMPARE(session.state(), State::Stopped);
    start(session);
    client = connectClient(session);
    QTRY_COMPARE(session.connections().snapshot().size(), 2);
    QCOMPARE(session.connections().find(2)->state, ConnectionState::Open);
}

void TestBenchSession::failedCommandsComeBack()
{
    BenchSession session;
    start(session);
    QSignalSpy failed(&session, &BenchSession::commandFailed);
    session.send(42, ws::Opcode::Text, "x");
    session.ping(43);
    session.close(44, 1000, {});
    session.terminate(45);
    QTRY_COMPARE(failed.size(), 4);
    QCOMPARE(failed[0][0].toULongLong(), 42u);
    QCOMPARE(failed[3][0].toULongLong(), 45u);
}

void TestBenchSession::destroyedWhileClientsAreConnected()
{
    auto session = std::make_unique<BenchSession>();
    m_settings.pingIntervalMs = 1;
    start(*session);
    std::vector<std::unique_ptr<QWebSocket>> clients;
    for (int i = 0; i < 5; ++i)
        clients.push_back(connectClient(*session));
    session.reset();
    for (const auto &client : clients)
        QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
}

void TestBenchSession::destroyedWithASilentPeer()
{
    auto session = std::make_unique<BenchSession>();
    start(*session);
    QTcpSocket silent; // never sends a byte, never answers a Close
    silent.connectToHost(QHostAddress::LocalHost, session->listenInfo().port);
    QTRY_COMPARE(session->capture().rows().end, 1u);
    session.reset(); // the test's own time limit is what a hang would meet
    QTRY_COMPARE(silent.state(), QAbstractSocket::UnconnectedState);
}

QTEST_GUILESS_MAIN(TestBenchSession)
#include "tst_benchsession.moc"

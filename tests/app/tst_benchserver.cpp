// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/benchserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace sockscope;

namespace {

constexpr quint8 MaskBit = 0x80;

/// Speaks the wire by hand, to send and see what no well-behaved client would.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        m_socket.write("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }
    void write(const QByteArray &bytes) { m_socket.write(bytes); }
    /// What came after the 101.
    QByteArray frames()
    {
        m_input += m_socket.readAll();
        const qsizetype end = m_input.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : m_input.mid(end + 4);
    }

private:
    QTcpSocket m_socket;
    QByteArray m_input;
};

} // namespace

class TestBenchServer : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void echoes_data();
    void echoes();
    void measuresItsPings();
    void numbersGoOnAfterARestart();
    void stopSaysGoingAway();
    void stopWithoutAServerIsDone();
    void takenPortChangesNothing();
    void choosesTheSubprotocol();
    void refusesUnknownSubprotocols();
    void masksOnPurpose();
    void brokenRules_data();
    void brokenRules();
    void failedCommandsSayWhy();
    void closesAndTerminates();

private:
    void start();
    QUrl url() const { return QUrl(m_started->last().first().value<ListenInfo>().url); }
    quint16 port() const { return m_started->last().first().value<ListenInfo>().port; }
    std::unique_ptr<QWebSocket> connectClient(const QStringList &subprotocols = {});
    quint64 lastNumber(const QSignalSpy &spy) const { return spy.last().first().toULongLong(); }

    /// What a server is written to, new for each.
    struct Bench
    {
        CaptureStore capture;
        ConnectionTable table;
        SampleLog<RttSample> rtts;
        SampleLog<SizeSample> sizes;
        FrameRecorder recorder{&capture, &table, &rtts, &sizes};
    };

    ServerSettings m_settings;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<BenchServer> m_server;
    std::unique_ptr<QSignalSpy> m_started, m_startFailed, m_stopped, m_opened, m_closed, m_failed;
};

void TestBenchServer::init()
{
    m_settings = {};
    m_settings.port = 0;
    m_bench = std::make_unique<Bench>();
    m_server = std::make_unique<BenchServer>(&m_bench->recorder);
    m_started = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::started);
    m_startFailed = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::startFailed);
    m_stopped = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::stopped);
    m_opened = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::connectionOpened);
    m_closed = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::connectionClosed);
    m_failed = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::commandFailed);
}

void TestBenchServer::cleanup()
{
    m_server.reset();
}

void TestBenchServer::start()
{
    m_server->start(m_settings);
    QCOMPARE(m_started->size(), 1);
    QVERIFY(m_server->isListening());
}

std::unique_ptr<QWebSocket> TestBenchServer::connectClient(const QStringList &subprotocols)
{
    const qsizetype before = m_opened->size();
    auto client = std::make_unique<QWebSocket>();
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(subprotocols);
    client->open(url(), options);
    if (!QTest::qWaitFor(
            [&] { return m_opened->size() > before && client->state() == QAbstractSocket::ConnectedState; }))
        qFatal("the client could not connect");
    return client;
}

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

void TestBenchServer::masksOnPurpose()
{
    m_settings.reply = Reply::Echo;
    m_settings.maskFrames = true;
    start();
    RawClient client(port());
    client.write(QByteArray::fromHex("818100000000") + "a");
    QTRY_COMPARE(client.frames().size(), 7); // with four bytes of key
    QCOMPARE(quint8(client.frames()[1]) & MaskBit, MaskBit);
    m_server->ping(lastNumber(*m_opened), "p", false);
    QTRY_COMPARE(client.frames().size(), 14);
    QCOMPARE(quint8(client.frames()[8]) & MaskBit, MaskBit);
}

void TestBenchServer::brokenRules_data()
{
    QTest::addColumn<bool>("strict");
    QTest::newRow("strict") << true;
    QTest::newRow("lenient") << false;
}

void TestBenchServer::brokenRules()
{
    QFETCH(bool, strict);
    m_settings.failOnViolations = strict;
    start();
    QSignalSpy errors(m_server.get(), &BenchServer::errorOccurred);
    QSignalSpy received(m_server.get(), &BenchServer::messageReceived);
    RawClient client(port());
    client.write(QByteArray::fromHex("810161")); // not masked
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(errors[0][1].value<ws::Violation>().rule, ws::Rule::ExpectedMask);
    QCOMPARE(errors[0][2].toBool(), strict);
    QTRY_COMPARE(received.size(), strict ? 0 : 1);
    if (strict)
        QTRY_VERIFY(client.frames().startsWith(QByteArray::fromHex("88"))); // Close ...
    QCOMPARE(m_bench->table.find(lastNumber(*m_opened))->violations, 1u);
}

void TestBenchServer::failedCommandsSayWhy()
{
    m_settings.maxPayload = 1000;
    start();
    const auto client = connectClient();
    const quint64 number = lastNumber(*m_opened);
    const auto why = [this] { return m_failed->last()[1].toString(); };
    m_server->send(number + 99, ws::Opcode::Text, "x", false);
    QCOMPARE(m_failed->size(), 1);
    QCOMPARE(lastNumber(*m_failed), number + 99);
    QVERIFY(why().contains(QStringLiteral("is not open")));
    m_server->send(number, ws::Opcode::Text, QByteArray(1001, 'x'), false);
    QVERIFY(why().contains(QStringLiteral("1001")) && why().contains(QStringLiteral("1000")));
    m_server->ping(number, QByteArray(126, 'x'), false);
    QVERIFY(why().contains(QStringLiteral("125")));
    m_server->send(number, ws::Opcode::Text, "\xff", false);
    QVERIFY(why().contains(QStringLiteral("UTF-8")));
    m_server->close(number, 999, {});
    QVERIFY(why().contains(QStringLiteral("999")));
    QCOMPARE(m_failed->size(), 5);
    m_server->close(number, 1000, {});
    QCOMPARE(m_failed->size(), 5);
    m_server->send(number, ws::Opcode::Text, "late", false);
    QVERIFY(why().contains(QStringLiteral("closing")));
}

void TestBenchServer::closesAndTerminates()
{
    start();
    const auto one = connectClient();
    QSignalSpy oneGone(one.get(), &QWebSocket::disconnected);
    m_server->close(lastNumber(*m_opened), 4321, QStringLiteral("enough"));
    QTRY_COMPARE(m_closed->size(), 1);
    QTRY_COMPARE(oneGone.size(), 1);
    QCOMPARE(int(one->closeCode()), 4321);
    QCOMPARE(one->closeReason(), QStringLiteral("enough"));
    const auto two = connectClient();
    QSignalSpy twoGone(two.get(), &QWebSocket::disconnected);
    m_server->terminate(lastNumber(*m_opened));
    QTRY_COMPARE(m_closed->size(), 2);
    QCOMPARE(m_closed->last()[1].toUInt(), 1006u);
    QTRY_COMPARE(twoGone.size(), 1);
    QVERIFY(m_failed->isEmpty());
}

QTEST_GUILESS_MAIN(TestBenchServer)
#include "tst_benchserver.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverfixture.h"

#include "app/compose/framecomposer.h"

#include <QTcpSocket>

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

class TestBenchCommands : public ServerFixture
{
    Q_OBJECT
private slots:
    void init() { reset(); }
    void cleanup() { m_server.reset(); }
    void masksOnPurpose();
    void brokenRules_data();
    void brokenRules();
    void composedBytesAreInTheLog();
    void failedCommandsSayWhy();
    void closesAndTerminates();
};

void TestBenchCommands::masksOnPurpose()
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

void TestBenchCommands::brokenRules_data()
{
    QTest::addColumn<bool>("strict");
    QTest::newRow("strict") << true;
    QTest::newRow("lenient") << false;
}

void TestBenchCommands::brokenRules()
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

void TestBenchCommands::composedBytesAreInTheLog()
{
    start();
    RawClient client(port());
    QTRY_COMPARE(m_opened->size(), 1);
    const quint64 number = lastNumber(*m_opened);
    FrameSpec spec;
    spec.opcode = ws::Opcode(0xB);
    spec.rsv2 = true;
    spec.mask = MaskChoice::Key;
    spec.maskKey = {1, 2, 3, 4};
    spec.fragmentSizes = {2};
    spec.writes = WriteChoice::EachByte;
    const auto composed = std::get<Composition>(compose(spec, "Hello", {ws::Role::Server, {}, 15}));
    m_server->sendBytes(number, composed.bytes, {composed.cuts, std::chrono::milliseconds(0)});
    m_server->send(number, ws::Opcode::Text, "behind", false);
    QTRY_COMPARE(client.frames(),
        composed.bytes
            + QByteArray("\x81\x06"
                         "behind"));
    QList<QPair<ws::FrameHeader, QByteArray>> sent;
    m_bench->capture.forEach(0, m_bench->capture.rows().end, [&](quint64 row, const FrameRecord &record) {
        if (record.kind == RowKind::Frame && record.direction == ws::Direction::Sent)
            sent.append({record.header, m_bench->capture.content(row)});
    });
    QCOMPARE(sent.size(), 3);
    QVERIFY(sent[0].first == composed.frames[0].header);
    QCOMPARE(sent[0].second, QByteArray("He"));
    QVERIFY(sent[1].first == composed.frames[1].header);
    QCOMPARE(sent[1].second, QByteArray("llo"));
    QVERIFY(m_failed->isEmpty());
}

void TestBenchCommands::failedCommandsSayWhy()
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
    m_server->sendBytes(number + 99, "x", {});
    QVERIFY(why().contains(QStringLiteral("is not open")));
}

void TestBenchCommands::closesAndTerminates()
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

QTEST_GUILESS_MAIN(TestBenchCommands)
#include "tst_benchcommands.moc"

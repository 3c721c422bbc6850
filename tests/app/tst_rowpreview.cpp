// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/payloadtext.h"

#include <QTest>

using namespace sockscope;

namespace {

FrameRecord frameOf(ws::Opcode opcode, quint64 length)
{
    FrameRecord record;
    record.header.opcode = opcode;
    record.length = length;
    return record;
}

} // namespace

class TestRowPreview : public QObject
{
    Q_OBJECT
private slots:
    void showsFrames_data();
    void showsFrames();
    void showsRoundTrips();
    void showsFragments();
    void showsThatPayloadIsMissing();
    void showsHandshakes_data();
    void showsHandshakes();
    void showsEvents();
};

void TestRowPreview::showsFrames_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("shown");
    QTest::newRow("text") << int(ws::Opcode::Text) << QByteArray("a\nb") << "a\\nb";
    QTest::newRow("binary") << int(ws::Opcode::Binary) << QByteArray("a\nb") << "61 0a 62";
    QTest::newRow("ping") << int(ws::Opcode::Ping) << QByteArray("ping") << "70 69 6e 67";
    QTest::newRow("empty pong") << int(ws::Opcode::Pong) << QByteArray() << "";
    QTest::newRow("reserved") << 0x3 << QByteArray("a") << "61";
    QTest::newRow("close") << int(ws::Opcode::Close)
                           << QByteArray("\x03\xea"
                                         "no mask")
                           << "1002 protocol error: no mask";
    QTest::newRow("close without reason")
        << int(ws::Opcode::Close) << QByteArray("\x03\xe8") << "1000 normal closure";
    QTest::newRow("empty close") << int(ws::Opcode::Close) << QByteArray() << "1005 no status received";
    QTest::newRow("broken close") << int(ws::Opcode::Close) << QByteArray("\x03") << "03";
}

void TestRowPreview::showsFrames()
{
    QFETCH(int, opcode);
    QFETCH(QByteArray, payload);
    QTEST(rowPreview(frameOf(ws::Opcode(opcode), quint64(payload.size())), payload), "shown");
}

void TestRowPreview::showsRoundTrips()
{
    FrameRecord record = frameOf(ws::Opcode::Pong, 4);
    record.rttNs = 3'100'000;
    QCOMPARE(rowPreview(record, QByteArray("ping")), QStringLiteral("70 69 6e 67  RTT 3.1 ms"));
    record.length = 0;
    QCOMPARE(rowPreview(record, {}), QStringLiteral("RTT 3.1 ms"));
}

void TestRowPreview::showsFragments()
{
    FrameRecord record = frameOf(ws::Opcode::Continuation, 2);
    record.messageOpcode = ws::Opcode::Text;
    record.fragment = 2;
    QCOMPARE(rowPreview(record, QByteArray("hi")), QStringLiteral("hi  fragment 2"));
    record.messageOpcode = ws::Opcode::Binary;
    QCOMPARE(rowPreview(record, QByteArray("hi")), QStringLiteral("68 69  fragment 2"));
    record.length = 0;
    QCOMPARE(rowPreview(record, {}), QStringLiteral("fragment 2"));
}

void TestRowPreview::showsThatPayloadIsMissing()
{
    QCOMPARE(rowPreview(frameOf(ws::Opcode::Text, 100), QByteArray("front")), QStringLiteral("front…"));
    QCOMPARE(rowPreview(frameOf(ws::Opcode::Binary, 1000), QByteArray(500, 'a')).count(QChar(0x2026)), 1);
}

void TestRowPreview::showsHandshakes_data()
{
    QTest::addColumn<int>("direction");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("shown");
    const int received = int(ws::Direction::Received);
    const int sent = int(ws::Direction::Sent);
    QTest::newRow("request")
        << received
        << QByteArray("GET /v1/telemetry HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Protocol: a, b\r\n\r\n")
        << "GET /v1/telemetry  protocols: a, b";
    QTest::newRow("plain request") << received << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n") << "GET /";
    QTest::newRow("old request") << received << QByteArray("GET / HTTP/1.0\r\nHost: x\r\n\r\n")
                                 << "GET / HTTP/1.0";
    QTest::newRow("accepted")
        << sent << QByteArray("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Protocol: sensor.v2\r\n\r\n")
        << "101 Switching Protocols  sensor.v2";
    QTest::newRow("refused") << sent
                             << QByteArray("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\n\r\nno")
                             << "426 Upgrade Required";
    QTest::newRow("half a request") << received << QByteArray("GET / HT") << "GET / HT";
    QTest::newRow("garbage") << received << QByteArray("\x16\x03\x01") << "\\x16\\x03\\x01";
}

void TestRowPreview::showsHandshakes()
{
    QFETCH(int, direction);
    QFETCH(QByteArray, head);
    FrameRecord record;
    record.kind = RowKind::Handshake;
    record.direction = ws::Direction(direction);
    QTEST(rowPreview(record, head), "shown");
}

void TestRowPreview::showsEvents()
{
    FrameRecord record;
    record.kind = RowKind::Event;
    QCOMPARE(rowPreview(record, QByteArray("connected from 127.0.0.1:5")),
        QStringLiteral("connected from 127.0.0.1:5"));
}

QTEST_GUILESS_MAIN(TestRowPreview)
#include "tst_rowpreview.moc"

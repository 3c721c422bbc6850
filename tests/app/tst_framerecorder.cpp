// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/messagesizes.h"
#include "recorderfixture.h"

using namespace sockscope;
using ws::Direction, ws::Opcode, ws::Rule, ws::Violation;

class TestFrameRecorder : public RecorderFixture
{
    Q_OBJECT
private slots:
    void init() { reset(); }
    void handshakeMakesRowsAndAnEntry();
    void refusalIsRemembered();
    void messagesAndFragmentsAreNumbered();
    void strayContinuationHasNoMessage();
    void bytesAreHeaderAndPayload();
    void pongGivesARoundTrip();
    void theKernelsClockCounts_data();
    void theKernelsClockCounts();
    void unansweredPingsAreLost();
    void refusedMessageGivesItsPromisedSize();
    void compressedPayloadIsKeptBothWays();
    void keptInflatedBytesAreBounded();

private:
    QList<SizeSample> takeSizes();
};

QList<SizeSample> TestFrameRecorder::takeSizes()
{
    return MessageSizes(m_capture.get()).take();
}

void TestFrameRecorder::handshakeMakesRowsAndAnEntry()
{
    const QByteArray request = "GET /v1?device=cam HTTP/1.1\r\nHost: x\r\n\r\n";
    const QByteArray response =
        "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Extensions: permessage-deflate; "
        "server_max_window_bits=9\r\n\r\n";
    QCOMPARE(m_table->find(Connection)->state, ConnectionState::Handshaking);
    QCOMPARE(m_table->find(Connection)->device, QStringLiteral("10.0.0.7"));
    m_recorder->handshake(Connection, Direction::Received, request);
    m_recorder->handshake(Connection, Direction::Sent, response);
    m_recorder->connectionOpened(Connection, QStringLiteral("/v1?device=cam"), QStringLiteral("s.v2"));

    QCOMPARE(
        m_table->find(Connection)->extensions, QByteArray("permessage-deflate; server_max_window_bits=9"));
    QCOMPARE(words(0), QStringLiteral("connected from 10.0.0.7:5000"));
    QCOMPARE(row(0).kind, RowKind::Event);
    QCOMPARE(row(1).kind, RowKind::Handshake);
    QCOMPARE(row(1).direction, Direction::Received);
    QCOMPARE(m_capture->payload(1), request);
    QCOMPARE(row(2).direction, Direction::Sent);
    QCOMPARE(m_capture->rows().end, 3u);
    const ConnectionStats stats = *m_table->find(Connection);
    QCOMPARE(stats.state, ConnectionState::Open);
    QCOMPARE(stats.device, QStringLiteral("cam"));
    QCOMPARE(stats.peer, QStringLiteral("10.0.0.7:5000"));
    QCOMPARE(stats.path, QStringLiteral("/v1?device=cam"));
    QCOMPARE(stats.subprotocol, QStringLiteral("s.v2"));
    QVERIFY(stats.openedNs >= stats.acceptedNs);
    QCOMPARE(stats.refusedStatus, 0);
    QCOMPARE(m_table->handshake(Connection, Direction::Received), request);
    QCOMPARE(m_table->handshake(Connection, Direction::Sent), response);
}

void TestFrameRecorder::refusalIsRemembered()
{
    m_recorder->handshake(Connection, Direction::Received, "POST / HTTP/1.1\r\nHost: x\r\n\r\n");
    m_recorder->violation(Connection, {Rule::InvalidMethod, 0, QStringLiteral("POST")}, true);
    m_recorder->handshake(Connection, Direction::Sent, "HTTP/1.1 405 Method Not Allowed\r\n\r\nno");
    m_recorder->connectionEnded(Connection, {});
    QCOMPARE(row(2).violation, Rule::InvalidMethod);
    QVERIFY(words(2).startsWith(QStringLiteral("WS_ERR_INVALID_METHOD")));
    QCOMPARE(words(4), QStringLiteral("ended after HTTP 405"));
    const ConnectionStats stats = *m_table->find(Connection);
    QCOMPARE(stats.state, ConnectionState::Refused);
    QCOMPARE(stats.refusedStatus, 405);
    QVERIFY(stats.failed);
    QCOMPARE(stats.violations, 1u);
}

void TestFrameRecorder::messagesAndFragmentsAreNumbered()
{
    const quint64 whole = frame(Direction::Received, Opcode::Text, "one");
    const quint64 first = frame(Direction::Received, Opcode::Binary, "ab", false);
    const quint64 ping = frame(Direction::Received, Opcode::Ping, "");
    const quint64 answer = frame(Direction::Sent, Opcode::Text, "other way");
    const quint64 second = frame(Direction::Received, Opcode::Continuation, "", false);
    const quint64 last = frame(Direction::Received, Opcode::Continuation, "cde");
    const auto place = [this](quint64 number) {
        return QList<quint64>{row(number).message, row(number).fragment};
    };
    QCOMPARE(place(whole), (QList<quint64>{1, 0}));
    QCOMPARE(place(first), (QList<quint64>{2, 1}));
    QCOMPARE(place(ping), (QList<quint64>{0, 0}));
    QCOMPARE(place(answer), (QList<quint64>{1, 0}));
    QCOMPARE(place(second), (QList<quint64>{2, 2}));
    QCOMPARE(place(last), (QList<quint64>{2, 3}));
    QCOMPARE(row(last).messageOpcode, Opcode::Binary);

    const QList<SizeSample> sizes = takeSizes();
    QCOMPARE(sizes.size(), 3);
    QCOMPARE(sizes[0].bytes, 3u);
    QCOMPARE(sizes[1].direction, Direction::Sent);
    QCOMPARE(sizes[2].bytes, 5u);
    QCOMPARE(sizes[2].row, last);
    QVERIFY(!sizes[2].tooBig);
    QCOMPARE(m_table->totals().messages, 3u);
}

void TestFrameRecorder::strayContinuationHasNoMessage()
{
    const Violation violation{Rule::UnexpectedContinuation, 0, {}};
    const quint64 stray = frame(Direction::Received, Opcode::Continuation, "x", true, &violation);
    QCOMPARE(row(stray).message, 0u);
    QVERIFY(takeSizes().isEmpty());
    QCOMPARE(row(frame(Direction::Received, Opcode::Text, "y")).message, 1u);
}

void TestFrameRecorder::bytesAreHeaderAndPayload()
{
    frame(Direction::Received, Opcode::Text, QByteArray(200, 'x'));
    frame(Direction::Sent, Opcode::Text, "hi");
    const ConnectionStats stats = *m_table->find(Connection);
    QCOMPARE(stats.bytesReceived, 204u); // 16-bit length
    QCOMPARE(stats.bytesSent, 4u);
    QCOMPARE(stats.framesReceived, 1u);
    QCOMPARE(stats.framesSent, 1u);
    QCOMPARE(m_table->totals().bytes, 208u);
    QCOMPARE(m_table->totals().frames, 2u);
}

void TestFrameRecorder::pongGivesARoundTrip()
{
    QCOMPARE(m_recorder->lastPong(Connection).rttNs, -1);
    frame(Direction::Sent, Opcode::Ping, "a");
    const quint64 pong = frame(Direction::Received, Opcode::Pong, "a");
    const qint64 rtt = row(pong).rttNs;
    QVERIFY(rtt >= 0);
    QCOMPARE(m_recorder->lastPong(Connection).rttNs, rtt);
    QCOMPARE(m_recorder->lastPong(Connection).source, RttSource::User);
    QCOMPARE(m_table->find(Connection)->lastRttNs, rtt);
    quint64 from = 0;
    const QList<RttSample> samples = m_rtts->takeSince(&from);
    QCOMPARE(samples.size(), 1);
    QCOMPARE(samples[0].row, pong);
    QCOMPARE(samples[0].rttNs, rtt);
    QCOMPARE(samples[0].timeNs, row(pong).timeNs);

    QCOMPARE(row(frame(Direction::Received, Opcode::Pong, "a")).rttNs, -1); // unsolicited now
    QCOMPARE(m_recorder->lastPong(Connection).rttNs, -1);
    QCOMPARE(m_table->find(Connection)->lastRttNs, rtt);
    // The peer's ping and our pong measure nothing.
    frame(Direction::Received, Opcode::Ping, "b");
    QCOMPARE(row(frame(Direction::Sent, Opcode::Pong, "b")).rttNs, -1);
    QVERIFY(m_rtts->takeSince(&from).isEmpty());
}

void TestFrameRecorder::theKernelsClockCounts_data()
{
    QTest::addColumn<qint64>("elapsedNs");
    QTest::addColumn<RttSource>("source");
    const qint64 hour = 3'600'000'000'000;
    QTest::newRow("shorter than ours") << qint64(0) << RttSource::Kernel;
    QTest::newRow("the wall clock was set back") << -hour << RttSource::User;
    QTest::newRow("the wall clock was set forward") << hour << RttSource::User;
}

void TestFrameRecorder::theKernelsClockCounts()
{
    QFETCH(qint64, elapsedNs);
    QFETCH(RttSource, source);
    frame(Direction::Sent, Opcode::Ping, "a");
    m_recorder->roundTrip(Connection, std::chrono::nanoseconds(elapsedNs));
    const FrameRecord pong = row(frame(Direction::Received, Opcode::Pong, "a"));
    QCOMPARE(pong.rttSource, source);
    QVERIFY(pong.rttNs >= 0 && pong.rttNs < 3'600'000'000'000);
    QCOMPARE(pong.rttNs == elapsedNs, source == RttSource::Kernel);
    quint64 from = 0;
    QCOMPARE(m_rtts->takeSince(&from).first().source, source);
    // and for that pong alone
    frame(Direction::Sent, Opcode::Ping, "b");
    QCOMPARE(row(frame(Direction::Received, Opcode::Pong, "b")).rttSource, RttSource::User);
}

void TestFrameRecorder::unansweredPingsAreLost()
{
    for (const char *payload : {"a", "b", "c"})
        frame(Direction::Sent, Opcode::Ping, payload);
    frame(Direction::Received, Opcode::Pong, "b");
    QCOMPARE(m_table->find(Connection)->pingsLost, 1u);
    m_recorder->connectionEnded(Connection, {});
    QCOMPARE(m_table->find(Connection)->pingsLost, 2u);
}

void TestFrameRecorder::refusedMessageGivesItsPromisedSize()
{
    frame(Direction::Received, Opcode::Binary, QByteArray(100, 'x'), false);
    const Violation violation{Rule::MessageTooBig, 0, {}};
    const quint64 refused = frame(Direction::Received, Opcode::Continuation, {}, true, &violation, 1'000'000);
    const QList<SizeSample> sizes = takeSizes();
    QCOMPARE(sizes.size(), 1);
    QCOMPARE(sizes[0].bytes, 1'000'100u);
    QVERIFY(sizes[0].tooBig);
    QCOMPARE(sizes[0].row, refused);
    QCOMPARE(row(refused).length, 1'000'000u);
    QCOMPARE(row(refused).stored, 0u);
    QCOMPARE(m_table->totals().messages, 0u);
    // What was promised did not cross the wire.
    QCOMPARE(m_table->find(Connection)->bytesReceived, 102u + 10u);
}

void TestFrameRecorder::compressedPayloadIsKeptBothWays()
{
    const auto compressed = [this](
                                Opcode opcode, bool fin, const QByteArray &wire, const QByteArray &inflated) {
        ws::FrameHeader header = ws::makeFrameHeader(opcode, quint64(wire.size()));
        header.fin = fin;
        header.rsv1 = opcode != Opcode::Continuation; // RFC 7692 6: on the first frame alone
        char raw[ws::MaxFrameHeaderSize];
        const int size = ws::encodeFrameHeader(header, raw);
        ws::FrameView view{header, QByteArrayView(raw, size), wire};
        view.compressed = true;
        view.inflated = inflated;
        m_recorder->frame(Connection, Direction::Received, view);
        return m_capture->rows().end - 1;
    };
    const quint64 plain = frame(Direction::Received, Opcode::Text, "plain");
    const quint64 first = compressed(Opcode::Text, false, "\x01\x02\x03", "hello hello ");
    const quint64 last = compressed(Opcode::Continuation, true, "\x04", QByteArray(2000, 'x'));
    const quint64 empty = compressed(Opcode::Text, true, QByteArray(1, '\0'), {});
    QVERIFY(!row(plain).compressed);
    QCOMPARE(m_capture->content(plain), QByteArray("plain"));
    QCOMPARE(m_capture->payload(first), QByteArray("\x01\x02\x03"));
    QCOMPARE(m_capture->content(first), QByteArray("hello hello "));
    QCOMPARE(row(first).stored, 3u);
    QCOMPARE(row(first).inflatedLength, 12u);
    QCOMPARE(words(first), QStringLiteral("compressed 3 → 12 B  hello hello   fragment 1"));
    QVERIFY(row(last).compressed);
    QVERIFY(!row(last).header.rsv1);
    QCOMPARE(m_capture->content(last, 4), QByteArray("xxxx"));
    QVERIFY(words(last).startsWith(QStringLiteral("compressed 1 → 2,000 B  xxx")));
    QCOMPARE(m_capture->payload(empty), QByteArray(1, '\0'));
    QCOMPARE(m_capture->content(empty), QByteArray());
    QCOMPARE(words(empty), QStringLiteral("compressed 1 → 0 B"));
}

void TestFrameRecorder::keptInflatedBytesAreBounded()
{
    CaptureStore store(CaptureStore::MinCapacity);
    FrameRecord record;
    record.compressed = true;
    record.length = 2;
    record.inflatedLength = quint64(CaptureStore::MinCapacity);
    const quint64 number = store.append(record, "ab", QByteArray(CaptureStore::MinCapacity, 'x'));
    QCOMPARE(store.payload(number), QByteArray("ab"));
    QCOMPARE(store.content(number).size(), CaptureStore::MinCapacity / 4);
    QVERIFY(store.read(number, &record));
    QCOMPARE(record.inflatedLength, quint64(CaptureStore::MinCapacity));
    QVERIFY(store.bytes() < CaptureStore::MinCapacity);
}

QTEST_GUILESS_MAIN(TestFrameRecorder)
#include "tst_framerecorder.moc"

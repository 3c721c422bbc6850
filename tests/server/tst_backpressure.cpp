// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a program is told of a peer that does not read, and what becomes of that peer.
#include "echoserver.h"

#include <QSignalSpy>

using ws::SendResult;
using ws::WebSocketConnection;

class TestBackpressure : public QObject
{
    Q_OBJECT

private slots:
    void producerPauses();
    void noMark();
    void lateReaderLearnsWhy();
    void neverReads();
    void failsWithinAMessage();
    void slotMayDeleteTheServer();
};

namespace {

constexpr int Most = 2000; // messages: far more than the bounds and the kernel's buffers hold
const QByteArray message(64 * 1024, 'm');

// Sends until the connection refuses; the most that ever waited.
qint64 flood(WebSocketConnection *connection)
{
    qint64 mostWaiting = 0;
    for (int i = 0; i < Most && connection->send(message) == SendResult::Queued; ++i) {
        mostWaiting = qMax(mostWaiting, connection->bufferedAmount());
        QCoreApplication::processEvents();
    }
    return mostWaiting;
}

} // namespace

// A producer that heeds the signal never loses a byte, and bounds its own memory.
void TestBackpressure::producerPauses()
{
    ws::ServerOptions options;
    options.limits.highWaterBytes = 256 * 1024;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QSignalSpy changes(bench.latest, &WebSocketConnection::backpressureChanged);
    qsizetype sent = 0;
    qint64 mostWaiting = 0;
    const auto produce = [&] {
        while (!bench.latest->hasBackpressure()) {
            QCOMPARE(bench.latest->send(message), SendResult::Queued);
            ++sent;
            mostWaiting = qMax(mostWaiting, bench.latest->bufferedAmount());
            QCoreApplication::processEvents();
        }
    };
    produce();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().first().toBool(), true);

    QTRY_VERIFY((peer.received(), changes.size() == 2));
    QCOMPARE(changes.last().first().toBool(), false);
    QVERIFY(!bench.latest->hasBackpressure());
    QCOMPARE(bench.latest->bufferedAmount(), 0);
    produce();
    QCOMPARE(changes.size(), 3);
    constexpr qsizetype HeaderSize = 10;
    QTRY_COMPARE(peer.received().size(), sent * (message.size() + HeaderSize));
    QVERIFY2(mostWaiting <= qint64(options.limits.highWaterBytes) + message.size() + HeaderSize,
        QByteArray::number(mostWaiting));
    QVERIFY(bench.errors.isEmpty());
}

void TestBackpressure::noMark()
{
    ws::ServerOptions options;
    options.limits.highWaterBytes = 0;
    options.limits.queuedBytes = 1024 * 1024;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QSignalSpy changes(bench.latest, &WebSocketConnection::backpressureChanged);
    QVERIFY(flood(bench.latest) > 0);
    QVERIFY(changes.isEmpty());
}

// RFC 6455 7.4.1 and the IANA registry: 1013, behind everything that it has been sent before.
void TestBackpressure::lateReaderLearnsWhy()
{
    ws::ServerOptions options;
    options.limits.queuedBytes = 1024 * 1024;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    const qint64 mostWaiting = flood(bench.latest);
    QVERIFY2(mostWaiting <= qint64(options.limits.queuedBytes) + message.size() + ws::MaxFrameHeaderSize,
        QByteArray::number(mostWaiting));
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::OutputQueueFull);
    QCOMPARE(bench.latest->send(message), SendResult::NotOpen);
    QCOMPARE(bench.latest->state(), WebSocketConnection::State::Closing);

    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    const QByteArray wire = peer.takeReceived();
    const qsizetype close = wire.lastIndexOf('\x88');
    QCOMPARE(wire.mid(close + 2, 2), closePayload(1013));
    QVERIFY2(wire.mid(close + 4).startsWith("WS_ERR_OUTPUT_QUEUE_FULL"), wire.mid(close));
    constexpr qsizetype HeaderSize = 10;
    QCOMPARE(close % (message.size() + HeaderSize), 0);
    peer.leave();
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1013});
    QCOMPARE(bench.errors.size(), 1);
    QVERIFY(bench.servesGoodPeer());
}

void TestBackpressure::neverReads()
{
    ws::ServerOptions options;
    options.limits.queuedBytes = 1024 * 1024;
    options.limits.closeTime = std::chrono::milliseconds(50);
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QVERIFY(flood(bench.latest) > 0);
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1013});
    QCOMPARE(bench.errors.size(), 1); // one rule was broken, not two
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Reset);
    QVERIFY(bench.tap.isBalanced());
}

// The handler's view of its message outlives the failure that its own answer meets.
void TestBackpressure::failsWithinAMessage()
{
    ws::ServerOptions options;
    options.limits.queuedBytes = 64 * 1024;
    QByteArray seen;
    SendResult last = SendResult::Queued;
    options.messageHandler = [&](WebSocketConnection *connection, QByteArrayView view, bool) {
        for (int i = 0; i < Most && last == SendResult::Queued; ++i)
            last = connection->send(ws::Opcode::Binary, message);
        seen = view.toByteArray();
    };
    EchoServer bench(options);
    bench.echo = false;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    const QByteArray asked(1000, 'q');
    const QByteArray frames = clientFrame(0x02, asked) + clientFrame(0x80, asked);
    QVERIFY(peer.send(frames.first(700)));
    QCoreApplication::processEvents();
    QVERIFY(peer.send(frames.sliced(700)));
    QTRY_COMPARE(bench.errors.size(), 1);
    QCOMPARE(last, SendResult::NotOpen);
    QCOMPARE(seen, asked + asked);
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
}

void TestBackpressure::slotMayDeleteTheServer()
{
    ws::ServerOptions options;
    options.limits.highWaterBytes = 1;
    RecordingTap tap;
    auto *server = new ws::WebSocketServer(options);
    server->setFrameTap(&tap);
    QPointer<WebSocketConnection> connection;
    connect(server, &ws::WebSocketServer::connection, this, [&](WebSocketConnection *opened) {
        connection = opened;
        connect(opened, &WebSocketConnection::backpressureChanged, this, [server] { delete server; });
    });
    QVERIFY(server->listen());
    RawPeer peer(server->port());
    QVERIFY(peer.upgrade());
    QCOMPARE(connection->send(QByteArray("leaves at the end of the turn")), SendResult::Queued);
    QVERIFY(connection.isNull());
    QVERIFY(tap.isBalanced());
}

QTEST_GUILESS_MAIN(TestBackpressure)
#include "tst_backpressure.moc"

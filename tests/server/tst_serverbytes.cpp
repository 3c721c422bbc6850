// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A server that sends bytes of any kind in chosen TCP writes, counted as segments at the device.
#include "echoserver.h"

using namespace std::chrono_literals;

namespace {

/// An upgraded device, whose segments count from there.
struct Bench : EchoServer
{
    explicit Bench(const ws::ServerOptions &options = {}, const QByteArray &extra = {})
        : EchoServer(options), peer(server.port())
    {
        if (!peer.upgrade(extra) || !QTest::qWaitFor([this] { return latest != nullptr; }))
            qFatal("there was no upgrade");
        before = peer.segmentsReceived();
        tap.rows.clear();
    }
    int segments() const { return peer.segmentsReceived() - before; }

    RawPeer peer;
    int before = 0;
};

} // namespace

class TestServerBytes : public QObject
{
    Q_OBJECT

private slots:
    void boundaries_data()
    {
        QTest::addColumn<QList<qsizetype>>("cuts");
        QTest::addColumn<int>("segments");
        using Cuts = QList<qsizetype>;
        QTest::newRow("one write") << Cuts{} << 1;
        QTest::newRow("in the header") << Cuts{1} << 2;
        QTest::newRow("behind the header") << Cuts{2} << 2;
        QTest::newRow("each byte") << ws::WritePlan::byteByByte(7).cuts << 7;
    }

    void boundaries()
    {
        QFETCH(QList<qsizetype>, cuts);
        QFETCH(int, segments);
        Bench bench;
        QCOMPARE(bench.latest->sendBytes("\x81\x05Hello", {cuts, 0ms}), ws::SendResult::Queued);
        QVERIFY(bench.peer.waitFor("\x81\x05Hello"));
        QCOMPARE(bench.segments(), segments);
    }

    void theTapSeesWhatThePeerWill()
    {
        Bench bench;
        // A masked ping, a frame that says more than there is, and that it is compressed.
        const QByteArray ping = QByteArray("\x89\x81\x01\x02\x03\x04", 6) + char('p' ^ 1);
        bench.latest->sendBytes(ping + "\xC1\x09Hello", {});
        QVERIFY(bench.peer.waitFor("Hello"));
        QCOMPARE(bench.tap.rows,
            (QStringList{QStringLiteral("1 > ping fin masked 1/1 p"),
                QStringLiteral("1 > text fin plain 5/9 Hello")}));
    }

    void whatIsSentLaterWaits()
    {
        Bench bench;
        bench.latest->send(QStringLiteral("before"));
        bench.latest->sendBytes("\x01\x01H", {{1, 2}, 1ms});
        bench.latest->sendBytes("\x80\x01i", {{1}, 1ms});
        bench.latest->send(QStringLiteral("behind"));
        QVERIFY(bench.latest->bufferedAmount() > 0);
        QVERIFY(bench.peer.waitFor("\x81\x06"
                                   "before\x01\x01H\x80\x01i\x81\x06"
                                   "behind"));
        QCOMPARE(bench.segments(), 1 + 3 + 2 + 1);
        QTRY_COMPARE(bench.latest->bufferedAmount(), 0);
    }

    // The peer's answer is the end of the closing handshake, and not the beginning of another.
    void aCloseAmongThemIsOurs()
    {
        Bench bench;
        bench.latest->sendBytes(serverClose(4000), ws::WritePlan::byteByByte(4));
        QCOMPARE(bench.latest->state(), ws::WebSocketConnection::State::Closing);
        QVERIFY(bench.peer.waitFor(serverClose(4000)));
        // What follows a Close can be tried as well.
        QCOMPARE(bench.latest->sendBytes("\x89\x00", {}), ws::SendResult::Queued);
        bench.peer.send(clientFrame(0x88, closePayload(4000)));
        QCOMPARE(bench.peer.waitForEnd(), RawPeer::End::Fin);
        QCOMPARE(bench.peer.received().count("\x88"), 1);
        bench.peer.leave();
        QTRY_VERIFY(bench.tap.isBalanced());
        QCOMPARE(bench.closeCodes, QList<quint16>{4000});
    }

    void theServerStillReads()
    {
        Bench bench;
        bench.latest->sendBytes("\x81\x01"
                                "a",
            {{1}, 0ms});
        const QByteArray large(60'000, 'x');
        bench.peer.send(clientFrame(0x82, large));
        QTRY_COMPARE(bench.messages.size(), 1);
        QCOMPARE(bench.messages[0], large);
    }

    void fromASlot()
    {
        Bench bench;
        QObject::connect(bench.latest, &ws::WebSocketConnection::pingReceived, bench.latest, [&bench] {
            bench.latest->sendBytes("\x81\x01s", {{1, 2}, 0ms});
        });
        bench.peer.send(clientFrame(0x89, "x") + clientFrame(0x81, "echo"));
        QVERIFY(bench.peer.waitFor("\x8A\x01x\x81\x01s\x81\x04"
                                   "echo"));
    }

    void isBounded()
    {
        ws::ServerOptions options;
        options.limits.queuedBytes = 64 * 1024;
        Bench bench(options);
        const QByteArray block(1024 * 1024, 'x');
        int sent = 0;
        while (sent < 100 && bench.latest->sendBytes(block, {}) == ws::SendResult::Queued)
            ++sent;
        QVERIFY(sent < 100); // the device does not read
    }

    // What the connection compresses itself must not refer to what the device has not got at that distance.
    void compressionStartsAfresh()
    {
        ws::ServerOptions options;
        options.perMessageDeflate.enabled = true;
        options.perMessageDeflate.threshold = 0;
        Bench bench(options, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        const QByteArray text = "the same words in each message";
        const auto wireOf = [&](qsizetype messages) {
            return QTest::qWaitFor([&] { return bench.peer.received().count('\xC1') >= messages; });
        };
        bench.latest->send(ws::Opcode::Text, text);
        QVERIFY(wireOf(1));
        const QByteArray first = bench.peer.takeReceived();
        bench.latest->send(ws::Opcode::Text, text);
        QVERIFY(wireOf(1));
        QVERIFY(bench.peer.takeReceived().size() < first.size()); // it refers to the first
        bench.latest->sendBytes(first, {});
        QVERIFY(wireOf(1));
        QCOMPARE(bench.peer.takeReceived(), first);
        bench.latest->send(ws::Opcode::Text, text);
        QVERIFY(wireOf(1));
        QCOMPARE(bench.peer.takeReceived(), first);
    }
};

QTEST_GUILESS_MAIN(TestServerBytes)
#include "tst_serverbytes.moc"

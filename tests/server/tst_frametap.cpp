// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a server tells its tap, row by row.
#include "echoserver.h"

class TestFrameTap : public QObject
{
    Q_OBJECT

private slots:
    void exchange();
    void refusal();
    void violationAndTolerance();
    void rawBytes();
    void endsOnce_data();
    void endsOnce();
};

void TestFrameTap::exchange()
{
    ws::ServerOptions options;
    options.acceptHandler = [](const QStringList &offered) { return offered.last(); };
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade("Sec-WebSocket-Protocol: v1, v2\r\n"));
    peer.send(clientFrame(0x81, "one"));
    QVERIFY(peer.waitFor("\x81\x03one"));
    peer.send(clientFrame(0x02, "tw") + clientFrame(0x89, "now") + clientFrame(0x80, "o"));
    QVERIFY(peer.waitFor("\x82\x03two"));
    bench.latest->ping("rtt", true);
    QVERIFY(peer.waitFor(QByteArray("\x89\x83")));
    peer.send(clientFrame(0x8A, "rtt"));
    peer.send(clientFrame(0x88, closePayload(4001, "done")));
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    peer.leave();
    QTRY_VERIFY(bench.tap.isBalanced());

    const QStringList expected{
        QStringLiteral("1 accepted"),
        QStringLiteral("1 < GET /device?id=7 HTTP/1.1"),
        QStringLiteral("1 > HTTP/1.1 101 Switching Protocols"),
        QStringLiteral("1 opened /device?id=7 \"v2\""),
        QStringLiteral("1 < text fin masked 3/3 one"),
        QStringLiteral("1 > text fin plain 3/3 one"),
        QStringLiteral("1 < binary more masked 2/2 tw"),
        QStringLiteral("1 < ping fin masked 3/3 now"),
        QStringLiteral("1 > pong fin plain 3/3 now"),
        QStringLiteral("1 < continuation fin masked 1/1 o"),
        QStringLiteral("1 > binary fin plain 3/3 two"),
        QStringLiteral("1 > ping fin masked 3/3 rtt"),
        QStringLiteral("1 < pong fin masked 3/3 rtt"),
        QStringLiteral("1 < close fin masked 6/6 %0F%A1done"),
        QStringLiteral("1 > close fin plain 2/2 %0F%A1"),
        QStringLiteral("1 ended 4001 \"done\" clean"),
    };
    QCOMPARE(bench.tap.rows, expected);
}

void TestFrameTap::refusal()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    peer.send("POST /x HTTP/1.1\r\nHost: bench\r\n\r\n");
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    peer.leave();
    QTRY_VERIFY(bench.tap.isBalanced());
    const QStringList expected{
        QStringLiteral("1 accepted"),
        QStringLiteral("1 < POST /x HTTP/1.1"),
        QStringLiteral("1 fails WS_ERR_INVALID_METHOD"),
        QStringLiteral("1 > HTTP/1.1 405 Method Not Allowed"),
        QStringLiteral("1 ended 1006 \"\""),
    };
    QCOMPARE(bench.tap.rows, expected);
}

void TestFrameTap::violationAndTolerance()
{
    ws::ServerOptions options;
    options.strictness.setTolerated(ws::Rule::ExpectedMask, true);
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    peer.send("\x81\x02ok");
    QVERIFY(peer.waitFor("\x81\x02ok"));
    peer.send("\x83\x01!");
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    peer.leave();
    QTRY_VERIFY(bench.tap.isBalanced());
    const QStringList frames = bench.tap.rows.mid(4);
    QCOMPARE(frames.first(), QStringLiteral("1 < text fin plain 2/2 ok"));
    QCOMPARE(frames.at(1), QStringLiteral("1 notes WS_ERR_EXPECTED_MASK"));
    QCOMPARE(frames.at(2), QStringLiteral("1 > text fin plain 2/2 ok"));
    QCOMPARE(frames.at(3), QStringLiteral("1 < reserved 0x3 fin plain 1/1 %21"));
    QVERIFY(frames.contains(QStringLiteral("1 fails WS_ERR_INVALID_OPCODE")));
    QCOMPARE(frames.last(), QStringLiteral("1 ended 1002 \"\""));
}

void TestFrameTap::rawBytes()
{
    struct RawTap : RecordingTap
    {
        QList<QByteArray> headers;
        QList<quint32> reads;
        void frame(quint64 connection, ws::Direction direction, const ws::FrameView &view) override
        {
            RecordingTap::frame(connection, direction, view);
            headers.append(view.rawHeader.toByteArray().toHex());
            reads.append(view.reads);
        }
    };
    EchoServer bench;
    RawTap tap;
    bench.server.setFrameTap(&tap);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    peer.sendByteByByte(clientFrame(0x82, QByteArray(3, 'b')));
    QVERIFY(peer.waitFor("\x82\x03"
                         "bbb"));
    bench.server.setFrameTap(nullptr);
    QCOMPARE(tap.headers, (QList<QByteArray>{"828337fa213d", "8203"}));
    QCOMPARE(tap.reads, (QList<quint32>{9, 1}));
}

void TestFrameTap::endsOnce_data()
{
    QTest::addColumn<QByteArray>("how");
    for (const char *how : {"terminate", "terminate twice", "close and terminate", "peer resets",
             "server closes", "server is deleted", "fault and reset"})
        QTest::newRow(how) << QByteArray(how);
}

void TestFrameTap::endsOnce()
{
    QFETCH(QByteArray, how);
    RecordingTap tap;
    auto server = std::make_unique<ws::WebSocketServer>();
    server->setFrameTap(&tap);
    QVERIFY(server->listen());
    RawPeer peer(server->port());
    RawPeer halfway(server->port());
    QVERIFY(peer.upgrade());
    QTRY_COMPARE(tap.accepted.size(), 2);
    ws::WebSocketConnection *connection = server->clients().value(0);
    QVERIFY(connection);

    if (how == "fault and reset")
        peer.send("\x81\x02no");
    if (how == "close and terminate")
        connection->close();
    if (how.contains("terminate"))
        connection->terminate();
    if (how == "terminate twice")
        connection->terminate();
    if (how.endsWith("reset") || how == "peer resets")
        peer.reset();
    if (how == "server closes")
        server->close();
    if (how == "server is deleted")
        server.reset();
    peer.leave();
    halfway.leave();
    QTRY_VERIFY(tap.isBalanced());
    server.reset();
    QVERIFY(tap.isBalanced());
    QCOMPARE(tap.ends.size(), 2);
}

QTEST_GUILESS_MAIN(TestFrameTap)
#include "tst_frametap.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Peers that stop where they must go on, and go on where they must stop; and a good peer after each.
#include "echoserver.h"

using namespace std::chrono_literals;
using ws::Rule;

namespace {

constexpr auto ShortTime = 300ms; // long enough for a good peer on a busy machine

} // namespace

class TestBadPeer : public QObject
{
    Q_OBJECT

private slots:
    void handshakeTimeout();
    void handshakeCutShort();
    void vanishes_data();
    void vanishes();
    void neverReadsItsEchoes_data();
    void neverReadsItsEchoes();
    void ignoresOurClose();
    void keepsTheConnection();
};

void TestBadPeer::handshakeTimeout()
{
    ws::ServerOptions options;
    options.limits.handshakeTime = ShortTime;
    EchoServer bench(options);
    RawPeer silent(bench.server.port());
    RawPeer half(bench.server.port());
    half.send(RawPeer::upgradeRequest().first(60));

    QCOMPARE(half.waitForEnd(), RawPeer::End::Fin);
    QVERIFY2(half.received().startsWith("HTTP/1.1 408 "), half.received());
    QVERIFY2(half.received().contains("60 bytes came in 300 ms"), half.received());
    QCOMPARE(silent.waitForEnd(), RawPeer::End::Fin);
    QVERIFY2(silent.received().startsWith("HTTP/1.1 408 "), silent.received());
    silent.leave();
    half.leave();
    QTRY_VERIFY(bench.tap.isBalanced());
    QCOMPARE(bench.tap.fatalViolations.size(), 2);
    for (const ws::Violation &violation : std::as_const(bench.tap.fatalViolations))
        QCOMPARE(violation.rule, Rule::HandshakeTimeout);
    QVERIFY(bench.servesGoodPeer());
}

void TestBadPeer::handshakeCutShort()
{
    EchoServer bench;
    RawPeer peer(bench.server.port());
    peer.send(RawPeer::upgradeRequest().first(60));
    QTRY_COMPARE(bench.tap.accepted.size(), 1);
    peer.leave();
    QTRY_VERIFY(bench.tap.isBalanced());
    QCOMPARE(bench.tap.fatalViolations.size(), 1);
    QCOMPARE(bench.tap.fatalViolations.first().rule, Rule::HandshakeIncomplete);
    QVERIFY(bench.servesGoodPeer());
}

void TestBadPeer::vanishes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<bool>("reset");
    for (const bool reset : {false, true}) {
        const char *how = reset ? "reset" : "end of stream";
        QTest::addRow("%s after the upgrade", how) << QByteArray() << reset;
        QTest::addRow("%s within a header", how) << QByteArray("\x81\xFE") << reset;
        QTest::addRow("%s within a payload", how) << clientFrame(0x81, "half").chopped(2) << reset;
        QTest::addRow("%s within a message", how) << clientFrame(0x01, "half") << reset;
    }
}

void TestBadPeer::vanishes()
{
    QFETCH(QByteArray, before);
    QFETCH(bool, reset);
    EchoServer bench;
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    peer.send(before);

    if (reset)
        peer.reset();
    else
        peer.leave();

    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1006});
    QVERIFY(bench.tap.isBalanced());
    QVERIFY(!bench.tap.ends.first().clean);
    QVERIFY2(bench.tap.ends.first().transportError.isEmpty() != reset,
        bench.tap.ends.first().transportError.toUtf8());
    QCOMPARE(bench.tap.fatalViolations.size(), reset ? 0 : 1);
    if (!reset)
        QCOMPARE(bench.tap.fatalViolations.first().rule, Rule::ClosedWithoutClose);
    QVERIFY(bench.servesGoodPeer());
}

void TestBadPeer::neverReadsItsEchoes_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("count");
    QTest::newRow("large") << 60'000 << 16;
    QTest::newRow("many in one read") << 100 << 9'000;
}

void TestBadPeer::neverReadsItsEchoes()
{
    QFETCH(int, size);
    QFETCH(int, count);
    ws::ServerOptions options;
    options.limits.queuedBytes = 64 * 1024;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());

    // TCP holds the flood back: in the end the peer itself cannot send any more, and nobody was cut off.
    const QByteArray flood = clientFrame(0x82, QByteArray(size, 'f')).repeated(count);
    qint64 mostWaiting = 0;
    qsizetype position = 0;
    for (int idleTurns = 0; idleTurns < 100; ++idleTurns) {
        const qsizetype sent = peer.sendSome(flood.sliced(position));
        position = (position + sent) % flood.size();
        if (sent > 0)
            idleTurns = 0;
        QCoreApplication::processEvents();
        QVERIFY(bench.latest);
        mostWaiting = qMax(mostWaiting, bench.latest->bufferedAmount());
    }
    QVERIFY(bench.errors.isEmpty());
    QVERIFY2(mostWaiting <= 1024 * 1024, QByteArray::number(mostWaiting));

    // And it goes on as soon as the peer reads.
    const auto before = bench.messages.size();
    QTRY_VERIFY((peer.received(), peer.takeReceived(), bench.messages.size() > before));
    peer.reset();
    QTRY_VERIFY(bench.tap.isBalanced());
    QVERIFY(bench.servesGoodPeer());
}

void TestBadPeer::ignoresOurClose()
{
    ws::ServerOptions options;
    options.limits.closeTime = ShortTime;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QCOMPARE(bench.latest->close(1001, QStringLiteral("bye")), ws::SendResult::Queued);
    QVERIFY(peer.waitFor(QByteArray("\x88\x05\x03\xE9"
                                    "bye")));

    peer.send(clientFrame(0x81, "still here"));
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1006});
    QCOMPARE(bench.messages, QList<QByteArray>{"still here"}); // RFC 6455 1.4: our Close only ends our half
    QCOMPARE(bench.tap.fatalViolations.size(), 1);
    QCOMPARE(bench.tap.fatalViolations.first().rule, Rule::CloseTimeout);
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Reset);
    QVERIFY(bench.tap.isBalanced());
    QVERIFY(bench.servesGoodPeer());
}

void TestBadPeer::keepsTheConnection()
{
    ws::ServerOptions options;
    options.limits.closeTime = ShortTime;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    peer.send(clientFrame(0x88, closePayload(1000)));
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin); // ours; the peer never sends its own
    QCOMPARE(peer.takeReceived(), serverClose(1000));

    QTRY_COMPARE(bench.closeCodes.size(), 1);
    QCOMPARE(bench.tap.fatalViolations.size(), 1);
    QCOMPARE(bench.tap.fatalViolations.first().rule, Rule::CloseTimeout);
    QVERIFY(bench.tap.isBalanced());
    QVERIFY(bench.servesGoodPeer());
}

QTEST_GUILESS_MAIN(TestBadPeer)
#include "tst_badpeer.moc"

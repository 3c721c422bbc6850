// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "echoserver.h"
#include "tlspeer.h"

#include <QSignalSpy>

using namespace std::chrono_literals;
using ws::Rule;

/// What is no TLS where it should be, TLS where it should not, and TLS that breaks off.
class TestTlsBadPeer : public QObject
{
    Q_OBJECT

private slots:
    void plainOnTls_data();
    void plainOnTls();
    void plainOnTlsUnfinished();
    void plainOnTlsStalled();
    void tlsOnPlain();
    void noTlsAtAll();
    void stalled_data();
    void stalled();
    void unfinishedOnesCount();
    void gone_data();
    void gone();
    void serverClosesMeanwhile();
    void damagedRecord();
};

namespace {

// A record of 512 bytes with the beginning of a ClientHello.
const QByteArray helloBegin = QByteArray::fromHex("160301020001000001fc0303") + QByteArray(64, '\x5A');

} // namespace

void TestTlsBadPeer::plainOnTls_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("slowly");
    QTest::newRow("upgrade") << RawPeer::upgradeRequest() << false;
    QTest::newRow("upgrade, byte by byte") << RawPeer::upgradeRequest() << true;
    QTest::newRow("page") << QByteArray("GET / HTTP/1.1\r\nHost: bench\r\n\r\n") << false;
    QTest::newRow("POST with a body") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\n\r\nbody") << false;
    QTest::newRow("no header") << QByteArray("HELO bench\r\n\r\n") << false;
}

void TestTlsBadPeer::plainOnTls()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, slowly);
    EchoServer bench(tlsServerOptions());
    RawPeer peer(bench.server.port());
    if (slowly)
        peer.sendByteByByte(request);
    else
        peer.send(request);
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    QVERIFY2(peer.received().startsWith("HTTP/1.1 400 "), peer.received());
    QVERIFY2(peer.received().contains("wss://127.0.0.1:"), peer.received());
    QVERIFY2(peer.received().contains("WS_ERR_PLAIN_ON_TLS_PORT"), peer.received());
    peer.leave();
    const auto violation = bench.theViolation();
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::PlainOnTls);
    QCOMPARE(bench.refusals, QList<int>{400});
    const QString firstLine = QString::fromLatin1(request.left(request.indexOf('\r')));
    QVERIFY(bench.tap.rows.contains(QStringLiteral("1 < ") + firstLine));
}

void TestTlsBadPeer::plainOnTlsUnfinished()
{
    EchoServer bench(tlsServerOptions());
    RawPeer peer(bench.server.port());
    peer.send("G");
    peer.sendFin();
    const auto violation = bench.theViolation();
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::PlainOnTls);
}

void TestTlsBadPeer::plainOnTlsStalled()
{
    ws::ServerOptions options = tlsServerOptions();
    options.limits.handshakeTime = 50ms;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    peer.send("GET / HTTP/1.1\r\n");
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    QVERIFY2(peer.received().startsWith("HTTP/1.1 400 "), peer.received());
    peer.leave();
    const auto violation = bench.theViolation();
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::PlainOnTls);
}

void TestTlsBadPeer::tlsOnPlain()
{
    EchoServer bench;
    RawPeer raw(bench.server.port());
    raw.send(helloBegin);
    QCOMPARE(raw.waitForEnd(), RawPeer::End::Fin);
    QCOMPARE(raw.received().toHex(), QByteArray("15030100020228"));
    raw.leave();
    const auto violation = bench.theViolation();
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsOnPlain);
    QCOMPARE(bench.refusals, QList<int>{0});

    TlsPeer peer(bench.server.port());
    QSignalSpy errors(&peer.socket, &QAbstractSocket::errorOccurred);
    QVERIFY(peer.hasEnded());
    QVERIFY(!errors.isEmpty());
    QVERIFY2(peer.socket.errorString().contains(QStringLiteral("handshake failure")),
        qPrintable(peer.socket.errorString()));
    QVERIFY(bench.servesGoodPeer());
}

void TestTlsBadPeer::noTlsAtAll()
{
    EchoServer bench(tlsServerOptions());
    RawPeer peer(bench.server.port());
    peer.send(QByteArray::fromHex("00FFFE8001020304"));
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    peer.leave();
    const auto violation = bench.theViolation();
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsFailed);
    QVERIFY2(violation->detail.contains(QStringLiteral("is not TLS")), qPrintable(violation->detail));
    QCOMPARE(bench.refusals, QList<int>{0});
}

void TestTlsBadPeer::stalled_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a ClientHello") << helloBegin;
}

void TestTlsBadPeer::stalled()
{
    QFETCH(QByteArray, sent);
    ws::ServerOptions options = tlsServerOptions();
    options.limits.handshakeTime = 50ms;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    peer.send(sent);
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    peer.leave();
    const auto violation = bench.theViolation();
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsFailed);
    QVERIFY2(violation->detail.contains(QStringLiteral("not done in 50 ms")), qPrintable(violation->detail));
}

void TestTlsBadPeer::unfinishedOnesCount()
{
    ws::ServerOptions options = tlsServerOptions();
    options.limits.handshakes = 1;
    EchoServer bench(options);
    auto staller = std::make_unique<RawPeer>(bench.server.port());
    staller->send(helloBegin);
    QTRY_COMPARE(bench.tap.accepted.size(), 1);
    TlsPeer peer(bench.server.port());
    QTest::qWait(0);
    QCOMPARE(bench.tap.accepted.size(), 1);
    staller.reset();
    QVERIFY(peer.upgrade());
}

void TestTlsBadPeer::gone_data()
{
    QTest::addColumn<bool>("resets");
    QTest::newRow("FIN") << false;
    QTest::newRow("RST") << true;
}

void TestTlsBadPeer::gone()
{
    QFETCH(bool, resets);
    EchoServer bench(tlsServerOptions());
    RawPeer peer(bench.server.port());
    peer.send(helloBegin);
    QTRY_COMPARE(bench.tap.accepted.size(), 1);
    if (resets)
        peer.reset();
    else
        peer.sendFin();
    const auto violation = bench.theViolation();
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsFailed);
    QVERIFY(violation->detail.contains(QStringLiteral("ended within its handshake")));
    QCOMPARE(bench.tap.ends.first().transportError.isEmpty(), !resets);
}

void TestTlsBadPeer::serverClosesMeanwhile()
{
    EchoServer bench(tlsServerOptions());
    RawPeer peer(bench.server.port());
    peer.send(helloBegin);
    QTRY_COMPARE(bench.tap.accepted.size(), 1);
    QSignalSpy closed(&bench.server, &ws::WebSocketServer::closed);
    bench.server.close();
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    QVERIFY(peer.received().isEmpty());
    peer.leave();
    QTRY_COMPARE(closed.size(), 1);
    QVERIFY(bench.tap.isBalanced());
    QVERIFY(bench.tap.fatalViolations.isEmpty());
}

void TestTlsBadPeer::damagedRecord()
{
    EchoServer bench(tlsServerOptions());
    TlsPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    peer.socket.write(clientFrame(0x81, "good"));
    QVERIFY(peer.waitFor("good"));
    // Behind its back: a record of application data that nobody encrypted.
    const QByteArray record = QByteArray::fromHex("1703030014") + QByteArray(20, 'x');
    QCOMPARE(::send(int(peer.socket.socketDescriptor()), record.data(), size_t(record.size()), MSG_NOSIGNAL),
        ssize_t(record.size()));
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1015});
    const auto violation = bench.theViolation();
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsFailed);
    QVERIFY2(violation->detail.contains(QStringLiteral("bad record mac")), qPrintable(violation->detail));
    QCOMPARE(bench.messages, QList<QByteArray>{"good"});
}

QTEST_GUILESS_MAIN(TestTlsBadPeer)
#include "tst_tlsbadpeer.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a server listens: IPv4, IPv6, both.
#include "echoserver.h"
#include "serverlib/server/websocketurl_p.h"

#include <QTcpServer>

class TestAddresses : public QObject
{
    Q_OBJECT

private slots:
    void listens_data();
    void listens();
    void refuses_data();
    void refuses();
    void urls();
};

namespace {

bool hasIpv6()
{
    return QTcpServer().listen(QHostAddress(QHostAddress::LocalHostIPv6));
}

// False when nobody listens there, too.
bool canConnect(int family, quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(
        QHostAddress(family == AF_INET ? QHostAddress::LocalHost : QHostAddress::LocalHostIPv6), port);
    return socket.waitForConnected(1000);
}

} // namespace

void TestAddresses::listens_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("url"); // before the port
    QTest::addColumn<bool>("ipv4");
    QTest::addColumn<bool>("ipv6");
    const auto row = [](const char *host, const char *url, bool ipv4, bool ipv6) {
        QTest::newRow(host) << QString::fromLatin1(host) << QString::fromLatin1(url) << ipv4 << ipv6;
    };
    row("127.0.0.1", "ws://127.0.0.1:", true, false);
    row("0.0.0.0", "ws://0.0.0.0:", true, false);
    row("::1", "ws://[::1]:", false, true);
    row("[::1]", "ws://[::1]:", false, true);
    row("::", "ws://[::]:", true, true);
}

void TestAddresses::listens()
{
    QFETCH(QString, host);
    QFETCH(QString, url);
    QFETCH(bool, ipv4);
    QFETCH(bool, ipv6);
    if (ipv6 && !hasIpv6())
        QSKIP("this machine has no IPv6");
    ws::ServerOptions options;
    options.host = host;
    EchoServer bench(options);
    const quint16 port = bench.server.port();
    QCOMPARE(bench.server.url(), QStringLiteral("%1%2/").arg(url).arg(port));
    QCOMPARE(canConnect(AF_INET, port), ipv4);
    QCOMPARE(canConnect(AF_INET6, port), ipv6);
    if (ipv4) {
        RawPeer peer(port);
        QVERIFY(peer.upgrade());
        QCOMPARE(bench.latest->peerAddress(), QStringLiteral("127.0.0.1")); // not "::ffff:127.0.0.1"
        QVERIFY(bench.servesGoodPeer());
    }
    if (ipv6) {
        const auto peer = RawPeer::overIpv6(port);
        QVERIFY(peer->upgrade());
        QCOMPARE(bench.latest->peerAddress(), QStringLiteral("::1"));
        QVERIFY(peer->send(clientFrame(0x81, "six")));
        QVERIFY(peer->waitFor("\x81\x03six"));
        // A page that says where to connect says it as the peer can use it.
        const auto lost = RawPeer::overIpv6(port);
        QVERIFY(lost->send("GET / HTTP/1.1\r\nHost: bench\r\n\r\n"));
        QVERIFY(lost->waitFor(QStringLiteral("ws://[::1]:%1/").arg(port).toLatin1()));
    }
}

void TestAddresses::refuses_data()
{
    QTest::addColumn<QString>("host");
    // RFC 6761 6.4 and RFC 5737: there never is such a name, nor such an address of ours.
    QTest::newRow("name") << QStringLiteral("nowhere.invalid");
    QTest::newRow("empty") << QString();
    QTest::newRow("brackets") << QStringLiteral("[]");
    QTest::newRow("other machine") << QStringLiteral("192.0.2.1");
}

void TestAddresses::refuses()
{
    QFETCH(QString, host);
    ws::ServerOptions options;
    options.host = host;
    ws::WebSocketServer server(options);
    QVERIFY(!server.listen());
    QVERIFY(!server.isListening());
    QVERIFY(!server.errorString().isEmpty());
}

// RFC 6874: the % before a zone is written as %25.
void TestAddresses::urls()
{
    QCOMPARE(ws::webSocketUrl(false, QStringLiteral("fe80::1%eth0"), 81, {}),
        QStringLiteral("ws://[fe80::1%25eth0]:81/"));
    QCOMPARE(ws::webSocketUrl(false, QStringLiteral("10.0.0.1"), 81, QStringLiteral("/100%25")),
        QStringLiteral("ws://10.0.0.1:81/100%25"));
    QCOMPARE(
        ws::localSocketUrl(true, QStringLiteral("/run/bench"), {}), QStringLiteral("wss+unix:///run/bench"));
}

QTEST_GUILESS_MAIN(TestAddresses)
#include "tst_addresses.moc"

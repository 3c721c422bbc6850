// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "echoserver.h"
#include "tlspeer.h"

#include <QSignalSpy>
#include <QSslCipher>
#include <QTemporaryFile>

using namespace std::chrono_literals;
using ws::Rule;

Q_DECLARE_METATYPE(ws::TlsOptions::ClientCertificate)

/// wss:// between ends that do not agree: who learns what.
class TestTlsRefusals : public QObject
{
    Q_OBJECT

private slots:
    void plainOnTls_data();
    void plainOnTls();
    void plainOnTlsUnfinished();
    void plainOnTlsStalled();
    void tlsOnPlain();
    void noTlsAtAll();
    void untrusted_data();
    void untrusted();
    void noVersionInCommon();
    void noCipherInCommon();
    void clientCertificate_data();
    void clientCertificate();
    void stalled_data();
    void stalled();
    void unfinishedOnesCount();
    void gone_data();
    void gone();
    void serverClosesMeanwhile();
    void damagedRecord();
    void badOptions();
};

namespace {

// A record of 512 bytes with the beginning of a ClientHello.
const QByteArray helloBegin = QByteArray::fromHex("160301020001000001fc0303") + QByteArray(64, '\x5A');

/// Ends it, and says which rule was broken, in one violation.
std::optional<ws::Violation> theViolation(EchoServer *bench)
{
    const bool over =
        QTest::qWaitFor([bench] { return !bench->tap.accepted.isEmpty() && bench->tap.isBalanced(); });
    const QList<ws::Violation> &found = bench->tap.fatalViolations;
    return over && found.size() == 1 ? std::optional(found.first()) : std::nullopt;
}

} // namespace

void TestTlsRefusals::plainOnTls_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("slowly");
    QTest::newRow("upgrade") << RawPeer::upgradeRequest() << false;
    QTest::newRow("upgrade, byte by byte") << RawPeer::upgradeRequest() << true;
    QTest::newRow("page") << QByteArray("GET / HTTP/1.1\r\nHost: bench\r\n\r\n") << false;
    QTest::newRow("POST with a body") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\n\r\nbody") << false;
    QTest::newRow("no header") << QByteArray("HELO bench\r\n\r\n") << false;
}

void TestTlsRefusals::plainOnTls()
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
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::PlainOnTls);
    QCOMPARE(bench.refusals, QList<int>{400});
    const QString firstLine = QString::fromLatin1(request.left(request.indexOf('\r')));
    QVERIFY(bench.tap.rows.contains(QStringLiteral("1 < ") + firstLine));
}

void TestTlsRefusals::plainOnTlsUnfinished()
{
    EchoServer bench(tlsServerOptions());
    RawPeer peer(bench.server.port());
    peer.send("G");
    peer.sendFin();
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::PlainOnTls);
}

void TestTlsRefusals::plainOnTlsStalled()
{
    ws::ServerOptions options = tlsServerOptions();
    options.limits.handshakeTime = 50ms;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    peer.send("GET / HTTP/1.1\r\n");
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    QVERIFY2(peer.received().startsWith("HTTP/1.1 400 "), peer.received());
    peer.leave();
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::PlainOnTls);
}

void TestTlsRefusals::tlsOnPlain()
{
    EchoServer bench;
    RawPeer raw(bench.server.port());
    raw.send(helloBegin);
    QCOMPARE(raw.waitForEnd(), RawPeer::End::Fin);
    QCOMPARE(raw.received().toHex(), QByteArray("15030100020228"));
    raw.leave();
    const auto violation = theViolation(&bench);
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

void TestTlsRefusals::noTlsAtAll()
{
    EchoServer bench(tlsServerOptions());
    RawPeer peer(bench.server.port());
    peer.send(QByteArray::fromHex("00FFFE8001020304"));
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    peer.leave();
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsFailed);
    QVERIFY2(violation->detail.contains(QStringLiteral("is not TLS")), qPrintable(violation->detail));
    QCOMPARE(bench.refusals, QList<int>{0});
}

void TestTlsRefusals::untrusted_data()
{
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    QTest::addColumn<bool>("saysWhy");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QString>("says");
    const QString unknownCa = QStringLiteral("alert unknown_ca (48)");
    QTest::newRow("alert, 1.2") << QSsl::TlsV1_2 << true << Rule::TlsCertificateRejected << unknownCa;
    QTest::newRow("alert, 1.3") << QSsl::TlsV1_3 << true << Rule::TlsCertificateRejected << unknownCa;
    // The last of the handshake is the server's, or the client's.
    QTest::newRow("silence, 1.2") << QSsl::TlsV1_2 << false << Rule::HandshakeIncomplete
                                  << "the client may not trust the certificate";
    QTest::newRow("silence, 1.3") << QSsl::TlsV1_3 << false << Rule::TlsFailed
                                  << "once it had the certificate: the client may not trust that";
}

void TestTlsRefusals::untrusted()
{
    QFETCH(QSsl::SslProtocol, protocol);
    QFETCH(bool, saysWhy);
    QFETCH(Rule, rule);
    QFETCH(QString, says);
    EchoServer bench(tlsServerOptions());
    QSslConfiguration stranger = trustingClient();
    stranger.setProtocol(protocol);
    stranger.setCaCertificates({});
    stranger.setHandshakeMustInterruptOnError(saysWhy);
    TlsPeer peer(bench.server.port(), stranger);
    QVERIFY(peer.hasEnded());
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, rule);
    QVERIFY2(violation->detail.contains(says), qPrintable(violation->detail));
}

void TestTlsRefusals::noVersionInCommon()
{
    ws::ServerOptions options = tlsServerOptions();
    options.tls->minimumVersion = ws::TlsOptions::Version::Tls13;
    EchoServer bench(options);
    QSslConfiguration old = trustingClient();
    old.setProtocol(QSsl::TlsV1_2);
    TlsPeer peer(bench.server.port(), old);
    QVERIFY(peer.hasEnded());
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsVersion);
    QCOMPARE(violation->detail, QStringLiteral("the client offers TLS 1.2 at most"));
}

void TestTlsRefusals::noCipherInCommon()
{
    EchoServer bench(tlsServerOptions());
    QSslConfiguration onlyRsa = trustingClient();
    onlyRsa.setProtocol(QSsl::TlsV1_2);
    onlyRsa.setCiphers(QStringLiteral("ECDHE-RSA-AES128-GCM-SHA256"));
    TlsPeer peer(bench.server.port(), onlyRsa);
    QVERIFY(peer.hasEnded());
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsCipher);
    QCOMPARE(violation->detail, QStringLiteral("no shared cipher"));
}

void TestTlsRefusals::clientCertificate_data()
{
    using Asked = ws::TlsOptions::ClientCertificate;
    QTest::addColumn<Asked>("asked");
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<QString>("refusal"); // empty: welcome
    for (const QSsl::SslProtocol protocol : {QSsl::TlsV1_2, QSsl::TlsV1_3}) {
        const auto row = [protocol](const char *name, Asked asked, const char *shown, const char *refusal) {
            QTest::addRow("%s, %s", name, protocol == QSsl::TlsV1_2 ? "1.2" : "1.3")
                << asked << QByteArray(shown) << QString::fromLatin1(refusal);
        };
        row("required, none", Asked::Required, "none", "showed none");
        row("required, good", Asked::Required, "good", "");
        row("required, of a stranger", Asked::Required, "stranger", "self-signed certificate");
        row("required, expired", Asked::Required, "expired", "certificate has expired");
        row("optional, none", Asked::Optional, "none", "");
        row("optional, good", Asked::Optional, "good", "");
        row("optional, of a stranger", Asked::Optional, "stranger", "self-signed certificate");
        row("not asked", Asked::NotAsked, "stranger", "");
    }
}

void TestTlsRefusals::clientCertificate()
{
    QFETCH(ws::TlsOptions::ClientCertificate, asked);
    QFETCH(QByteArray, shown);
    QFETCH(QString, refusal);
    QTemporaryFile caFile;
    QVERIFY(caFile.open() && caFile.write(testAuthority().certificate) > 0 && caFile.flush());
    ws::ServerOptions options = tlsServerOptions();
    options.tls->clientCertificate = asked;
    options.tls->clientCaFile = caFile.fileName();
    EchoServer bench(options);

    QSslConfiguration configuration = trustingClient();
    const bool isOld = QByteArray(QTest::currentDataTag()).endsWith("1.2");
    configuration.setProtocol(isOld ? QSsl::TlsV1_2 : QSsl::TlsV1_3);
    if (shown != "none") {
        ws::CertificateSpec spec;
        spec.use = ws::CertificateSpec::Use::Client;
        spec.commonName = QStringLiteral("thermo-7f2a");
        if (shown == "expired")
            spec.begin = -spec.length - ws::Days(1);
        const ws::TlsIdentity identity =
            makeTestCertificate(spec, shown == "stranger" ? nullptr : &testAuthority());
        configuration.setLocalCertificate(QSslCertificate(identity.certificate));
        configuration.setPrivateKey(QSslKey(identity.key, QSsl::Ec));
    }
    TlsPeer peer(bench.server.port(), configuration);
    if (refusal.isEmpty()) {
        QVERIFY(peer.upgrade());
        QTRY_VERIFY(bench.latest);
        QCOMPARE(bench.latest->tlsInfo()->peerSubject,
            shown == "good" ? QStringLiteral("CN=thermo-7f2a") : QString());
        return;
    }
    QVERIFY(peer.hasEnded());
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsClientCertificate);
    QVERIFY2(violation->detail.contains(refusal), qPrintable(violation->detail));
}

void TestTlsRefusals::stalled_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a ClientHello") << helloBegin;
}

void TestTlsRefusals::stalled()
{
    QFETCH(QByteArray, sent);
    ws::ServerOptions options = tlsServerOptions();
    options.limits.handshakeTime = 50ms;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    peer.send(sent);
    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    peer.leave();
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsFailed);
    QVERIFY2(violation->detail.contains(QStringLiteral("not done in 50 ms")), qPrintable(violation->detail));
}

void TestTlsRefusals::unfinishedOnesCount()
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

void TestTlsRefusals::gone_data()
{
    QTest::addColumn<bool>("resets");
    QTest::newRow("FIN") << false;
    QTest::newRow("RST") << true;
}

void TestTlsRefusals::gone()
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
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsFailed);
    QVERIFY(violation->detail.contains(QStringLiteral("ended within its handshake")));
    QCOMPARE(bench.tap.ends.first().transportError.isEmpty(), !resets);
}

void TestTlsRefusals::serverClosesMeanwhile()
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

void TestTlsRefusals::damagedRecord()
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
    const auto violation = theViolation(&bench);
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsFailed);
    QVERIFY2(violation->detail.contains(QStringLiteral("bad record mac")), qPrintable(violation->detail));
    QCOMPARE(bench.messages, QList<QByteArray>{"good"});
}

void TestTlsRefusals::badOptions()
{
    ws::ServerOptions options;
    options.tls.emplace();
    options.tls->certificateFile = QStringLiteral("/no/such/file.pem");
    ws::WebSocketServer server(options);
    QVERIFY(!server.listen());
    QVERIFY(!server.isListening());
    QVERIFY2(
        server.errorString().contains(QStringLiteral("/no/such/file.pem")), qPrintable(server.errorString()));
}

QTEST_GUILESS_MAIN(TestTlsRefusals)
#include "tst_tlsrefusals.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "echoserver.h"
#include "tlspeer.h"

#include <QSslCipher>
#include <QTemporaryFile>

using ws::Rule;

Q_DECLARE_METATYPE(ws::TlsOptions::ClientCertificate)

/// wss:// between ends that do not agree: who learns what.
class TestTlsRefusals : public QObject
{
    Q_OBJECT

private slots:
    void untrusted_data();
    void untrusted();
    void noVersionInCommon();
    void noCipherInCommon();
    void clientCertificate_data();
    void clientCertificate();
    void badOptions();
};

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
    const auto violation = bench.theViolation();
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
    const auto violation = bench.theViolation();
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
    const auto violation = bench.theViolation();
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
    const auto violation = bench.theViolation();
    QVERIFY(violation);
    QCOMPARE(violation->rule, Rule::TlsClientCertificate);
    QVERIFY2(violation->detail.contains(refusal), qPrintable(violation->detail));
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

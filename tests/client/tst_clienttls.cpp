// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// wss:// from the client's end.
#include "clientfixture.h"
#include "tests/server/echoserver.h"
#include "tests/server/tlspeer.h"

#include <QTemporaryDir>

using namespace ws;
using namespace std::chrono_literals;

namespace {

ClientOptions trusting(QUrl url)
{
    url.setScheme(QStringLiteral("wss"));
    ClientOptions options = Client::to(url);
    options.tls.authorities = testAuthority().certificate;
    return options;
}

} // namespace

class TestClientTls : public QObject
{
    Q_OBJECT

private slots:
    void echoes_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("address") << QStringLiteral("127.0.0.1");
        QTest::newRow("name") << QStringLiteral("localhost");
    }

    void echoes()
    {
        QFETCH(QString, host);
        EchoServer bench(tlsServerOptions());
        QUrl url(bench.server.url());
        url.setHost(host);
        Client device(trusting(url));
        RecordingTap tap;
        device.client.setFrameTap(&tap);
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
        QVERIFY2(tap.rows.join(u'\n').contains(QStringLiteral("TLS 1.3")), qPrintable(tap.rows.join(u'\n')));
        QList<QByteArray> expected;
        for (const qsizetype size : {0, 1, 16 * 1024, 65536, 1024 * 1024}) {
            device.client.send(QByteArray(size, 'x'));
            expected << "b:" + QByteArray(size, 'x');
        }
        QTRY_COMPARE(device.messages, expected);
        const QByteArray frame = clientFrame(0x81, "in pieces");
        device.client.sendBytes(frame, WritePlan::byteByByte(frame.size()));
        QTRY_COMPARE(device.messages.last(), QByteArray("t:in pieces"));
        device.client.close(3000);
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("3000 \"\" clean")});
        QTRY_COMPARE(bench.closeCodes, QList<quint16>{3000});
        QVERIFY(device.errors.isEmpty());
        QVERIFY(bench.errors.isEmpty());
    }

    void namesTheServer()
    {
        EchoServer bench(tlsServerOptions());
        ClientOptions options = trusting(QUrl(bench.server.url()));
        options.tls.serverName = QStringLiteral("localhost");
        Client device(options);
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
        QVERIFY(bench.latest);
        QCOMPARE(bench.latest->tlsInfo()->serverName, QStringLiteral("localhost"));
    }

    void authoritiesFromAFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("ca.pem")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(testAuthority().certificate) > 0);
        file.close();
        EchoServer bench(tlsServerOptions());
        ClientOptions options = trusting(QUrl(bench.server.url()));
        options.tls.authorities.clear();
        options.tls.authoritiesFile = file.fileName();
        Client device(options);
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
    }

    void distrusts_data()
    {
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown authority") << false << QString() << QStringLiteral("certificate");
        QTest::newRow("other name") << true << QStringLiteral("else.example") << QStringLiteral("mismatch");
        QTest::newRow("other address") << true << QStringLiteral("192.0.2.1") << QStringLiteral("mismatch");
    }

    // And the server learns why from the alert.
    void distrusts()
    {
        QFETCH(bool, trusted);
        QFETCH(QString, name);
        QFETCH(QString, words);
        EchoServer bench(tlsServerOptions());
        ClientOptions options = trusting(QUrl(bench.server.url()));
        options.tls.serverName = name;
        if (!trusted)
            options.tls.authorities.clear();
        Client device(options);
        device.client.open();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.errors.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::TlsFailed);
        QCOMPARE(device.rule(), Rule::TlsServerCertificate);
        QVERIFY2(device.errors.first().text.contains(words), qPrintable(device.errors.first().text));
        QTRY_COMPARE(bench.tap.fatalViolations.size(), 1);
        QCOMPARE(bench.tap.fatalViolations.first().rule, Rule::TlsCertificateRejected);

        options.tls.verifyServer = false;
        device.client.setOptions(options);
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
    }

    void wrongAuthorities_data()
    {
        QTest::addColumn<QByteArray>("pem");
        QTest::addColumn<QString>("file");
        QTest::newRow("no PEM") << QByteArray("words") << QString();
        QTest::newRow("no file") << QByteArray() << QStringLiteral("/no/such/file.pem");
    }

    void wrongAuthorities()
    {
        QFETCH(QByteArray, pem);
        QFETCH(QString, file);
        ClientOptions options = Client::to(QUrl(QStringLiteral("wss://127.0.0.1:1/")));
        options.tls.authorities = pem;
        options.tls.authoritiesFile = file;
        Client device(options);
        device.client.open();
        QTRY_COMPARE(device.ends.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::InvalidOptions);
        QVERIFY(!device.errors.first().text.isEmpty());
    }

    void noTls_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("plain HTTP") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("alert") << QByteArray::fromHex("15030300020228"); // handshake_failure
    }

    void noTls()
    {
        QFETCH(QByteArray, answer);
        RawServer server;
        Client device(trusting(server.url()));
        device.client.open();
        const auto peer = server.accept();
        QVERIFY(peer);
        QTRY_VERIFY(peer->received().startsWith('\x16')); // RFC 8446 5.1: handshake
        QVERIFY(peer->send(answer));
        peer->sendFin();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.errors.first().kind, ClientError::Kind::TlsFailed);
        QCOMPARE(device.rule(), Rule::TlsFailed);
    }

    void silentServer()
    {
        RawServer server;
        ClientOptions options = trusting(server.url());
        options.limits.connectTime = 50ms;
        Client device(options);
        device.client.open();
        QTRY_COMPARE(device.ends.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::ConnectTimeout);
    }

    void nobodyListens()
    {
        quint16 port = 0;
        {
            RawServer gone;
            port = gone.port();
        }
        Client device(trusting(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port))));
        device.client.open();
        QTRY_COMPARE(device.ends.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::ConnectionRefused);
    }

    void plainClientAtATlsPort()
    {
        EchoServer bench(tlsServerOptions());
        QUrl url(bench.server.url());
        url.setScheme(QStringLiteral("ws"));
        Client device(Client::to(url));
        device.client.open();
        QTRY_COMPARE(device.ends.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::HandshakeRefused);
        QCOMPARE(bench.tap.fatalViolations.first().rule, Rule::PlainOnTls);
    }

    void serverGoes()
    {
        EchoServer bench(tlsServerOptions());
        Client device(trusting(QUrl(bench.server.url())));
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
        bench.latest->terminate();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.errors.size(), 1);
    }

    void givesUp()
    {
        RawServer server;
        Client device(trusting(server.url()));
        device.client.open();
        const auto peer = server.accept();
        QVERIFY(peer);
        QTRY_VERIFY(!peer->received().isEmpty());
        device.client.close();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QVERIFY(device.errors.isEmpty());
        QVERIFY(peer->waitForEnd() != RawPeer::End::None);
    }
};

QTEST_GUILESS_MAIN(TestClientTls)
#include "tst_clienttls.moc"

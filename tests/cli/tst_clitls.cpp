// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"
#include "tests/net/testcertificates.h"

#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QWebSocket>

using namespace sockscope;

/// `serve` with TLS, and the certificate that a client needs for it.
class TestCliTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void developmentCertificate();
    void staysTheSame();
    void certificateToAFile_data();
    void certificateToAFile();
    void ownFiles();
    void clientCertificate();
    void cannotServe_data();
    void cannotServe();
    void expiredIsAWarning();
    void refusals();
    void folderThatCannotBeUsed();

private:
    QString put(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }
    static QByteArray exported(const QStringList &options = {})
    {
        Program program(QStringList{"certificate"} + options);
        return program.exitCode() == 0 ? program.process().readAllStandardOutput() : QByteArray();
    }
    static QSslConfiguration trusting(const QByteArray &ca)
    {
        QSslConfiguration configuration;
        configuration.setCaCertificates({QSslCertificate(ca)});
        return configuration;
    }

    QTemporaryDir m_folder;
};

void TestCliTls::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
}

void TestCliTls::developmentCertificate()
{
    const auto program = Program::serve({"--tls", "--reply", "echo"});
    QCOMPARE(program->url().scheme(), QStringLiteral("wss"));
    QWebSocket client;
    QSignalSpy echoed(&client, &QWebSocket::textMessageReceived);
    client.setSslConfiguration(trusting(exported()));
    client.open(program->url());
    const QJsonObject tls = program->event("connection")["tls"].toObject();
    QCOMPARE(tls["version"].toString(), QStringLiteral("TLS 1.3"));
    QVERIFY(tls["cipher"].toString().startsWith(QStringLiteral("TLS_")));
    QTRY_VERIFY(client.isValid());
    client.sendTextMessage(QStringLiteral("hi"));
    QTRY_COMPARE(echoed.size(), 1);
}

void TestCliTls::staysTheSame()
{
    const QByteArray first = exported();
    QVERIFY(first.startsWith("-----BEGIN CERTIFICATE-----\n"));
    QVERIFY(!first.contains("PRIVATE"));
    QCOMPARE(exported({"--format", "pem"}), first);
}

void TestCliTls::certificateToAFile_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("PEM") << "pem";
    QTest::newRow("C") << "c";
}

void TestCliTls::certificateToAFile()
{
    QFETCH(QString, format);
    const QString path = m_folder.filePath("exported");
    QCOMPARE(exported({"--format", format, "--output", path}), QByteArray());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text, exported({"--format", format}));
    QCOMPARE(text.contains("sockscope_ca_pem[]"), format == "c");

    Program nowhere({"certificate", "--output", "/no/such/folder/ca.pem"});
    QCOMPARE(nowhere.exitCode(), 1);
    QVERIFY(nowhere.process().readAllStandardError().contains("/no/such/folder/ca.pem"));
}

void TestCliTls::ownFiles()
{
    const ws::TlsIdentity server = testServer();
    const auto program = Program::serve(
        {"--tls-cert", put("cert.pem", server.certificate), "--tls-key", put("key.pem", server.key)});
    QWebSocket client;
    client.setSslConfiguration(trusting(testAuthority().certificate));
    client.open(program->url());
    QVERIFY(program->event("connection").contains("tls"));
    QTRY_VERIFY(client.isValid());
}

void TestCliTls::clientCertificate()
{
    const auto program = Program::serve({"--tls", "--tls-client-ca",
        put("clients.pem", testAuthority().certificate), "--tls-require-client"});
    ws::CertificateSpec spec;
    spec.use = ws::CertificateSpec::Use::Client;
    spec.commonName = QStringLiteral("valve-02");
    const ws::TlsIdentity identity = makeTestCertificate(spec, &testAuthority());
    QSslConfiguration configuration = trusting(exported());
    QWebSocket stranger;
    stranger.setSslConfiguration(configuration);
    stranger.open(program->url());
    QCOMPARE(program->event("error")["code"].toString(), QStringLiteral("WS_ERR_TLS_CLIENT_CERTIFICATE"));

    configuration.setLocalCertificate(QSslCertificate(identity.certificate));
    configuration.setPrivateKey(QSslKey(identity.key, QSsl::Ec));
    QWebSocket device;
    device.setSslConfiguration(configuration);
    device.open(program->url());
    const QJsonObject tls = program->event("connection")["tls"].toObject();
    QCOMPARE(tls["clientSubject"].toString(), QStringLiteral("CN=valve-02"));
}

void TestCliTls::cannotServe_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no file") << QStringList{"--tls-cert", "/no/such.pem"} << QByteArray("\"/no/such.pem\"");
    QTest::newRow("no certificate") << QStringList{"--tls-cert", put("text", "text\n")}
                                    << QByteArray("no PEM certificate");
    QTest::newRow("key of another") << QStringList{"--tls-cert", put("cert.pem", testServer().certificate),
        "--tls-key", put("key.pem", testAuthority().key)}
                                    << QByteArray("does not belong");
}

void TestCliTls::cannotServe()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, says);
    Program program(QStringList{"serve", "--port", "0"} + options);
    QCOMPARE(program.exitCode(), 1);
    const QByteArray words = program.process().readAllStandardError();
    QCOMPARE(words.count('\n'), 1);
    QVERIFY2(words.contains(says), words);
}

void TestCliTls::expiredIsAWarning()
{
    ws::CertificateSpec spec;
    spec.begin = ws::Days(-10);
    spec.length = ws::Days(5);
    const ws::TlsIdentity old = makeTestCertificate(spec, &testAuthority());
    const auto program = Program::serve({"--tls-cert", put("old.pem", old.certificate + old.key)});
    QCOMPARE(program->url().scheme(), QStringLiteral("wss"));
    QByteArray words;
    QTRY_VERIFY((words += program->process().readAllStandardError()).contains("expired on 20"));
}

// What goes wrong in TLS has no HTTP status, except where HTTP was spoken; and is told once.
void TestCliTls::refusals()
{
    const auto program = Program::serve({"--tls"});
    QTcpSocket peer;
    peer.connectToHost(QStringLiteral("127.0.0.1"), program->port());
    peer.write("GET / HTTP/1.1\r\n\r\n");
    QJsonObject error = program->event("error");
    QCOMPARE(error["code"].toString(), QStringLiteral("WS_ERR_PLAIN_ON_TLS_PORT"));
    QCOMPARE(error["status"].toInt(), 400);
    peer.abort();
    peer.connectToHost(QStringLiteral("127.0.0.1"), program->port());
    peer.write(QByteArray::fromHex("160301000400000000"));
    error = program->event("error");
    QCOMPARE(error["code"].toString(), QStringLiteral("WS_ERR_TLS_FAILED"));
    QVERIFY(!error.contains("status") && !error.contains("closeCode"));
    peer.abort();
    peer.connectToHost(QStringLiteral("127.0.0.1"), program->port());
    peer.write("POST / HTTP/1.1\r\n\r\n");
    QCOMPARE(program->event("error")["code"].toString(), QStringLiteral("WS_ERR_PLAIN_ON_TLS_PORT"));
}

void TestCliTls::folderThatCannotBeUsed()
{
    put("file", "");
    qputenv("XDG_DATA_HOME", m_folder.filePath("file").toUtf8());
    for (const QStringList &arguments : {QStringList{"serve", "--tls"}, QStringList{"certificate"}}) {
        Program program(arguments);
        QCOMPARE(program.exitCode(), 1);
        QVERIFY(program.process().readAllStandardError().contains("make it writable"));
    }
}

QTEST_GUILESS_MAIN(TestCliTls)
#include "tst_clitls.moc"

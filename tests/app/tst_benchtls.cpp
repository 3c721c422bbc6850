// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/rawlink.h"
#include "serverfixture.h"
#include "tests/net/testcertificates.h"

#include <QSslSocket>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;

/// The bench with TLS: what it records, and its own client.
class TestBenchTls : public ServerFixture
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_server.reset(); }
    void ownClientTrustsIt();
    void tellsWhatWasAgreed();
    void namesTheHostAsked();
    void recordsWhyTlsFailed();
    void badFiles();
    void warnings();

private:
    QStringList rows() const;

    QTemporaryDir m_data;
};

void TestBenchTls::initTestCase()
{
    QVERIFY(m_data.isValid());
    qputenv("XDG_DATA_HOME", m_data.path().toUtf8());
}

void TestBenchTls::init()
{
    reset();
    m_settings.tls.mode = TlsMode::Development;
}

QStringList TestBenchTls::rows() const
{
    QStringList words;
    const RowRange range = m_bench->capture.rows();
    for (quint64 row = range.first; row < range.end; ++row)
        words.append(QString::fromUtf8(m_bench->capture.payload(row)));
    return words;
}

void TestBenchTls::ownClientTrustsIt()
{
    start();
    QCOMPARE(url().scheme(), QStringLiteral("wss"));
    for (const ClientKind kind : {ClientKind::Raw, ClientKind::Standard}) {
        const auto client = makeClientLink(kind, {});
        QSignalSpy opened(client.get(), &ClientLink::opened);
        QSignalSpy closed(client.get(), &ClientLink::closed);
        ClientSettings settings;
        settings.url = url().toString();
        client->open(settings);
        QTRY_COMPARE(opened.size(), 1);
        client->terminate();
        QTRY_COMPARE(closed.size(), 1);
        settings.trustsDevelopmentCa = false;
        client->open(settings);
        QTRY_COMPARE(closed.size(), 2);
        settings.verifiesServer = false;
        client->open(settings);
        QTRY_COMPARE(opened.size(), 2);
    }
}

void TestBenchTls::tellsWhatWasAgreed()
{
    start();
    RawLink client({});
    QUrl byName = url();
    byName.setHost(QStringLiteral("localhost"));
    ClientSettings settings;
    settings.url = byName.toString();
    client.open(settings);
    QTRY_COMPARE(m_opened->size(), 1);
    const auto tls = m_bench->table.find(1)->tls;
    QVERIFY(tls);
    QCOMPARE(tls->version, QStringLiteral("TLS 1.3"));
    QCOMPARE(tls->serverName, QStringLiteral("localhost"));
    QCOMPARE(rows().value(1), QStringLiteral("TLS 1.3, %1, for the name localhost").arg(tls->cipher));
    QVERIFY(m_opened->last().at(4).value<std::optional<ws::TlsInfo>>() == tls);
}

// A name that only the settings know is in the certificate, too.
void TestBenchTls::namesTheHostAsked()
{
    QString error;
    const auto options = tlsOptions(m_settings.tls, QStringLiteral("bench.example"), &error);
    QVERIFY2(options, qPrintable(error));
    const QSslCertificate certificate(options->certificate);
    const auto names = certificate.subjectAlternativeNames();
    QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("bench.example")));
    QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("localhost")));
    QVERIFY(!QSslCertificate(tlsOptions(m_settings.tls, QStringLiteral("0.0.0.0"), &error)->certificate)
                 .subjectAlternativeNames()
                 .contains(QSsl::IpAddressEntry, QStringLiteral("0.0.0.0")));
}

void TestBenchTls::recordsWhyTlsFailed()
{
    start();
    QSslSocket stranger;
    QSslConfiguration configuration = stranger.sslConfiguration();
    configuration.setHandshakeMustInterruptOnError(true);
    stranger.setSslConfiguration(configuration);
    stranger.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port());
    QTRY_VERIFY(m_bench->table.find(1) && m_bench->table.find(1)->endedNs >= 0);
    const ConnectionStats stats = *m_bench->table.find(1);
    QVERIFY(stats.lastViolation && stats.failed);
    QCOMPARE(stats.lastViolation->rule, ws::Rule::TlsCertificateRejected);
    QCOMPARE(stats.violations, quint64(1));
    QVERIFY2(rows().value(1).contains(QStringLiteral("alert unknown_ca")), qPrintable(rows().value(1)));
    QCOMPARE(rows().value(2), QStringLiteral("ended before the upgrade"));
}

void TestBenchTls::badFiles()
{
    m_settings.tls.mode = TlsMode::OwnFiles;
    m_settings.tls.certificateFile = QStringLiteral("/no/such.pem");
    m_server->start(m_settings);
    QCOMPARE(m_startFailed->size(), 1);
    const QString reason = m_startFailed->first().first().toString();
    QVERIFY2(reason.contains(QStringLiteral("/no/such.pem")) && reason.endsWith(u'.'), qPrintable(reason));
    QVERIFY(!m_server->isListening());
}

void TestBenchTls::warnings()
{
    ws::CertificateSpec spec;
    spec.begin = ws::Days(-20);
    spec.length = ws::Days(10);
    const ws::TlsIdentity old = makeTestCertificate(spec, nullptr);
    QFile file(m_data.filePath(QStringLiteral("old.pem")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(old.certificate + old.key) > 0);
    file.close();
    m_settings.tls.mode = TlsMode::OwnFiles;
    m_settings.tls.certificateFile = file.fileName();
    start();
    const QStringList told = m_started->last().first().value<ListenInfo>().warnings;
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.first().contains(QStringLiteral("expired")), qPrintable(told.first()));
}

QTEST_GUILESS_MAIN(TestBenchTls)
#include "tst_benchtls.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/caexport.h"
#include "tlswindow.h"

#include <QCheckBox>
#include <QSslConfiguration>

using namespace sockscope;

/// A server with TLS that the window starts, and what it says of it.
class TestTlsServing : public TlsWindow
{
    Q_OBJECT
private slots:
    void initTestCase() { useOwnCa(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void servesTheDevelopmentCa();
    void plainHttpIsNamed();
    void unfitFilesReachTheStatusLine();
    void expiredIsSaid();
    void clientCertificates();

private:
    static void trustDevelopmentCa(QWebSocket *device);
};

void TestTlsServing::trustDevelopmentCa(QWebSocket *device)
{
    QString error;
    const auto authority = developmentCaText(CaFormat::Pem, &error);
    QVERIFY2(authority, qPrintable(error));
    QSslConfiguration configuration = device->sslConfiguration();
    configuration.setCaCertificates({QSslCertificate(*authority)});
    device->setSslConfiguration(configuration);
}

void TestTlsServing::servesTheDevelopmentCa()
{
    choose(TlsMode::Development);
    click("serverStart");
    QTRY_VERIFY(m_bench->isRunning());
    QVERIFY(message("listening").endsWith(u"with TLS"));
    const QString address = child<QLineEdit>(*m_window, "address")->text();
    QCOMPARE(address, m_bench->session.listenInfo().url);
    QVERIFY(address.startsWith(u"wss://"));

    QWebSocket device;
    trustDevelopmentCa(&device);
    device.open(QUrl(address));
    QTRY_VERIFY(m_bench->isOnlyOpen());
    QCOMPARE(m_bench->only()->tls->version, QStringLiteral("TLS 1.3"));

    choose(TlsMode::Off);
    QVERIFY(message("serverMessage").contains(u"next start"));
    QCOMPARE(child<QLineEdit>(*m_window, "address")->text(), address); // of what runs
}

void TestTlsServing::plainHttpIsNamed()
{
    choose(TlsMode::Development);
    click("serverStart");
    QTRY_VERIFY(m_bench->isRunning());
    QWebSocket device;
    QUrl plain = m_bench->url();
    plain.setScheme(QStringLiteral("ws"));
    device.open(plain);
    QTRY_COMPARE(message("violations"), QStringLiteral("1 violation"));
    QCOMPARE(m_bench->only()->lastViolation->rule, ws::Rule::PlainOnTls);
}

void TestTlsServing::unfitFilesReachTheStatusLine()
{
    choose(TlsMode::OwnFiles);
    type("tlsCertificate", write(QStringLiteral("server.pem"), testServer().certificate));
    type("tlsKey", write(QStringLiteral("other.key"), testServer().key));
    click("serverStart");
    QTRY_VERIFY(message("statusMessage").contains(u"does not belong to the certificate"));
    QCOMPARE(roleOf("statusMessage"), "error");
    QCOMPARE(message("serverMessage"), message("statusMessage"));
    QCOMPARE(m_bench->session.state(), BenchSession::State::Stopped);
}

void TestTlsServing::expiredIsSaid()
{
    ws::CertificateSpec spec;
    spec.begin = -spec.length - ws::Days(1);
    const ws::TlsIdentity old = makeTestCertificate(spec, nullptr);
    choose(TlsMode::OwnFiles);
    type("tlsCertificate", write(QStringLiteral("old.pem"), old.certificate + old.key));
    click("serverStart");
    QTRY_VERIFY(m_bench->isRunning());
    QVERIFY2(message("serverMessage").contains(u"expired"), qPrintable(message("serverMessage")));
}

void TestTlsServing::clientCertificates()
{
    choose(TlsMode::Development);
    auto *require = child<QCheckBox>(*m_window, "tlsRequireClient");
    QVERIFY(!require->isEnabled());
    click("tlsClientCaChoose");
    answerDialog(write(QStringLiteral("clients.pem"), testAuthority().certificate));
    QVERIFY(require->isEnabled());
    QTest::keyClick(require, Qt::Key_Space);
    click("serverStart");
    QTRY_VERIFY(m_bench->isRunning());
    QVERIFY(m_bench->session.settings().tls.requireClientCertificate);
    QWebSocket device;
    trustDevelopmentCa(&device);
    device.open(m_bench->url());
    QTRY_VERIFY(m_bench->only() && m_bench->only()->lastViolation);
    QCOMPARE(m_bench->only()->lastViolation->rule, ws::Rule::TlsClientCertificate);
}

QTEST_MAIN(TestTlsServing)
#include "tst_tlsserving.moc"

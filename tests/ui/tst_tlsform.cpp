// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/caexport.h"
#include "tlswindow.h"
#include "ui/panels/serverpanel.h"
#include "ui/widgets/serverform.h"

#include <QCheckBox>

using namespace sockscope;

/// The fields for TLS, and the dialogs that they open.
class TestTlsForm : public TlsWindow
{
    Q_OBJECT
private slots:
    void initTestCase() { useOwnCa(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void unfolds();
    void tabGoesThroughTheRows();
    void filesAreChosen();
    void refusedFilesAreNamed_data();
    void refusedFilesAreNamed();
    void savesTheCa_data();
    void savesTheCa();
    void caThatCannotBeHad();
    void settingsPersist();

private:
    bool isShown(const char *name) { return child<QWidget>(*m_window, name)->isVisible(); }
};

void TestTlsForm::unfolds()
{
    auto *address = child<QLineEdit>(*m_window, "address");
    QVERIFY(!isShown("tlsCertificate") && !isShown("saveCaPem") && !isShown("tlsClientCa"));
    QCOMPARE(address->text(), "ws://127.0.0.1:0/");
    choose(TlsMode::Development);
    QVERIFY(!isShown("tlsCertificate") && isShown("saveCaPem") && isShown("saveCaC"));
    QVERIFY(isShown("tlsClientCa") && isShown("tlsRequireClient"));
    QCOMPARE(address->text(), "wss://127.0.0.1:0/");
    choose(TlsMode::OwnFiles);
    QVERIFY(isShown("tlsCertificate") && isShown("tlsKey") && !isShown("saveCaPem"));
    choose(TlsMode::Off);
    QVERIFY(!isShown("tlsCertificate") && !isShown("tlsRequireClient"));
    QVERIFY(!child<QLabel>(*m_window, "serverMessage")->isVisible()); // what is hidden lacks nothing
}

void TestTlsForm::tabGoesThroughTheRows()
{
    const auto walk = [this] {
        QStringList names;
        child<QWidget>(*m_window, "tlsMode")->setFocus();
        do {
            names.append(QApplication::focusWidget()->objectName());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        } while (QApplication::focusWidget()->objectName() != u"subprotocols" && names.size() < 20);
        return names;
    };
    choose(TlsMode::OwnFiles);
    type("tlsClientCa", write(QStringLiteral("ca.pem"), testAuthority().certificate));
    QCOMPARE(walk(),
        (QStringList{"tlsMode", "tlsCertificate", "tlsCertificateChoose", "tlsKey", "tlsKeyChoose",
            "tlsClientCa", "tlsClientCaChoose", "tlsRequireClient"}));
    choose(TlsMode::Development);
    QCOMPARE(walk(),
        (QStringList{
            "tlsMode", "saveCaPem", "saveCaC", "tlsClientCa", "tlsClientCaChoose", "tlsRequireClient"}));
}

void TestTlsForm::filesAreChosen()
{
    const ws::TlsIdentity server = testServer();
    const QString certificate = write(QStringLiteral("server.pem"), server.certificate);
    const QString key = write(QStringLiteral("server.key"), server.key);
    choose(TlsMode::OwnFiles);
    QVERIFY(message("serverMessage").contains(u"Certificate: name a file"));
    click("tlsCertificateChoose");
    answerDialog(certificate);
    click("tlsKeyChoose");
    answerDialog(key);
    QCOMPARE(child<QLineEdit>(*m_window, "tlsCertificate")->text(), certificate);
    QVERIFY(!child<QLabel>(*m_window, "serverMessage")->isVisible());
    click("serverStart");
    QTRY_VERIFY(m_bench->isRunning());
    QCOMPARE(m_bench->session.settings().tls.keyFile, key);
}

void TestTlsForm::refusedFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("says");
    QTest::newRow("no certificate") << QByteArray("tlsCertificate") << ""
                                    << "Certificate: name a file";
    QTest::newRow("no such certificate") << QByteArray("tlsCertificate") << "/no/such.pem"
                                         << "Certificate: there is no file “/no/such.pem”";
    QTest::newRow("no such key") << QByteArray("tlsKey") << "/no/such.key"
                                 << "Key: there is no file “/no/such.key”";
    QTest::newRow("a folder") << QByteArray("tlsClientCa") << "/"
                              << "Client CA: there is no file “/”";
}

void TestTlsForm::refusedFilesAreNamed()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, path);
    QFETCH(QString, says);
    const ws::TlsIdentity server = testServer();
    choose(TlsMode::OwnFiles);
    type("tlsCertificate", write(QStringLiteral("server.pem"), server.certificate + server.key));
    QVERIFY(child<QPushButton>(*m_window, "serverStart")->isEnabled());
    type(field, path);
    QVERIFY2(message("serverMessage").contains(says), qPrintable(message("serverMessage")));
    QVERIFY(child<QLineEdit>(*m_window, field)->property("invalid").toBool());
    QVERIFY(!child<QPushButton>(*m_window, "serverStart")->isEnabled());
}

void TestTlsForm::savesTheCa_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<QString>("name");
    QTest::addColumn<CaFormat>("format");
    QTest::newRow("PEM") << QByteArray("saveCaPem") << "device-ca.pem" << CaFormat::Pem;
    QTest::newRow("C array") << QByteArray("saveCaC") << "device_ca.h" << CaFormat::CArray;
}

void TestTlsForm::savesTheCa()
{
    QFETCH(QByteArray, button);
    QFETCH(QString, name);
    QFETCH(CaFormat, format);
    choose(TlsMode::Development);
    click(button);
    answerDialog(m_data.filePath(name));
    QFile file(m_data.filePath(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString error;
    QCOMPARE(file.readAll(), *developmentCaText(format, &error));
    QVERIFY2(message("statusMessage").contains(name), qPrintable(message("statusMessage")));
    QCOMPARE(roleOf("statusMessage"), "muted");
}

void TestTlsForm::caThatCannotBeHad()
{
    qputenv("XDG_DATA_HOME", write(QStringLiteral("no-folder"), "a file").toUtf8());
    const auto restore = qScopeGuard([this] { qputenv("XDG_DATA_HOME", m_data.path().toUtf8()); });
    choose(TlsMode::Development);
    click("saveCaPem");
    answerDialog(m_data.filePath(QStringLiteral("none.pem")));
    QVERIFY2(message("statusMessage").contains(u"no-folder"), qPrintable(message("statusMessage")));
    QCOMPARE(roleOf("statusMessage"), "error");
    QVERIFY(!QFile::exists(m_data.filePath(QStringLiteral("none.pem"))));
}

void TestTlsForm::settingsPersist()
{
    const QString file = write(QStringLiteral("all.pem"), testServer().certificate);
    choose(TlsMode::OwnFiles);
    type("tlsCertificate", file);
    type("tlsKey", file);
    type("tlsClientCa", file);
    QTest::keyClick(child<QCheckBox>(*m_window, "tlsRequireClient"), Qt::Key_Space);
    const auto before = m_window->serverPanel()->form()->settings();
    QVERIFY(before && before->tls.requireClientCertificate);
    m_window = std::make_unique<MainWindow>(&m_bench->session, &m_bench->settings);
    QVERIFY(m_window->serverPanel()->form()->settings() == before);
}

QTEST_MAIN(TestTlsForm)
#include "tst_tlsform.moc"

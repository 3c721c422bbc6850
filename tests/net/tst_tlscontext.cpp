// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/net/tlscontext.h"
#include "testcertificates.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

/// What a server is told of the files it is given.
class TestTlsContext : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void fits_data();
    void fits();
    void doesNotFit_data();
    void doesNotFit();
    void warns_data();
    void warns();

private:
    QString path(const QString &name) const { return name.isEmpty() ? QString() : m_folder.filePath(name); }
    void put(const char *name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(QLatin1StringView(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }

    QTemporaryDir m_folder;
};

namespace {

// Made by `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes128`.
const QByteArray encryptedKey = R"(-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg7/Ab5hHP7SwICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEPZhllYTAKpNtRvPd6faD/IEgZDe
ypWoEvSKGSA/780Q590O1x0h+h+7nRrRjwCN05pBqiXVpXVbcq6HboaW90KPyaav
dXYXHUkAHrRla5KKisrAFJqDkyOLggCmTGK9B0+Dj5zfRSlHl8sY88+qnicbWH4v
v3Zw1JJydZkz6EeExuG3YVg13LXvzePytu+B50HZk3RSLJsWmc1F/bQceEhdjfE=
-----END ENCRYPTED PRIVATE KEY-----
)";

} // namespace

void TestTlsContext::initTestCase()
{
    const ws::TlsIdentity server = testServer();
    put("server.pem", server.certificate);
    put("chain.pem", server.certificate + testAuthority().certificate);
    put("both.pem", server.key + server.certificate);
    put("key.pem", server.key);
    put("ca.pem", testAuthority().certificate);
    put("other-key.pem", testAuthority().key);
    put("encrypted.pem", encryptedKey);
    put("text.pem", "Dear device,\n");
    put("empty.pem", {});
    put("der.pem", QByteArray::fromHex("308201ef30820195a003020102"));
    put("cut.pem", server.certificate.first(200));
}

void TestTlsContext::fits_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::newRow("two files") << "server.pem"
                               << "key.pem";
    QTest::newRow("chain") << "chain.pem"
                           << "key.pem";
    QTest::newRow("one file") << "both.pem"
                              << "";
}

void TestTlsContext::fits()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    ws::TlsOptions options;
    options.certificateFile = path(certificate);
    options.keyFile = path(key);
    QString error;
    const auto context = ws::TlsContext::create(options, &error);
    QVERIFY2(context, qPrintable(error));
    QVERIFY(error.isEmpty());
    QVERIFY(context->warnings().isEmpty());
}

void TestTlsContext::doesNotFit_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("clientCa"); // asked for unless empty
    QTest::addColumn<QStringList>("says");
    const auto row = [](const char *name, const char *certificate, const char *key, const char *clientCa,
                         const QStringList &says) {
        QTest::newRow(name) << QString::fromLatin1(certificate) << QString::fromLatin1(key)
                            << QString::fromLatin1(clientCa) << says;
    };
    const char *noCertificate = "no PEM certificate";
    row("no name", "", "", "", {"needs a certificate"});
    row("no certificate file", "no.pem", "key.pem", "", {"certificate file", "no.pem", "No such file"});
    row("no key file", "server.pem", "no.pem", "", {"key file", "no.pem", "No such file"});
    row("folder", ".", "key.pem", "", {"certificate file"});
    row("text", "text.pem", "key.pem", "", {noCertificate, "text.pem"});
    row("empty", "empty.pem", "key.pem", "", {noCertificate, "empty.pem"});
    row("DER", "der.pem", "key.pem", "", {noCertificate, "der.pem", "openssl x509 -inform der"});
    row("cut", "cut.pem", "key.pem", "", {noCertificate, "cut.pem"});
    row("swapped", "key.pem", "server.pem", "", {noCertificate, "key.pem"});
    row("no key in it", "server.pem", "", "", {"no PEM key", "server.pem", "name the key's file"});
    row("key of another", "server.pem", "other-key.pem", "",
        {"does not belong", "other-key.pem", "server.pem"});
    row("encrypted key", "server.pem", "encrypted.pem", "",
        {"is encrypted", "encrypted.pem", "openssl pkey"});
    row("no clients' CA", "server.pem", "key.pem", "no.pem", {"clients' authority", "no.pem"});
    row("empty clients' CA", "server.pem", "key.pem", "empty.pem", {"authority", "empty.pem"});
}

void TestTlsContext::doesNotFit()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, clientCa);
    QFETCH(QStringList, says);
    ws::TlsOptions options;
    options.certificateFile = path(certificate);
    options.keyFile = path(key);
    options.clientCaFile = path(clientCa);
    if (!clientCa.isEmpty())
        options.clientCertificate = ws::TlsOptions::ClientCertificate::Optional;
    QString error;
    QVERIFY(!ws::TlsContext::create(options, &error));
    for (const QString &part : says)
        QVERIFY2(error.contains(part), qPrintable(error));
    QVERIFY2(!error.contains(u'\n'), qPrintable(error));
}

void TestTlsContext::warns_data()
{
    QTest::addColumn<int>("begin");
    QTest::addColumn<QString>("says");
    QTest::newRow("expired") << -20 << "expired on 20";
    QTest::newRow("not yet valid") << 5 << "is not valid before 20";
}

void TestTlsContext::warns()
{
    QFETCH(int, begin);
    QFETCH(QString, says);
    ws::CertificateSpec spec;
    spec.begin = ws::Days(begin);
    spec.length = ws::Days(10);
    const ws::TlsIdentity identity = makeTestCertificate(spec, &testAuthority());
    ws::TlsOptions options;
    options.certificate = identity.certificate;
    options.key = identity.key;
    QString error;
    const auto context = ws::TlsContext::create(options, &error);
    QVERIFY2(context, qPrintable(error));
    QCOMPARE(context->warnings().size(), 1);
    QVERIFY2(context->warnings().first().contains(says), qPrintable(context->warnings().first()));
}

QTEST_GUILESS_MAIN(TestTlsContext)
#include "tst_tlscontext.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/net/developmentca.h"
#include "testcertificates.h"

#include <QFile>
#include <QHostInfo>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using ws::DevelopmentCa;

namespace {

const QStringList names{QStringLiteral("localhost"), QStringLiteral("bench.example"),
    QStringLiteral("192.168.1.20"), QStringLiteral("fe80::1%eth0")};

} // namespace

class TestDevelopmentCa : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_path = m_folder->filePath(QStringLiteral("tls/of/bench"));
        m_error.clear();
    }

    void authority()
    {
        const auto ca = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(ca, qPrintable(m_error));
        const QSslCertificate certificate(ca->certificate());
        QVERIFY(certificate.isSelfSigned());
        const qint64 days = certificate.effectiveDate().daysTo(certificate.expiryDate());
        QVERIFY(days > 3640 && days < 3660);
        QVERIFY(certificate.effectiveDate() < QDateTime::currentDateTime());
    }

    void onlyTheOwnerReadsKeys()
    {
        const auto ca = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(ca && ca->serverIdentity(names, &m_error), qPrintable(m_error));
        for (const char *name : {"authority.pem", "server.pem"}) {
            const auto mode = QFile::permissions(m_path + QLatin1Char('/') + QLatin1StringView(name));
            QCOMPARE(
                int(mode & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)), 0);
        }
        QVERIFY(!ca->certificate().contains("PRIVATE"));
    }

    void serverCertificate()
    {
        const auto ca = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(ca, qPrintable(m_error));
        const auto server = ca->serverIdentity(names, &m_error);
        QVERIFY2(server, qPrintable(m_error));
        QVERIFY(server->key.startsWith("-----BEGIN PRIVATE KEY-----"));
        const QSslCertificate certificate(server->certificate);
        const auto san = certificate.subjectAlternativeNames();
        QCOMPARE(san.values(QSsl::DnsEntry).size(), 2);
        QVERIFY(san.contains(QSsl::DnsEntry, QStringLiteral("localhost")));
        QVERIFY(san.contains(QSsl::DnsEntry, QStringLiteral("bench.example")));
        QVERIFY(san.contains(QSsl::IpAddressEntry, QStringLiteral("192.168.1.20")));
        QVERIFY(san.contains(QSsl::IpAddressEntry, QStringLiteral("fe80::1")));
        // CA/Browser Forum baseline requirements 6.3.2: 398 days at most.
        QVERIFY(certificate.effectiveDate().secsTo(certificate.expiryDate()) <= 397LL * 24 * 3600);
        QVERIFY(certificate.expiryDate() > QDateTime::currentDateTime().addDays(300));
    }

    void staysTheSame()
    {
        const auto first = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(first, qPrintable(m_error));
        const auto server = first->serverIdentity(names, &m_error);
        const auto second = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(second && server, qPrintable(m_error));
        QCOMPARE(second->certificate(), first->certificate());
        QCOMPARE(second->serverIdentity(names, &m_error)->certificate, server->certificate);
        QCOMPARE(second->serverIdentity(names.first(1), &m_error)->certificate, server->certificate);
    }

    void anotherAddressIsAnotherCertificate()
    {
        const auto ca = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(ca, qPrintable(m_error));
        const auto before = ca->serverIdentity(names, &m_error);
        const auto after = ca->serverIdentity(names + QStringList{QStringLiteral("10.0.0.7")}, &m_error);
        QVERIFY(before && after && before->certificate != after->certificate);
        const QStringList addresses =
            QSslCertificate(after->certificate).subjectAlternativeNames().values(QSsl::IpAddressEntry);
        QVERIFY(addresses.contains(QStringLiteral("10.0.0.7")));
    }

    void nearItsEndItIsMadeAnew()
    {
        const auto ca = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(ca, qPrintable(m_error));
        QFile authority(m_path + QStringLiteral("/authority.pem"));
        QVERIFY(authority.open(QIODevice::ReadOnly));
        const QByteArray pem = authority.readAll();
        const ws::TlsIdentity issuer{ca->certificate(), pem.first(pem.indexOf(ca->certificate()))};
        for (const int left : {29, 31}) {
            ws::CertificateSpec spec;
            spec.names = names;
            spec.length = ws::Days(left + 1);
            const ws::TlsIdentity old = makeTestCertificate(spec, &issuer);
            QFile file(m_path + QStringLiteral("/server.pem"));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(old.key + old.certificate) > 0);
            file.close();
            const auto given = ca->serverIdentity(names, &m_error);
            QVERIFY2(given, qPrintable(m_error));
            QCOMPARE(given->certificate == old.certificate, left > 30);
        }
    }

    void certificateOfAnotherAuthorityIsMadeAnew()
    {
        const auto first = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(first, qPrintable(m_error));
        const auto before = first->serverIdentity(names, &m_error);
        QVERIFY(QFile::remove(m_path + QStringLiteral("/authority.pem")));
        const auto second = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(second, qPrintable(m_error));
        QVERIFY(second->certificate() != first->certificate());
        QVERIFY(second->serverIdentity(names, &m_error)->certificate != before->certificate);
    }

    void expiredAuthorityIsMadeAnew()
    {
        ws::CertificateSpec spec;
        spec.use = ws::CertificateSpec::Use::Authority;
        spec.begin = ws::Days(-100);
        spec.length = ws::Days(99);
        const ws::TlsIdentity old = makeTestCertificate(spec, nullptr);
        QVERIFY(QDir().mkpath(m_path));
        QFile file(m_path + QStringLiteral("/authority.pem"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(old.key + old.certificate) > 0);
        file.close();
        const auto ca = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(ca, qPrintable(m_error));
        QVERIFY(ca->certificate() != old.certificate);
    }

    void damagedAuthorityIsNotReplaced()
    {
        QVERIFY(QDir().mkpath(m_path));
        QFile file(m_path + QStringLiteral("/authority.pem"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("nothing") > 0);
        file.close();
        QVERIFY(!DevelopmentCa::open(m_path, &m_error));
        QVERIFY2(
            m_error.contains(QStringLiteral("authority.pem")) && m_error.contains(QStringLiteral("delete")),
            qPrintable(m_error));
    }

    void folderThatIsNone()
    {
        QFile file(m_folder->filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(!DevelopmentCa::open(file.fileName() + QStringLiteral("/tls"), &m_error));
        QVERIFY2(m_error.contains(QStringLiteral("writable")), qPrintable(m_error));
    }

    void machineNames()
    {
        const QStringList found = DevelopmentCa::machineNames();
        QVERIFY(found.contains(QStringLiteral("localhost")));
        QVERIFY(found.contains(QStringLiteral("127.0.0.1")));
        QVERIFY(found.contains(QHostInfo::localHostName()));
        const auto ca = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(ca && ca->serverIdentity(found, &m_error), qPrintable(m_error));
    }

    // What a C compiler makes of it is the certificate, and ends with NUL.
    void asCSource()
    {
        const auto ca = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(ca, qPrintable(m_error));
        QFile source(m_folder->filePath(QStringLiteral("ca.c")));
        QVERIFY(source.open(QIODevice::WriteOnly));
        source.write(ca->certificateAsC()
            + "#include <stdio.h>\nint main(void)\n{\n"
              "    return fwrite(sockscope_ca_pem, 1, sockscope_ca_pem_len, stdout) != "
              "sockscope_ca_pem_len;\n}\n");
        source.close();
        const QString program = m_folder->filePath(QStringLiteral("ca"));
        QCOMPARE(QProcess::execute(QStringLiteral("cc"),
                     {QStringLiteral("-Wall"), QStringLiteral("-Werror"), QStringLiteral("-std=c99"),
                         QStringLiteral("-o"), program, source.fileName()}),
            0);
        QProcess run;
        run.start(program, {});
        QVERIFY(run.waitForFinished());
        QCOMPARE(run.readAllStandardOutput(), ca->certificate() + '\0');
    }

    void faultsAreWhatAClientNames_data()
    {
        QTest::addColumn<ws::CertificateFault>("fault");
        QTest::addColumn<QSslError::SslError>("found");
        using enum ws::CertificateFault;
        QTest::newRow("expired") << Expired << QSslError::CertificateExpired;
        QTest::newRow("notYetValid") << NotYetValid << QSslError::CertificateNotYetValid;
        QTest::newRow("wrongHost") << WrongHost << QSslError::HostNameMismatch;
        QTest::newRow("unknownCa") << UnknownCa << QSslError::UnableToGetLocalIssuerCertificate;
        QTest::newRow("missingIntermediate")
            << MissingIntermediate << QSslError::UnableToGetLocalIssuerCertificate;
        QTest::newRow("oversized") << Oversized << QSslError::NoError;
    }

    void faultsAreWhatAClientNames()
    {
        QFETCH(ws::CertificateFault, fault);
        QFETCH(QSslError::SslError, found);
        QCOMPARE(ws::certificateFaultName(fault), QLatin1StringView(QTest::currentDataTag()));
        const auto ca = DevelopmentCa::open(m_path, &m_error);
        QVERIFY2(ca, qPrintable(m_error));
        const auto identity = ca->faultyIdentity(fault, names, &m_error);
        QVERIFY2(identity, qPrintable(m_error));
        QVERIFY(QSslKey(identity->key, QSsl::Ec).type() == QSsl::PrivateKey);
        const QSslCertificate certificate(identity->certificate);
        QCOMPARE(certificate.toDer().size() > 16384, fault == ws::CertificateFault::Oversized);
        const auto before = QSslConfiguration::defaultConfiguration();
        auto trusting = before;
        trusting.setCaCertificates({QSslCertificate(ca->certificate())});
        QSslConfiguration::setDefaultConfiguration(trusting);
        const QList<QSslError> errors = QSslCertificate::verify({certificate}, names.constFirst());
        QSslConfiguration::setDefaultConfiguration(before);
        if (found == QSslError::NoError)
            QVERIFY(errors.isEmpty());
        else
            QCOMPARE(errors.value(0).error(), found);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QString m_error;
};

QTEST_GUILESS_MAIN(TestDevelopmentCa)
#include "tst_developmentca.moc"

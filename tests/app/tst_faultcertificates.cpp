// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/faultfixture.h"

#include "app/bench/faultcertificates.h"
#include "app/bench/tlssettings.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QTemporaryDir>

using namespace sockscope;

/// Certificates that are wrong on purpose, before devices that look at them and devices that do not.
class TestFaultCertificates : public FaultFixture
{
    Q_OBJECT

    static Fault wrong(const char *certificate, qint64 next = 0)
    {
        return fault(FaultKind::WrongCertificate, {{"certificate", certificate}}, next);
    }

    // One that trusts the development CA.
    std::unique_ptr<QWebSocket> device() const
    {
        QString error;
        auto device = std::make_unique<QWebSocket>();
        QSslConfiguration configuration;
        configuration.setCaCertificates({QSslCertificate(developmentCa(&error)->certificate())});
        device->setSslConfiguration(configuration);
        return device;
    }

    QTemporaryDir m_data;

private slots:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_data.path().toUtf8()); }

    void aCarefulDeviceRefuses_data()
    {
        QTest::addColumn<QString>("certificate");
        for (const ws::CertificateFault fault : ws::AllCertificateFaults) {
            if (fault != ws::CertificateFault::Oversized)
                QTest::newRow(ws::certificateFaultName(fault).data())
                    << QString(ws::certificateFaultName(fault));
        }
    }
    void aCarefulDeviceRefuses()
    {
        QFETCH(QString, certificate);
        startWith({wrong(certificate.toUtf8().constData(), 1)}, TlsMode::Development);
        const auto first = device();
        QSignalSpy errors(first.get(), &QWebSocket::sslErrors);
        first->open(url());
        QTRY_COMPARE(first->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(!errors.isEmpty());
        QTRY_COMPARE(m_bench->table.snapshot().value(0).state, ConnectionState::Closed);
        QCOMPARE(m_applied.size(), 2);
        QCOMPARE(
            m_applied[0].words, "A certificate " + certificateFaultWords(certificateFaultFrom(certificate)));
        QCOMPARE(m_applied[0].connection, 1);
        QCOMPARE(m_applied[1].words,
            QStringLiteral("The device refuses a certificate %1, as it must")
                .arg(certificateFaultWords(certificateFaultFrom(certificate))));
        QCOMPARE(m_applied[1].facts.value("accepted"), QJsonValue(false));
        QCOMPARE(m_server->faultTally().counts(FaultTally::Server), QList<quint64>{1});

        const auto second = device(); // its turn is over
        second->open(url());
        QTRY_COMPARE(second->state(), QAbstractSocket::ConnectedState);
        QCOMPARE(m_applied.size(), 2);
    }

    // The row of the fault stands behind that of the connection, and what the device made of it behind that.
    void aCarelessDeviceIsNamed()
    {
        startWith({wrong("expired")}, TlsMode::Development);
        const auto careless = device();
        connect(careless.get(), &QWebSocket::sslErrors, careless.get(),
            [&careless] { careless->ignoreSslErrors(); });
        careless->open(url());
        QTRY_COMPARE(careless->state(), QAbstractSocket::ConnectedState);
        QCOMPARE(m_applied.size(), 2);
        QCOMPARE(m_applied[1].words,
            "The device takes a certificate that has expired: it must refuse it (RFC 5280 6.1)");
        QVERIFY(m_applied[1].facts.value("accepted").toBool());
        QCOMPARE(m_server->faultTally().counts(FaultTally::Server), QList<quint64>{1});
        QList<EventKind> rows;
        const RowRange range = m_bench->capture.rows();
        m_bench->capture.forEach(range.first, range.end, [&rows](quint64, const FrameRecord &record) {
            if (record.kind == RowKind::Event)
                rows.append(record.event);
        });
        QCOMPARE(rows.mid(0, 2), (QList{EventKind::Accepted, EventKind::Fault}));
    }

    void anOversizedOneIsRight()
    {
        startWith({wrong("oversized")}, TlsMode::Development);
        const auto able = device();
        able->open(url());
        QTRY_COMPARE(able->state(), QAbstractSocket::ConnectedState);
        QCOMPARE(m_applied.size(), 2);
        QVERIFY(!m_applied[1].words.contains("refuse"));
    }

    void withoutTlsThereIsNone()
    {
        startWith({wrong("expired")});
        const auto peer = connectPeer();
        QVERIFY(m_applied.isEmpty());
        QCOMPARE(m_server->faultTally().counts(FaultTally::Server), QList<quint64>{0});
    }

    void theRightOneWhenNoneCanBeMade()
    {
        startWith({wrong("expired")}, TlsMode::Development);
        const auto trusting = device();
        const QString authority = m_data.filePath("sockscope/tls/authority.pem");
        QVERIFY(QFile::rename(authority, authority + ".kept"));
        QFile damaged(authority);
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("nothing") > 0);
        damaged.close();
        trusting->open(url());
        QTRY_COMPARE(trusting->state(), QAbstractSocket::ConnectedState);
        QVERIFY(QFile::remove(authority) && QFile::rename(authority + ".kept", authority));
        QVERIFY(m_applied.isEmpty());
        QCOMPARE(m_failed->size(), 1);
        QVERIFY(m_failed->first()[1].toString().contains("authority.pem"));
    }
};

QTEST_GUILESS_MAIN(TestFaultCertificates)
#include "tst_faultcertificates.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The library's client against TLS servers that nobody here wrote.
#include "foreignserver.h"
#include "tests/net/testcertificates.h"
#include "tests/server/recordingtap.h"

#include <QTemporaryFile>

using namespace ws;

class TestClientTlsInterop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const TlsIdentity server = testServer();
        const QByteArray pem = server.certificate + server.key;
        QVERIFY(m_pem.open() && m_pem.write(pem) == pem.size() && m_pem.flush());
    }

    void echoes_data()
    {
        QTest::addColumn<QByteArray>("interpreter");
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("latest");
        QTest::addColumn<QString>("version");
        for (const bool old : {false, true}) {
            const QString latest = old ? QStringLiteral("TLSv1.2") : QStringLiteral("TLSv1.3");
            const QString version = old ? QStringLiteral("TLS 1.2") : QStringLiteral("TLS 1.3");
            QTest::addRow("Node ws, %s", qPrintable(version))
                << QByteArray("SOCKSCOPE_NODE") << "node_server.mjs" << latest << version;
            QTest::addRow("Python websockets, %s", qPrintable(version))
                << QByteArray("SOCKSCOPE_PYTHON") << "python_server.py" << latest << version;
        }
    }

    void echoes()
    {
        QFETCH(QByteArray, interpreter);
        QFETCH(QString, script);
        QFETCH(QString, latest);
        QFETCH(QString, version);
        const ForeignServer server(interpreter.constData(), script, {m_pem.fileName(), latest});
        ClientOptions options = server.options(QStringLiteral("/echo"));
        options.tls.authorities = testAuthority().certificate;
        Client device(options);
        RecordingTap tap;
        device.client.setFrameTap(&tap);
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
        QCOMPARE(tap.securities.first().version, version);
        QList<QByteArray> expected;
        for (const qsizetype size : {0, 1, 126, 16 * 1024, 65536, 1024 * 1024}) {
            device.client.send(QByteArray(size, 'x'));
            expected << "b:" + QByteArray(size, 'x');
        }
        QTRY_COMPARE_WITH_TIMEOUT(device.messages, expected, 60'000);
        device.client.close(3000, QStringLiteral("bye"));
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("3000 \"bye\" clean")});
        QVERIFY(device.errors.isEmpty());

        // Whom nobody vouches for is not talked to.
        options.tls.authorities = makeTestAuthority().certificate;
        Client stranger(options);
        stranger.client.open();
        QTRY_COMPARE(stranger.ends.size(), 1);
        QCOMPARE(stranger.opened, 0);
        QCOMPARE(stranger.rule(), Rule::TlsServerCertificate);
    }

private:
    QTemporaryFile m_pem;
};

QTEST_GUILESS_MAIN(TestClientTlsInterop)
#include "tst_clienttlsinterop.moc"

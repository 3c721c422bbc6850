// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QFile>
#include <QJsonArray>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace sockscope;

/// What QWebSocket makes of each fault of sockscope-cli: the cases and their outcomes are in faults.json.
class TestFaultInterop : public QObject
{
    Q_OBJECT

private:
    // Two messages with a ping between them, and a Close: what the client is told meanwhile, in its order. A
    // handshake that fails is over with its first error: QWebSocket may stay "connecting" for good. It does
    // so without an error ("no end"), too: QTcpSocket does not see a reset that comes while it still
    // connects.
    static QString outcome(const QUrl &url, const QString &subprotocol, const QByteArray &ca)
    {
        QStringList told;
        QWebSocket client;
        bool isOpen = false;
        bool ended = false;
        connect(&client, &QWebSocket::connected, &client, [&] {
            isOpen = true;
            told.append(QStringLiteral("open"));
            client.sendTextMessage(QStringLiteral("one"));
            client.ping("p");
            client.sendTextMessage(QStringLiteral("two"));
        });
        connect(&client, &QWebSocket::textMessageReceived, &client, [&](const QString &text) {
            told.append(QStringLiteral("text ") + text);
            if (text == u"two")
                client.close();
        });
        connect(&client, &QWebSocket::pong, &client, [&] { told.append(QStringLiteral("pong")); });
        connect(&client, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), &client, [&] {
            if (isOpen || told.isEmpty())
                told.append(QStringLiteral("error ") + client.errorString());
            ended |= !isOpen;
        });
        connect(&client, &QWebSocket::disconnected, &client, [&] { ended = true; });
        QWebSocketHandshakeOptions options;
        if (!subprotocol.isEmpty())
            options.setSubprotocols({subprotocol});
        if (!ca.isEmpty()) {
            QSslConfiguration configuration;
            configuration.setCaCertificates({QSslCertificate(ca)});
            client.setSslConfiguration(configuration);
        }
        client.open(url, options);
        if (!QTest::qWaitFor([&] { return ended; }, Program::WaitMs))
            told.append(QStringLiteral("no end"));
        if (isOpen)
            told.append(
                QStringLiteral("close %1 %2").arg(client.closeCode()).arg(client.closeReason()).trimmed());
        // A key is another one each time.
        return told.join(QStringLiteral(", ")).section(QStringLiteral(" does not match"), 0, 0);
    }

    // Whether the client has taken what it must refuse, as the bench tells it.
    static QJsonValue verdict(Program *bench)
    {
        for (QByteArray line = bench->line(); !line.isEmpty(); line = bench->line()) {
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            if (event.contains(QStringLiteral("accepted")))
                return event.value(QStringLiteral("accepted"));
        }
        return {};
    }

    QTemporaryDir m_data;

private slots:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_data.path().toUtf8()); } // the development CA's
    void tells_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QFile file(QStringLiteral(SCRIPTS "/faults.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(!cases.isEmpty());
        for (const auto &one : cases)
            QTest::newRow(one[QLatin1StringView("name")].toString().toUtf8()) << one.toObject();
    }
    void tells()
    {
        QFETCH(QJsonObject, fault);
        const QString name = fault.value(QStringLiteral("name")).toString();
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("faults.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(QJsonObject{{"sockscope", "faults"}, {"version", 1}, {"name", name},
                                     {"faults", fault.value(QStringLiteral("faults"))}})
                       .toJson());
        file.close();
        const QString subprotocol = fault.value(QStringLiteral("subprotocol")).toString();
        const QString reply = fault.value(QStringLiteral("reply")).toString(QStringLiteral("echo"));
        QStringList options{"--reply", reply, "--fault", file.fileName(), "--seed", "5"};
        if (!subprotocol.isEmpty())
            options += {"--subprotocol", subprotocol};
        const bool isTls = fault.value(QStringLiteral("tls")).toBool();
        if (isTls)
            options += "--tls";
        const auto bench = Program::serve(options);
        QVERIFY(!bench->event(QStringLiteral("faults")).isEmpty());
        if (fault.value(QStringLiteral("waits")).toBool())
            QVERIFY(!bench->event(QStringLiteral("fault")).isEmpty());
        const QByteArray ca = isTls ? Program::run({"certificate"}).out : QByteArray();
        const QString told = outcome(bench->url(), subprotocol, ca);
        qInfo("%s | %s", qPrintable(name), qPrintable(told));
        // The bench says of a client what that says of itself.
        if (fault.value(QStringLiteral("judged")).toBool())
            QCOMPARE(verdict(bench.get()), QJsonValue(told.startsWith(QStringLiteral("open"))));
        if (qEnvironmentVariableIsSet("SOCKSCOPE_PRINT_OUTCOMES"))
            return;
        const QJsonValue wanted = fault.value(QStringLiteral("qt")); // or one of several
        if (wanted.isArray())
            QVERIFY2(wanted.toArray().contains(told), qPrintable(told));
        else
            QCOMPARE(told, wanted.toString());
    }
};

QTEST_GUILESS_MAIN(TestFaultInterop)
#include "tst_faultinterop.moc"

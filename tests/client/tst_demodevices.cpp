// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demodevices.h"
#include "serverlib/server/websocketserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace sockscope;

/// The devices of the demonstration against the library's own server.
class TestDemoDevices : public QObject
{
    Q_OBJECT

private slots:
    void everyDeviceReports()
    {
        ws::WebSocketServer server;
        QSet<QString> paths;
        QSet<QString> reporting;
        QList<ws::Violation> violations;
        connect(&server, &ws::WebSocketServer::connection, this, [&](ws::WebSocketConnection *device) {
            paths.insert(device->path());
            connect(device, &ws::WebSocketConnection::messageReceived, this,
                [&reporting, device] { reporting.insert(device->path()); });
            connect(device, &ws::WebSocketConnection::errorOccurred, this,
                [&violations](const ws::Violation &violation) { violations.append(violation); });
        });
        QVERIFY(server.listen());
        DemoDevices devices{QUrl(server.url())};
        devices.start();
        const QSet<QString> all{
            QStringLiteral("/v1/telemetry"), QStringLiteral("/v1/control"), QStringLiteral("/v1/stream")};
        QTRY_COMPARE(reporting, all);
        QCOMPARE(server.connectionCount(), 4);
        // The fourth forgets to mask, and is the only one that breaks a rule.
        QTRY_COMPARE(violations.size(), 1);
        QCOMPARE(violations.first().rule, ws::Rule::ExpectedMask);
        devices.stop();
    }

    // An echoing server must not set off an endless exchange.
    void valveAcknowledgesCommandsOnly()
    {
        ws::WebSocketServer server;
        int acknowledged = 0;
        ws::WebSocketConnection *valve = nullptr;
        connect(&server, &ws::WebSocketServer::connection, this, [&](ws::WebSocketConnection *device) {
            if (device->path() != QLatin1StringView("/v1/control"))
                return;
            valve = device;
            connect(
                device, &ws::WebSocketConnection::messageReceived, this, [&, device](const QByteArray &data) {
                    acknowledged += data.contains("ack") ? 1 : 0;
                    device->send(ws::Opcode::Text, data);
                });
        });
        QVERIFY(server.listen());
        DemoDevices devices{QUrl(server.url())};
        devices.start();
        QTRY_VERIFY(valve != nullptr);
        valve->send(QStringLiteral(R"({"cmd":"set"})"));
        QTRY_COMPARE(acknowledged, 1);
        QSignalSpy pong(valve, &ws::WebSocketConnection::pongReceived);
        valve->ping("after the echo of its acknowledgement");
        QTRY_COMPARE(pong.size(), 1);
        QCOMPARE(acknowledged, 1);
        devices.stop();
    }
};

QTEST_GUILESS_MAIN(TestDemoDevices)
#include "tst_demodevices.moc"

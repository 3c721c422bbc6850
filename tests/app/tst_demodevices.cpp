// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demodevices.h"
#include "serverlib/server/websocketserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace sockscope;

namespace {

/// Collects the payload sizes of one path's data frames until a message is whole, and its first bytes.
class FragmentTap : public ws::FrameTap
{
public:
    explicit FragmentTap(QString path) : m_path(std::move(path)) { }

    void connectionAccepted(quint64, const ws::SocketEnd &, const ws::SocketEnd &) override { }
    void handshake(quint64, ws::Direction, QByteArrayView) override { }
    void connectionOpened(quint64 connection, const QString &path, const QString &) override
    {
        if (path == m_path)
            m_connection = connection;
    }
    void frame(quint64 connection, ws::Direction direction, const ws::FrameView &frame) override
    {
        const bool isData =
            frame.header.opcode == ws::Opcode::Binary || frame.header.opcode == ws::Opcode::Continuation;
        if (connection != m_connection || direction != ws::Direction::Received || !isData || whole)
            return;
        if (sizes.isEmpty())
            start = frame.payload.first(4).toByteArray();
        sizes << frame.header.payloadLength;
        whole = frame.header.fin;
    }
    void violation(quint64, const ws::Violation &, bool) override { }
    void connectionEnded(quint64, const ws::CloseInfo &) override { }

    QList<quint64> sizes;
    QByteArray start;
    bool whole = false;

private:
    QString m_path;
    quint64 m_connection = 0;
};

} // namespace

/// The devices of the demonstration against the library's own server.
class TestDemoDevices : public QObject
{
    Q_OBJECT

private slots:
    void everyDeviceReports()
    {
        ws::WebSocketServer server;
        QSet<QByteArray> names;
        QSet<QString> reporting;
        QList<ws::Violation> violations;
        connect(&server, &ws::WebSocketServer::connection, this, [&](ws::WebSocketConnection *device) {
            for (const QByteArray &line : device->requestHead().split('\n')) {
                if (line.startsWith("User-Agent: "))
                    names.insert(line.sliced(line.indexOf(' ')).trimmed());
            }
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
        QTRY_COMPARE(names, (QSet<QByteArray>{"thermo-7f2a", "valve-02", "cam-porch", "thermo-91bc"}));
        // The fourth forgets to mask, and is the only one that breaks a rule.
        QTRY_COMPARE(violations.size(), 1);
        QCOMPARE(violations.first().rule, ws::Rule::ExpectedMask);
        devices.stop();
    }

    void aPictureComesInThreeFragments()
    {
        ws::WebSocketServer server;
        FragmentTap tap(QStringLiteral("/v1/stream"));
        server.setFrameTap(&tap);
        QVERIFY(server.listen());
        DemoDevices devices{QUrl(server.url())};
        devices.start();
        QTRY_VERIFY(tap.whole);
        QCOMPARE(tap.sizes, (QList<quint64>{16'384, 16'384, 8'432}));
        QCOMPARE(tap.start, QByteArray::fromHex("ffd8ffe0"));
        devices.stop();
        server.setFrameTap(nullptr);
    }

    // It starts before the server does, and finds it later.
    void theBrokenDeviceTriesAgain()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        server.close();
        BrokenDevice device(
            QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port)), std::chrono::milliseconds(10));
        QSignalSpy refused(device.findChild<QTcpSocket *>(), &QTcpSocket::errorOccurred);
        device.start();
        QTRY_VERIFY(!refused.isEmpty());
        QVERIFY(server.listen(QHostAddress::LocalHost, port));
        QTRY_VERIFY(server.hasPendingConnections());
        device.stop();
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

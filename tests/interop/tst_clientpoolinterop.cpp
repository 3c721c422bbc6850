// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The bench's clients, and bursts of them, against servers that nobody here wrote.
#include "app/client/clientpool.h"
#include "app/load/loadbench.h"
#include "foreignserver.h"

#include <QSignalSpy>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace sockscope;

class TestClientPoolInterop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_foreign = {}; }
    void talks_data();
    void talks();
    void sendsAnyBytes_data() { servers(); }
    void sendsAnyBytes();
    void loads_data() { servers(); }
    void loads();

private:
    static constexpr int Servers = 3;

    static void servers();
    QString url(int server) const;

    std::array<std::unique_ptr<ForeignServer>, 2> m_foreign;
    QWebSocketServer m_qt{QStringLiteral("echo"), QWebSocketServer::NonSecureMode};
};

void TestClientPoolInterop::initTestCase()
{
    m_foreign[0] = std::make_unique<ForeignServer>("SOCKSCOPE_NODE", QStringLiteral("node_server.mjs"));
    m_foreign[1] = std::make_unique<ForeignServer>("SOCKSCOPE_PYTHON", QStringLiteral("python_server.py"));
    QVERIFY(m_qt.listen(QHostAddress::LocalHost));
    connect(&m_qt, &QWebSocketServer::newConnection, this, [this] {
        QWebSocket *peer = m_qt.nextPendingConnection();
        connect(peer, &QWebSocket::textMessageReceived, peer, &QWebSocket::sendTextMessage);
        connect(peer, &QWebSocket::binaryMessageReceived, peer, &QWebSocket::sendBinaryMessage);
        connect(peer, &QWebSocket::disconnected, peer, &QObject::deleteLater);
    });
}

void TestClientPoolInterop::servers()
{
    QTest::addColumn<int>("server");
    QTest::newRow("Node ws") << 0;
    QTest::newRow("Python websockets") << 1;
    QTest::newRow("QWebSocketServer") << 2;
}

QString TestClientPoolInterop::url(int server) const
{
    if (size_t(server) == m_foreign.size())
        return m_qt.serverUrl().toString();
    return m_foreign[size_t(server)]->options(QStringLiteral("/echo")).url.toString();
}

void TestClientPoolInterop::talks_data()
{
    QTest::addColumn<int>("server");
    QTest::addColumn<bool>("isRaw");
    const char *names[Servers] = {"Node ws", "Python websockets", "QWebSocketServer"};
    for (int server = 0; server < Servers; ++server) {
        QTest::addRow("standard, %s", names[server]) << server << false;
        QTest::addRow("raw, %s", names[server]) << server << true;
    }
}

void TestClientPoolInterop::talks()
{
    QFETCH(int, server);
    QFETCH(bool, isRaw);
    ClientPool pool;
    ClientSettings settings;
    settings.kind = isRaw ? ClientKind::Raw : ClientKind::Standard;
    settings.url = url(server);
    pool.setClients({{1, settings}, {2, settings}, {3, settings}});
    pool.openAll();
    const auto all = [&pool](ClientState state) {
        const QList<ClientStats> clients = pool.clients();
        return std::all_of(clients.begin(), clients.end(),
            [state](const ClientStats &client) { return client.state == state; });
    };
    QTRY_VERIFY(all(ClientState::Open));
    for (const quint64 client : {1, 2, 3}) {
        pool.send(client, ws::Opcode::Text, "Zürich");
        pool.send(client, ws::Opcode::Binary, QByteArray(70'000, 'b'));
        pool.send(client, ws::Opcode::Ping, "p");
        QTRY_VERIFY(pool.find(client)->traffic.framesReceived >= 3);
        QTRY_VERIFY(pool.find(client)->traffic.lastRttNs >= 0);
    }
    pool.closeAll();
    QTRY_VERIFY(all(ClientState::Closed));
    for (const ClientStats &client : pool.clients()) {
        QCOMPARE(client.closeCode, quint16(1000));
        QVERIFY2(client.error.isEmpty(), qPrintable(client.error));
    }
}

void TestClientPoolInterop::sendsAnyBytes()
{
    QFETCH(int, server);
    ClientPool pool;
    ClientSettings settings;
    settings.url = url(server);
    pool.setClients({{1, settings}});
    pool.open(1);
    QTRY_COMPARE(pool.find(1)->state, ClientState::Open);
    pool.sendBytes(1, QByteArray::fromHex("818537fa213d7f9f4d5158"), ws::WritePlan::byteByByte(11));
    QTRY_COMPARE(pool.find(1)->traffic.framesReceived, quint64(1));
    pool.sendBytes(1, QByteArray::fromHex("8300"), {}); // reserved opcode, no mask
    QTRY_COMPARE(pool.find(1)->state, ClientState::Closed);
    QCOMPARE(pool.find(1)->closeCode, quint16(1002));
}

void TestClientPoolInterop::loads()
{
    QFETCH(int, server);
    LoadPlan plan;
    plan.client.url = url(server);
    plan.clients = 50;
    plan.ramp = 500;
    plan.isRateOfEach = false;
    plan.rate = 1000;
    plan.duration = {};
    plan.messages = 300;
    plan.payload = std::get<PayloadSource>(
        PayloadSource::parse(InputForm::Text, QStringLiteral("{\"n\":{{counter}},\"c\":{{conn}}}")));
    LoadBench bench;
    QSignalSpy finished(&bench, &LoadBench::finished);
    bench.start(plan);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
    const LoadReport report = bench.report();
    QVERIFY2(report.errors.isEmpty(), report.toJson().constData());
    QVERIFY(report.sent > 0 && report.sent + report.heldBack == 300);
    QCOMPARE(report.answered, report.sent);
}

QTEST_GUILESS_MAIN(TestClientPoolInterop)
#include "tst_clientpoolinterop.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Bursts in their own thread, against the library's server in this one.
#include "app/load/loadbench.h"
#include "serverlib/server/websocketserver.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace sockscope;

class TestLoadRun : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void fiftyClients();
    void fillsInTheVariables();
    void fillsUp_data();
    void fillsUp();
    void waitsForTheLastAnswers();
    void givesUpWaiting();
    void countsWithoutEcho();
    void pings();
    void countsRefusals();
    void countsLostClients();
    void countsBrokenRules();
    void nobodyListens();
    void holdsBackForASlowServer();
    void saysWhyThePayloadCannotBeMade();
    void boundsTheMemory();
    void stopsAtOnce();
    void endsByTime();
    void goesOnAfterwards();

private:
    LoadPlan plan(const QString &text = QStringLiteral("{{counter}}")) const;
    /// Runs to its end.
    LoadReport run(const LoadPlan &plan);
    static PayloadSource source(InputForm form, const QString &text)
    {
        return std::get<PayloadSource>(PayloadSource::parse(form, text));
    }

    std::unique_ptr<ws::WebSocketServer> m_server;
    std::unique_ptr<LoadBench> m_bench;
    QList<QByteArray> m_messages; // that the server got
    std::function<void(ws::WebSocketConnection *)> m_adopt; // what else it does with a connection
    bool m_echoes = true;
    int m_echoMs = 0; // how late
    QString m_fault;
};

void TestLoadRun::init()
{
    m_bench = std::make_unique<LoadBench>();
    m_messages.clear();
    m_adopt = {};
    m_echoes = true;
    m_echoMs = 0;
    m_fault.clear();
    ws::ServerOptions options;
    options.backlog = 50;
    m_server = std::make_unique<ws::WebSocketServer>(options);
    connect(m_server.get(), &ws::WebSocketServer::connection, this, [this](ws::WebSocketConnection *peer) {
        connect(peer, &ws::WebSocketConnection::messageReceived, peer,
            [this, peer](const QByteArray &data, bool isBinary) {
                m_messages.append(data);
                const auto echo = [peer, data, isBinary] {
                    peer->send(isBinary ? ws::Opcode::Binary : ws::Opcode::Text, data);
                };
                if (m_echoes && m_echoMs == 0)
                    echo();
                else if (m_echoes)
                    QTimer::singleShot(m_echoMs, peer, echo);
            });
        if (m_adopt)
            m_adopt(peer);
    });
    QVERIFY(m_server->listen());
}

LoadPlan TestLoadRun::plan(const QString &text) const
{
    LoadPlan plan;
    plan.client.url = m_server->url();
    plan.clients = 5;
    plan.ramp = LoadPlan::MaxRamp;
    plan.isRateOfEach = false;
    plan.rate = 1000;
    plan.duration = {};
    plan.messages = 50;
    plan.payload = source(InputForm::Text, text);
    return plan;
}

LoadReport TestLoadRun::run(const LoadPlan &plan)
{
    QSignalSpy finished(m_bench.get(), &LoadBench::finished);
    m_bench->start(plan);
    if (!QTest::qWaitFor([&] { return finished.size() == 1; }, 20'000))
        qFatal("the run does not end");
    m_fault = finished.first().first().toString();
    return m_bench->report();
}

void TestLoadRun::fiftyClients()
{
    LoadPlan asked = plan();
    asked.clients = 50;
    asked.messages = 2000;
    asked.rate = 4000;
    const LoadReport report = run(asked);
    QVERIFY(m_fault.isEmpty());
    QCOMPARE(report.opened, quint64(50));
    QCOMPARE(report.failed + report.lost, quint64(0));
    QCOMPARE(report.sent + report.heldBack, quint64(2000));
    QCOMPARE(quint64(m_messages.size()), report.sent);
    QCOMPARE(report.received, report.sent);
    QCOMPARE(report.answered, report.sent);
    QCOMPARE(report.connects.count, quint64(50));
    QVERIFY(report.echoes.min > 0 && report.echoes.min <= report.echoes.p50);
    QVERIFY(report.echoes.p50 <= report.echoes.p95 && report.echoes.p99 <= report.echoes.max * 101 / 100);
    QVERIFY(report.errors.isEmpty());
    QCOMPARE(report.bytesReceived, report.bytesSent);
    QVERIFY(report.reachedRate > 0 && report.askedRate == 4000);
    QVERIFY(report.toText().contains("50 asked, 50 open, 0 failed, 0 lost"));
    QVERIFY(report.toJson().contains("\"clients\":{\"asked\":50,\"opened\":50,\"failed\":0,\"lost\":0}"));
    QTRY_VERIFY(m_server->clients().isEmpty());
}

void TestLoadRun::fillsInTheVariables()
{
    LoadPlan asked = plan(QStringLiteral("{{counter}} {{conn}}"));
    asked.clients = 2;
    asked.messages = 20;
    run(asked);
    QStringList counters;
    QSet<QByteArray> clients;
    for (const QByteArray &message : std::as_const(m_messages)) {
        counters.append(QString::fromLatin1(message.split(' ').first()));
        clients.insert(message.split(' ').last());
    }
    QCOMPARE(QSet<QString>(counters.begin(), counters.end()).size(), counters.size());
    QCOMPARE(clients, (QSet<QByteArray>{"1", "2"}));
}

void TestLoadRun::fillsUp_data()
{
    QTest::addColumn<bool>("isText");
    QTest::addColumn<QString>("payload");
    QTest::addColumn<qsizetype>("padTo");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("text") << true << "a" << qsizetype(3) << QByteArray("a  ");
    QTest::newRow("binary") << false << "61" << qsizetype(3) << QByteArray("a\0\0", 3);
    QTest::newRow("long enough") << true << "abcd" << qsizetype(3) << QByteArray("abcd");
    QTest::newRow("empty") << true << "" << qsizetype(0) << QByteArray("");
}

void TestLoadRun::fillsUp()
{
    QFETCH(bool, isText);
    QFETCH(QString, payload);
    QFETCH(qsizetype, padTo);
    QFETCH(QByteArray, message);
    LoadPlan asked = plan();
    asked.payload = source(isText ? InputForm::Text : InputForm::Hex, payload);
    asked.opcode = isText ? ws::Opcode::Text : ws::Opcode::Binary;
    asked.padTo = padTo;
    asked.messages = 3;
    const LoadReport report = run(asked);
    QCOMPARE(m_messages, QList<QByteArray>(3, message));
    QCOMPARE(report.bytesSent, quint64(3 * message.size()));
}

void TestLoadRun::waitsForTheLastAnswers()
{
    m_echoMs = 50;
    const LoadReport report = run(plan());
    QCOMPARE(report.sent, quint64(50));
    QCOMPARE(report.answered, quint64(50));
}

void TestLoadRun::givesUpWaiting()
{
    m_echoes = false;
    const LoadReport report = run(plan());
    QCOMPARE(report.answered, quint64(0));
    QCOMPARE(report.lost, quint64(0));
    QVERIFY(report.shortfalls().join(u' ').contains("50 messages have no measured answer"));
}

void TestLoadRun::countsWithoutEcho()
{
    m_echoes = false;
    m_adopt = [](ws::WebSocketConnection *peer) { peer->send(QStringLiteral("welcome")); };
    LoadPlan asked = plan();
    asked.expectsEcho = false;
    const LoadReport report = run(asked);
    QCOMPARE(report.sent, quint64(50));
    QCOMPARE(report.received, report.opened);
    QCOMPARE(report.answered, quint64(0));
    QVERIFY(!report.toText().contains("no measured answer"));
}

void TestLoadRun::pings()
{
    LoadPlan asked = plan();
    asked.rate = 0;
    asked.messages = 0;
    asked.pingEvery = std::chrono::milliseconds(5);
    m_bench->start(asked);
    QTRY_VERIFY(m_bench->report().pongs.count >= 20);
    m_bench->stop();
    QTRY_VERIFY(!m_bench->isRunning());
    QCOMPARE(m_bench->report().sent, quint64(0));
}

void TestLoadRun::countsRefusals()
{
    LoadPlan asked = plan();
    asked.clients = 60; // the server lets 50 in
    asked.messages = 0;
    m_bench->start(asked);
    QTRY_COMPARE(m_bench->report().failed, quint64(10));
    QTRY_COMPARE(m_bench->report().opened, quint64(50));
    m_bench->stop();
    QTRY_VERIFY(!m_bench->isRunning());
    const LoadReport report = m_bench->report();
    QCOMPARE(report.errors, (QMap<QString, quint64>{{"HTTP 503", 10}}));
    QVERIFY(report.shortfalls().first().contains("Asked for 60 clients, 50 were open."));
    QVERIFY(report.toText().contains("10 × HTTP 503"));
}

// The run ends with its last client.
void TestLoadRun::countsLostClients()
{
    m_adopt = [](ws::WebSocketConnection *peer) {
        QTimer::singleShot(0, peer, [peer] { peer->close(1001); });
    };
    LoadPlan asked = plan();
    asked.messages = 0;
    const LoadReport report = run(asked);
    QCOMPARE(report.lost, quint64(5));
    QCOMPARE(report.errors, (QMap<QString, quint64>{{"closed with 1001", 5}}));
    QVERIFY(report.shortfalls().contains("5 clients were lost before the end."));
}

void TestLoadRun::countsBrokenRules()
{
    m_adopt = [](ws::WebSocketConnection *peer) { peer->send(QStringLiteral("masked"), true); };
    LoadPlan asked = plan();
    asked.messages = 0;
    const LoadReport report = run(asked);
    QCOMPARE(report.lost, quint64(5));
    QCOMPARE(report.errors, (QMap<QString, quint64>{{"WS_ERR_UNEXPECTED_MASK", 5}}));
}

void TestLoadRun::nobodyListens()
{
    LoadPlan asked = plan();
    m_server->close();
    const LoadReport report = run(asked);
    QCOMPARE(report.failed, quint64(5));
    QCOMPARE(report.sent, quint64(0));
    QCOMPARE(report.errors, (QMap<QString, quint64>{{"connection refused", 5}}));
    QVERIFY(report.toJson().contains("\"connectMs\":{\"count\":0}"));
}

void TestLoadRun::holdsBackForASlowServer()
{
    m_adopt = [](ws::WebSocketConnection *peer) { peer->pause(); };
    LoadPlan asked = plan();
    asked.clients = 1;
    asked.padTo = 1024 * 1024;
    asked.messages = 0;
    m_bench->start(asked);
    QTRY_VERIFY(m_bench->report().heldBack > 0);
    m_bench->stop();
    QTRY_VERIFY(!m_bench->isRunning());
    QVERIFY(
        m_bench->report().shortfalls().join(u' ').contains("held back, since the server reads too slowly"));
}

void TestLoadRun::saysWhyThePayloadCannotBeMade()
{
    LoadPlan asked = plan();
    asked.payload = source(InputForm::Json, QStringLiteral("{\"a\": {{random}}x}"));
    const LoadReport report = run(asked);
    QVERIFY2(m_fault.startsWith("Message 1: Line 1, column"), qPrintable(m_fault));
    QCOMPARE(report.opened, quint64(0));
}

void TestLoadRun::boundsTheMemory()
{
    LoadPlan asked = plan();
    asked.clients = 1000;
    asked.padTo = 2 * 1024 * 1024;
    run(asked);
    QVERIFY2(m_fault.contains("1000 clients with messages of 2097152 bytes"), qPrintable(m_fault));
}

void TestLoadRun::stopsAtOnce()
{
    LoadPlan asked = plan();
    asked.messages = 0;
    m_bench->start(asked);
    m_bench->start(plan()); // one at a time
    QTRY_VERIFY(m_bench->report().sent > 0);
    m_bench->stop();
    m_bench->stop();
    QTRY_VERIFY(!m_bench->isRunning());
    QTRY_VERIFY(m_server->clients().isEmpty());
    QCOMPARE(m_bench->report().lost, quint64(0));
}

void TestLoadRun::endsByTime()
{
    LoadPlan asked = plan();
    asked.messages = 0;
    asked.duration = std::chrono::milliseconds(50);
    const LoadReport report = run(asked);
    QVERIFY(report.seconds >= 0.05);
}

void TestLoadRun::goesOnAfterwards()
{
    QCOMPARE(run(plan()).sent, quint64(50));
    m_messages.clear();
    QCOMPARE(run(plan()).sent, quint64(50)); // and not 100
    QCOMPARE(m_messages.size(), 50);
}

QTEST_GUILESS_MAIN(TestLoadRun)
#include "tst_loadrun.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A log tells again what the bench learned while it was recorded.
#include "app/bench/messagesizes.h"
#include "app/session/sessioncopy.h"
#include "app/session/sessionindex.h"
#include "app/session/sessionreplay.h"
#include "recorderfixture.h"
#include "sessionfixture.h"

#include <QFile>

#include <limits>

using namespace sockscope;

namespace {

constexpr QByteArrayView Request = "GET /data?device=thermo HTTP/1.1\r\nHost: bench\r\n\r\n";
constexpr QByteArrayView Response =
    "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Protocol: sensor.v2\r\n\r\n";

} // namespace

class TestSessionReplay : public RecorderFixture
{
    Q_OBJECT

private:
    /// A device answers one ping of two, sends a message in two frames that breaks a rule, and leaves.
    void recordVisit()
    {
        m_recorder->handshake(Connection, ws::Direction::Received, Request);
        m_recorder->handshake(Connection, ws::Direction::Sent, Response);
        m_recorder->connectionOpened(
            Connection, QStringLiteral("/data?device=thermo"), QStringLiteral("sensor.v2"));
        frame(ws::Direction::Sent, ws::Opcode::Ping, "p1");
        frame(ws::Direction::Received, ws::Opcode::Pong, "p1");
        frame(ws::Direction::Sent, ws::Opcode::Ping, "p2");
        frame(ws::Direction::Received, ws::Opcode::Text, "hel", false);
        const ws::Violation violation{ws::Rule::NonMinimalLength, 3, {}};
        frame(ws::Direction::Received, ws::Opcode::Continuation, "lo", true, &violation);
        m_recorder->violation(Connection, violation, false);
        m_recorder->connectionEnded(Connection, {1000, QStringLiteral("done"), true, {}});
    }

private slots:
    void init()
    {
        reset();
        recordVisit();
    }

    void theTablesComeBack()
    {
        ConnectionTable connections;
        SampleLog<RttSample> rtts;
        TimingTable timing;
        replaySession(*m_capture, {&connections, &rtts, &timing});
        const ConnectionStats wanted = m_table->find(Connection).value_or(ConnectionStats());
        const auto found = connections.find(Connection);
        QVERIFY(found);
        QCOMPARE(found->peer, wanted.peer);
        QCOMPARE(found->device, wanted.device);
        QCOMPARE(found->device, QStringLiteral("thermo"));
        QCOMPARE(found->path, wanted.path);
        QCOMPARE(found->subprotocol, wanted.subprotocol);
        QCOMPARE(found->state, wanted.state);
        QCOMPARE(found->framesReceived, wanted.framesReceived);
        QCOMPARE(found->framesSent, wanted.framesSent);
        QCOMPARE(found->bytesReceived, wanted.bytesReceived);
        QCOMPARE(found->bytesSent, wanted.bytesSent);
        QCOMPARE(found->lastRttNs, wanted.lastRttNs);
        QCOMPARE(found->pingsLost, wanted.pingsLost);
        QCOMPARE(found->violations, wanted.violations);
        QCOMPARE(found->failed, wanted.failed);
        QVERIFY(found->lastViolation);
        QCOMPARE(found->lastViolation->rule, ws::Rule::NonMinimalLength);
        QCOMPARE(found->closeCode, wanted.closeCode);
        QCOMPARE(found->closeReason, wanted.closeReason);
        QCOMPARE(connections.totals().messages, m_table->totals().messages);
        QCOMPARE(connections.totals().violations, 1u);
        QCOMPARE(connections.handshake(Connection, ws::Direction::Received), Request.toByteArray());
        quint64 from = 0;
        const QList<RttSample> rttSamples = rtts.takeSince(&from);
        QCOMPARE(rttSamples.size(), 1);
        QCOMPARE(rttSamples.first().row, 4u);
        const auto figures = timing.of(Connection);
        const auto recorded = m_timing->of(Connection);
        QVERIFY(figures && recorded);
        QCOMPARE(figures->rtts.last(), recorded->rtts.last());
        QCOMPARE(figures->rtts.count(), 1u);
        QCOMPARE(figures->rtts.buckets().first().row, 4u);
        QCOMPARE(figures->sizesReceived.last(), 5);
        QCOMPARE(timing.all()->sizesReceived.count(), recorded->sizesReceived.count());
        const auto bytesOf = [](const TimingFigures &some) {
            quint64 bytes = 0;
            for (const TrafficBin &bin : some.trafficSeries.bins(0, std::numeric_limits<qint64>::max()))
                bytes += bin.received.bytes + bin.sent.bytes;
            return bytes;
        };
        QCOMPARE(bytesOf(*figures), bytesOf(*recorded));
        const QList<SizeSample> sizeSamples = MessageSizes(m_capture.get()).take();
        QCOMPARE(sizeSamples.size(), 1);
        QCOMPARE(sizeSamples.first().bytes, 5u);
        QCOMPARE(sizeSamples.first().row, 7u);
    }

    void theIndexKnowsTheConnection()
    {
        const SessionIndex index(*m_capture);
        QCOMPARE(index.connections().size(), size_t(1));
        const SessionConnection *found = index.find(Connection);
        QVERIFY(found);
        QCOMPARE(found->peerAddress, QStringLiteral("10.0.0.7"));
        QCOMPARE(found->peerPort, quint16(5000));
        QCOMPARE(found->localAddress, QStringLiteral("10.0.0.1"));
        QCOMPARE(found->localPort, quint16(8080));
        QVERIFY(found->acceptedNs >= 0);
        QVERIFY(found->openedNs >= found->acceptedNs);
        QVERIFY(found->endedNs >= found->openedNs);
        QCOMPARE(found->request, Request.toByteArray());
        QCOMPARE(found->response, Response.toByteArray());
        QVERIFY(found->end);
        QCOMPARE(*found->end, (EndedFacts{1000, QStringLiteral("done"), true, false}));
        QVERIFY(!index.find(99));
    }

    void aCopyIsTheSameSession()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("copy.sockscope"));
        CaptureStore store(CaptureStore::MinCapacity);
        for (quint64 i = 0; i < 20'000; ++i)
            appendNumbered(store, i);
        quint64 told = 0;
        QCOMPARE(copySession(store, path, [&told](quint64 rows) { return (told = rows) > 0; }), QString());
        QCOMPARE(told, store.rows().size());
        const OpenedSession opened = openSession(path);
        QVERIFY2(opened.store, qPrintable(opened.error));
        QCOMPARE(opened.problems, QStringList());
        QVERIFY(opened.isClosed);
        QCOMPARE(opened.store->rows(), store.rows());
        QCOMPARE(wrongRows(*opened.store), 0u);
        // and a copy of the copy
        QCOMPARE(copySession(*opened.store, path), QString());
        QCOMPARE(wrongRows(*openSession(path).store), 0u);
    }

    void aCopyThatIsStoppedLeavesNothing()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("copy.sockscope"));
        QVERIFY(!copySession(*m_capture, path, [](quint64) { return false; }).isEmpty());
        QVERIFY(!QFile::exists(path));
        const QString error = copySession(*m_capture, directory.filePath(QStringLiteral("no/such/place")));
        QVERIFY2(error.contains(QStringLiteral("cannot be written")), qPrintable(error));
    }
};

QTEST_GUILESS_MAIN(TestSessionReplay)
#include "tst_sessionreplay.moc"

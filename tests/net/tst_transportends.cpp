// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of transport.h, for every plain transport: the ways in which a connection ends.
#include "transportfixture.h"

using namespace ws;

class TestTransportEnds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addKinds(); }

    void peerEnds_data();
    void peerEnds();
    void peerEndsItsHalf();
    void peerResets_data();
    void peerResets();
    void resetBeforeAdoption();
    void pausedEndWaits_data();
    void pausedEndWaits();
    void closeSendsAllFirst_data();
    void closeSendsAllFirst();
    void closeLeavesReadingOpen();
    void bothClose();
    void closeTowardsNobody();
    void abortResets_data();
    void abortResets();
    void goneIsSilent();
    void destroyedWhileIdle();
    void badDescriptor();
};

void TestTransportEnds::peerEnds_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("idle") << qsizetype(0);
    QTest::newRow("after a few bytes") << qsizetype(10);
    QTest::newRow("after many bytes") << qsizetype(300'000);
}

void TestTransportEnds::peerEnds()
{
    QFETCH(qsizetype, size);
    Link link;
    const QByteArray last = pattern(size);
    QCOMPARE(link.peer.sendSome(last), size);
    link.peer.leave();
    QTRY_COMPARE(link.handler.ends, QStringList{QString()});
    QVERIFY(link.handler.received == last);
    link.transport->write("too late");
    link.transport->close();
    link.transport->abort();
    QVERIFY(staysQuiet([&] { return link.handler.ends.size() > 1; }));
}

// Who has nothing more to say may still want an answer.
void TestTransportEnds::peerEndsItsHalf()
{
    Link link;
    link.handler.onBytes = [&] {
        link.transport->write("answer ");
        link.transport->write(pattern(50'000));
    };
    QVERIFY(link.peer.send("question"));
    link.peer.sendFin();
    QTRY_COMPARE(link.handler.ends, QStringList{QString()});
    link.transport.reset();
    QCOMPARE(link.peer.waitForEnd(), RawPeer::End::Fin);
    QVERIFY(link.peer.received() == "answer " + pattern(50'000));
}

void TestTransportEnds::peerResets_data()
{
    QTest::addColumn<bool>("reading");
    QTest::addColumn<qsizetype>("pending");
    QTest::newRow("idle") << true << qsizetype(0);
    QTest::newRow("paused") << false << qsizetype(0);
    QTest::newRow("with output that waits") << true << qsizetype(1'000'000);
    QTest::newRow("paused, with output that waits") << false << qsizetype(1'000'000);
}

// Seen at once, a pause or not: nothing can come any more.
void TestTransportEnds::peerResets()
{
    QFETCH(bool, reading);
    QFETCH(qsizetype, pending);
    Link link(true);
    link.transport->setReading(reading);
    link.transport->write(pattern(pending));
    QCoreApplication::processEvents();
    link.peer.reset();
    QTRY_COMPARE(link.handler.ends.size(), 1);
    QVERIFY2(link.handler.ends.first().contains(QStringLiteral("reset by peer"))
            || (pending > 0 && link.handler.ends.first().contains(QStringLiteral("Broken pipe"))),
        qPrintable(link.handler.ends.first()));
    QCOMPARE(link.transport->bytesPending(), 0);
    QVERIFY(staysQuiet([&] { return link.handler.ends.size() > 1; }));
}

void TestTransportEnds::resetBeforeAdoption()
{
    const Doorway doorway;
    RawPeer peer(doorway.port());
    const int descriptor = doorway.accept();
    peer.reset();
    Recorder handler;
    const auto transport = transports()(descriptor);
    if (transport == nullptr)
        return; // the system refused: the descriptor is closed
    transport->setHandler(&handler);
    QCOMPARE(handler.calls, 0);
    QTRY_COMPARE(handler.ends.size(), 1);
}

void TestTransportEnds::pausedEndWaits_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::newRow("behind a few bytes") << QByteArray("last");
    QTest::newRow("alone") << QByteArray();
}

void TestTransportEnds::pausedEndWaits()
{
    QFETCH(QByteArray, last);
    Link link;
    link.transport->setReading(false);
    QVERIFY(link.peer.send(last));
    link.peer.sendFin();
    QVERIFY(staysQuiet([&] { return link.handler.calls > 0; }));
    link.transport->write("the other way is open");
    QTRY_COMPARE(link.peer.received(), QByteArray("the other way is open"));
    QVERIFY(link.handler.ends.isEmpty());
    link.transport->setReading(true);
    QTRY_COMPARE(link.handler.ends, QStringList{QString()});
    QCOMPARE(link.handler.received, last);
}

void TestTransportEnds::closeSendsAllFirst_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {0, 5, 1'000'000})
        QTest::addRow("%lld", qlonglong(size)) << size;
}

void TestTransportEnds::closeSendsAllFirst()
{
    QFETCH(qsizetype, size);
    Link link(true);
    const QByteArray bytes = pattern(size);
    link.transport->write(bytes);
    link.transport->close();
    link.transport->write("not any more");
    link.transport->writeShared("nor this");
    link.transport->close();
    QCOMPARE(link.peer.waitForEnd(), RawPeer::End::Fin);
    QVERIFY(link.peer.received() == bytes);
    QVERIFY(link.handler.ends.isEmpty());
    link.peer.leave();
    QTRY_COMPARE(link.handler.ends, QStringList{QString()});
}

void TestTransportEnds::closeLeavesReadingOpen()
{
    Link link;
    link.transport->write("good-bye");
    link.transport->close();
    QCOMPARE(link.peer.waitForEnd(), RawPeer::End::Fin);
    const QByteArray more = pattern(500'000);
    QVERIFY(link.peer.send(more));
    QTRY_VERIFY(link.handler.received == more);
    link.peer.leave();
    QTRY_COMPARE(link.handler.ends, QStringList{QString()});
}

void TestTransportEnds::bothClose()
{
    Link link;
    QVERIFY(link.peer.send("last"));
    link.peer.sendFin();
    link.transport->write("last of ours");
    link.transport->close();
    QTRY_COMPARE(link.handler.ends, QStringList{QString()});
    QCOMPARE(link.handler.received, QByteArray("last"));
    QCOMPARE(link.peer.waitForEnd(), RawPeer::End::Fin);
    QCOMPARE(link.peer.received(), QByteArray("last of ours"));
}

// The peer is gone already when FIN is to be sent.
void TestTransportEnds::closeTowardsNobody()
{
    Link link;
    link.peer.reset();
    link.transport->write("to nobody");
    link.transport->close();
    QCOMPARE(link.handler.calls, 0);
    QTRY_COMPARE(link.handler.ends.size(), 1);
    QVERIFY(link.handler.received.isEmpty());
}

void TestTransportEnds::abortResets_data()
{
    QTest::addColumn<QByteArray>("state");
    for (const char *state : {"idle", "wrote", "waits", "closing", "paused"})
        QTest::newRow(state) << QByteArray(state);
}

void TestTransportEnds::abortResets()
{
    QFETCH(QByteArray, state);
    Link link(true);
    if (state == "wrote")
        link.transport->write("dropped");
    if (state == "waits" || state == "closing")
        link.transport->write(pattern(1'000'000));
    if (state == "closing")
        link.transport->close();
    if (state == "paused") {
        link.transport->setReading(false);
        QVERIFY(link.peer.send("unread"));
    }
    QCoreApplication::processEvents();
    const int calls = link.handler.calls;
    link.transport->abort();
    QCOMPARE(link.transport->bytesPending(), 0);
    link.transport->write("ignored");
    link.transport->writeShared("ignored");
    link.transport->setReading(true);
    link.transport->close();
    link.transport->abort();
    QCOMPARE(link.peer.waitForEnd(), RawPeer::End::Reset);
    QVERIFY(!link.peer.received().contains("ignored"));
    QVERIFY(staysQuiet([&] { return link.handler.calls > calls; }));
    QCOMPARE(link.transport->bytesPending(), 0);
}

// After the end nothing is told, and everything may be called.
void TestTransportEnds::goneIsSilent()
{
    Link link;
    link.peer.leave();
    QTRY_COMPARE(link.handler.ends.size(), 1);
    const int calls = link.handler.calls;
    link.transport->setReading(false);
    link.transport->setReading(true);
    link.transport->write("ignored", pattern(100'000));
    link.transport->writeShared(pattern(100'000));
    link.transport->close();
    link.transport->abort();
    QCOMPARE(link.transport->bytesPending(), 0);
    QVERIFY(staysQuiet([&] { return link.handler.calls > calls; }));
}

void TestTransportEnds::destroyedWhileIdle()
{
    Link link;
    link.transport.reset();
    QCOMPARE(link.peer.waitForEnd(), RawPeer::End::Fin);
    QCOMPARE(link.handler.calls, 0);
}

void TestTransportEnds::badDescriptor()
{
    QVERIFY(transports()(-1) == nullptr);
}

QTEST_GUILESS_MAIN(TestTransportEnds)
#include "tst_transportends.moc"

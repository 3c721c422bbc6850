// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of transport.h, for every plain transport: what a handler may do from within.
#include "transportfixture.h"

#include <QEventLoop>
#include <QTimer>

using namespace ws;

class TestTransportReentrancy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addKinds(); }

    void actsWithin_data();
    void actsWithin();
    void otherHandler();
    void endsTheOthers_data();
    void endsTheOthers();
    void innerLoopIsNotReentered_data();
    void innerLoopIsNotReentered();
    void innerLoopServesOthers();
    void innerLoopSends();
    void destroyedInInnerLoop();
    void pausedInInnerLoop();
};

void TestTransportReentrancy::actsWithin_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QByteArray>("action");
    for (const char *call : {"bytes", "drained", "end"}) {
        for (const char *action : {"destroy", "write and destroy", "abort", "abort and destroy", "close",
                 "write and close", "close and destroy"})
            QTest::addRow("%s within %s", action, call) << QByteArray(call) << QByteArray(action);
    }
}

void TestTransportReentrancy::actsWithin()
{
    QFETCH(QByteArray, call);
    QFETCH(QByteArray, action);
    Link link;
    int acted = 0;
    const auto act = [&, action] {
        if (acted++ > 0)
            return;
        if (action.startsWith("write"))
            link.transport->write("last", pattern(20'000));
        if (action.startsWith("abort"))
            link.transport->abort();
        if (action.contains("close"))
            link.transport->close();
        if (action.endsWith("destroy"))
            link.transport.reset();
    };
    (call == "bytes"            ? link.handler.onBytes
            : call == "drained" ? link.handler.onDrained
                                : link.handler.onEnd) = act;
    if (call == "drained")
        link.transport->write("drains");
    QVERIFY(link.peer.send("some bytes"));
    if (call == "end")
        link.peer.sendFin();
    QTRY_VERIFY(acted > 0);
    const RawPeer::End end = link.peer.waitForEnd();
    if (!action.contains("abort"))
        QVERIFY(end != RawPeer::End::None);
    else if (call != "end")
        QCOMPARE(end, RawPeer::End::Reset);
    if (action == "write and close" && call != "end")
        QVERIFY(link.peer.received().endsWith("last" + pattern(20'000)));
    const int calls = link.handler.calls;
    link.peer.leave();
    if (action.endsWith("close") && call != "end")
        QTRY_COMPARE(link.handler.ends.size(), 1);
    else
        QVERIFY(staysQuiet([&] { return link.handler.calls > calls; }));
}

void TestTransportReentrancy::otherHandler()
{
    Link link;
    Recorder other;
    link.handler.onBytes = [&] { link.transport->setHandler(&other); };
    QVERIFY(link.peer.send("first"));
    QTRY_COMPARE(link.handler.received, QByteArray("first"));
    QVERIFY(link.peer.send("second"));
    link.transport->write("drains");
    link.peer.sendFin();
    QTRY_COMPARE(other.ends.size(), 1);
    QCOMPARE(other.received, QByteArray("second"));
    QCOMPARE(other.drains, 1);
    QCOMPARE(link.handler.calls, 1);
}

void TestTransportReentrancy::endsTheOthers_data()
{
    QTest::addColumn<bool>("aborts");
    QTest::addColumn<bool>("wrote");
    for (const bool aborts : {false, true}) {
        for (const bool wrote : {false, true})
            QTest::addRow("%s%s", aborts ? "abort" : "destroy", wrote ? ", with output" : "")
                << aborts << wrote;
    }
}

// All have bytes in the same turn, and the first to be served ends the others.
void TestTransportReentrancy::endsTheOthers()
{
    QFETCH(bool, aborts);
    QFETCH(bool, wrote);
    const Doorway doorway;
    const TransportFactory make = transports();
    std::vector<std::unique_ptr<Link>> links;
    int served = 0;
    for (int i = 0; i < 20; ++i) {
        links.push_back(std::make_unique<Link>(doorway, make));
        Link *const self = links.back().get();
        self->handler.onBytes = [&, self] {
            ++served;
            for (const auto &link : links) {
                if (wrote)
                    link->transport->write("from another's turn");
                if (link.get() == self)
                    continue;
                aborts ? link->transport->abort() : link->transport.reset();
            }
        };
    }
    for (const auto &link : links)
        QVERIFY(link->peer.send("bytes"));
    QTRY_COMPARE(served, 1);
    QVERIFY(staysQuiet([&] { return served > 1; }));
    int alive = 0;
    for (const auto &link : links) {
        const bool isAlive = !link->handler.received.isEmpty();
        alive += isAlive ? 1 : 0;
        if (isAlive && wrote)
            QTRY_COMPARE(link->peer.received(), QByteArray("from another's turn"));
        if (!isAlive)
            QVERIFY(link->peer.waitForEnd() != RawPeer::End::None);
    }
    QCOMPARE(alive, 1);
}

void TestTransportReentrancy::innerLoopIsNotReentered_data()
{
    QTest::addColumn<QByteArray>("end");
    for (const char *end : {"stays", "FIN", "RST"})
        QTest::newRow(end) << QByteArray(end);
}

void TestTransportReentrancy::innerLoopIsNotReentered()
{
    QFETCH(QByteArray, end);
    Link link;
    QByteArray seenWithin;
    link.handler.onBytes = [&] {
        if (link.handler.received != "first")
            return;
        QVERIFY(link.peer.send("second"));
        if (end == "FIN")
            link.peer.sendFin();
        else if (end == "RST")
            link.peer.reset();
        QVERIFY(staysQuiet([&] { return link.handler.calls > 1; }));
        seenWithin = link.handler.received;
    };
    QVERIFY(link.peer.send("first"));
    QTRY_COMPARE(seenWithin, QByteArray("first"));
    if (end != "RST") // which discards what has not been read
        QTRY_COMPARE(link.handler.received, QByteArray("firstsecond"));
    QTRY_COMPARE(link.handler.ends.size(), end == "stays" ? 0 : 1);
    QCOMPARE(link.handler.mostDeep, 1);
}

void TestTransportReentrancy::innerLoopServesOthers()
{
    const Doorway doorway;
    const TransportFactory make = transports();
    Link waiting(doorway, make);
    Link other(doorway, make);
    other.handler.onBytes = [&] { other.transport->write("echo ", other.handler.received); };
    bool served = false;
    waiting.handler.onBytes = [&] {
        QVERIFY(other.peer.send("busy"));
        served = other.peer.waitFor("echo busy");
    };
    QVERIFY(waiting.peer.send("wait"));
    QTRY_VERIFY(served);
    QCOMPARE(waiting.handler.mostDeep, 1);
}

// What others write while a handler's event loop runs leaves at the end of that loop's turns, not when the
// handler returns: a dialog within a slot does not silence a server.
void TestTransportReentrancy::innerLoopSends()
{
    const Doorway doorway;
    const TransportFactory make = transports();
    Link waiting(doorway, make);
    Link other(doorway, make);
    QByteArray seenByWaiting;
    QByteArray seenByOther;
    waiting.handler.onBytes = [&] {
        QEventLoop loop;
        QTimer::singleShot(0, &loop, [&] {
            waiting.transport->write("own");
            other.transport->write("another's");
        });
        QTimer::singleShot(100, &loop, &QEventLoop::quit);
        loop.exec();
        seenByWaiting = waiting.peer.received();
        seenByOther = other.peer.received();
    };
    QVERIFY(waiting.peer.send("wait"));
    QTRY_COMPARE(other.peer.received(), QByteArray("another's"));
    QTRY_COMPARE(waiting.peer.received(), QByteArray("own"));
    QCOMPARE(seenByOther, QByteArray("another's"));
    QCOMPARE(seenByWaiting, QByteArray("own"));
}

void TestTransportReentrancy::destroyedInInnerLoop()
{
    Link link;
    bool returned = false;
    link.handler.onBytes = [&] {
        QEventLoop loop;
        QTimer::singleShot(0, &loop, [&] {
            link.transport->write("last");
            link.transport.reset();
            loop.quit();
        });
        loop.exec();
        returned = true;
    };
    QVERIFY(link.peer.send("bytes"));
    QTRY_VERIFY(returned);
    QVERIFY(link.peer.waitForEnd() != RawPeer::End::None);
    QCOMPARE(link.handler.calls, 1);
}

void TestTransportReentrancy::pausedInInnerLoop()
{
    Link link;
    link.handler.onBytes = [&] {
        if (link.handler.received != "first")
            return;
        QVERIFY(link.peer.send("second"));
        QCoreApplication::processEvents(); // reported, and put off
        link.transport->setReading(false);
        QCoreApplication::processEvents();
    };
    QVERIFY(link.peer.send("first"));
    QTRY_COMPARE(link.handler.received, QByteArray("first"));
    QVERIFY(staysQuiet([&] { return link.handler.received != "first"; }));
    link.transport->setReading(true);
    QTRY_COMPARE(link.handler.received, QByteArray("firstsecond"));
}

QTEST_GUILESS_MAIN(TestTransportReentrancy)
#include "tst_transportreentrancy.moc"

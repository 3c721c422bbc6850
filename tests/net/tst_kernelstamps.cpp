// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Round trips by the kernel's clock, and that asking for them changes nothing else.
#include "transportfixture.h"

#include <QElapsedTimer>
#include <QThread>

#include <chrono>

using namespace ws;

namespace {

using Elapsed = std::optional<std::chrono::nanoseconds>;

struct StampedLink : Link
{
    StampedLink() : Link(Doorway(), plainTransports())
    {
        handler.onBytes = [this] {
            for (const quint32 mark : std::exchange(marks, {}))
                trips.append(transport->elapsedSince(mark));
        };
    }
    /// False where the system has no such stamps.
    bool ping()
    {
        transport->write("ping");
        const auto mark = transport->stampOutput();
        if (mark)
            marks.append(*mark);
        return mark.has_value();
    }
    /// What the kernel says of a ping that is answered at once. The first stamps of all may be missing: the
    /// kernel begins with them while it goes on.
    Elapsed roundTrip()
    {
        const qsizetype before = trips.size();
        if (!ping() || !peer.waitFor("ping"))
            return std::nullopt;
        peer.takeReceived();
        if (!peer.send("pong") || !QTest::qWaitFor([&] { return trips.size() > before; }))
            return std::nullopt;
        return trips.last();
    }
    bool isStamped()
    {
        return QTest::qWaitFor([this] { return roundTrip().has_value(); }, 1000);
    }

    QList<quint32> marks; // to be asked for with the next bytes
    QList<Elapsed> trips;
};

} // namespace

#define NEEDS_STAMPS(link)                                                                                   \
    if (!(link).isStamped())                                                                                 \
    QSKIP("this system does not stamp what crosses its sockets")

class TestKernelStamps : public QObject
{
    Q_OBJECT

private slots:
    void ourOwnDelayIsNotInIt()
    {
        StampedLink link;
        NEEDS_STAMPS(link);
        const qsizetype before = link.trips.size();
        QElapsedTimer clock;
        clock.start();
        QVERIFY(link.ping());
        while (!link.peer.received().contains("ping") && clock.elapsed() < 5000)
            QThread::yieldCurrentThread(); // and not the event loop
        QCOMPARE(link.peer.sendSome("pong"), 4);
        const auto answered = std::chrono::nanoseconds(clock.nsecsElapsed());
        QThread::msleep(50); // we are busy
        QTRY_COMPARE(link.trips.size(), before + 1);
        QVERIFY(clock.elapsed() >= 50);
        QVERIFY(link.trips.last());
        QVERIFY(link.trips.last()->count() > 0);
        QVERIFY(*link.trips.last() <= answered);
    }

    void marksKeepToTheirBytes()
    {
        StampedLink link;
        NEEDS_STAMPS(link);
        for (int i = 0; i < 200; ++i) {
            link.transport->write(QByteArray(i * 97, 'x')); // unstamped ones in between
            if (i % 3 == 0)
                link.transport->flush();
            QVERIFY(link.roundTrip());
            QVERIFY(link.trips.last()->count() > 0);
        }
    }

    void severalAreUnderWay()
    {
        StampedLink link;
        NEEDS_STAMPS(link);
        constexpr int Count = 5; // few enough for each to get a segment of its own
        const qsizetype before = link.trips.size();
        for (int i = 0; i < Count; ++i)
            QVERIFY(link.ping());
        QVERIFY(link.peer.waitFor(QByteArray("ping").repeated(Count)));
        QVERIFY(link.peer.send("pong"));
        QTRY_COMPARE(link.trips.size(), before + Count);
        for (qsizetype i = before; i < link.trips.size(); ++i) {
            QVERIFY(link.trips[i]);
            QVERIFY(i == before || *link.trips[i] <= *link.trips[i - 1]); // sent later, answered together
        }
    }

    void whatIsNotAskedForIsForgotten()
    {
        StampedLink link;
        NEEDS_STAMPS(link);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(link.ping());
        const quint32 oldest = link.marks.first();
        link.marks = {oldest};
        QVERIFY(link.peer.send("pong"));
        QTRY_COMPARE(link.marks.size(), 0);
        QCOMPARE(link.trips.last(), Elapsed());
        QVERIFY(link.roundTrip());
    }

    void withoutOutputThereIsNothingToStamp()
    {
        StampedLink link;
        QVERIFY(!link.transport->stampOutput());
        link.transport->close();
        link.transport->write("late");
        QVERIFY(!link.transport->stampOutput());
    }

    void whatTheKernelDoesNotTakeIsNotStamped()
    {
        Link link(Doorway(true), plainTransports());
        link.transport->write(QByteArray(500'000, 'x'));
        QVERIFY(!link.transport->stampOutput());
        QVERIFY(link.transport->bytesPending() > 0);
        link.transport->write("ping");
        QVERIFY(!link.transport->stampOutput());
        QTRY_COMPARE(link.peer.received().size(), 500'004);
        QTRY_COMPARE(link.handler.drains, 1);
    }

    void otherTransportsHaveNone()
    {
        Link link(Doorway(), SocketTransport::adopt);
        link.transport->write("ping");
        QVERIFY(!link.transport->stampOutput());
        QVERIFY(link.peer.waitFor("ping"));
    }

    // A stamp is reported like an error, and is none.
    void aPauseHolds()
    {
        StampedLink link;
        NEEDS_STAMPS(link);
        const QByteArray before = link.handler.received;
        link.transport->setReading(false);
        QVERIFY(link.peer.send("held"));
        for (int i = 0; i < 5; ++i) {
            QVERIFY(link.ping());
            QVERIFY(staysQuiet([&] { return link.handler.received != before; }));
        }
        link.transport->setReading(true);
        QTRY_COMPARE(link.handler.received, before + "held");
    }

    void anErrorIsStillOne_data()
    {
        QTest::addColumn<bool>("reads");
        QTest::newRow("while reading") << true;
        QTest::newRow("while paused") << false;
    }
    void anErrorIsStillOne()
    {
        QFETCH(bool, reads);
        StampedLink link;
        NEEDS_STAMPS(link);
        link.transport->setReading(reads);
        QVERIFY(link.ping()); // its stamp waits in the queue of errors, too
        link.peer.reset();
        QTRY_COMPARE(link.handler.ends.size(), 1);
        QVERIFY(!link.handler.ends.first().isEmpty());
    }

    void anEndIsStillOne()
    {
        StampedLink link;
        NEEDS_STAMPS(link);
        QVERIFY(link.ping());
        QVERIFY(link.peer.send("last"));
        link.peer.sendFin();
        QTRY_COMPARE(link.handler.ends, QStringList{QString()});
        QVERIFY(link.handler.received.endsWith("last"));
        link.transport->close();
        QCOMPARE(link.peer.waitForEnd(), RawPeer::End::Fin);
    }
};

QTEST_GUILESS_MAIN(TestKernelStamps)
#include "tst_kernelstamps.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of transport.h, for every plain transport: bytes both ways, what waits, what is held back.
#include "transportfixture.h"

using namespace ws;

class TestTransport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addKinds(); }

    void addresses();
    void bytesBothWays_data();
    void bytesBothWays();
    void oneTurnOneSegment();
    void answersLeaveTogether();
    void slowPeer_data();
    void slowPeer();
    void sharedBytes();
    void toldByTheEventLoop();
    void pauseHoldsThePeerBack();
    void pauseWithinBytes();
    void pausedStillWrites();
    void whatCameBeforeIsTold();
    void manyAtOnce();
};

void TestTransport::addresses()
{
    const Doorway doorway;
    const Link link(doorway, transports());
    QCOMPARE(link.transport->local().address(), QStringLiteral("127.0.0.1"));
    QCOMPARE(link.transport->local().port(), doorway.port());
    QCOMPARE(link.transport->peer().address(), QStringLiteral("127.0.0.1"));
    QVERIFY(link.transport->peer().port() != 0);
    QVERIFY(!link.transport->tlsInfo().has_value());
}

void TestTransport::bytesBothWays_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {0, 1, 125, 16 * 1024 - 1, 16 * 1024, 64 * 1024, 64 * 1024 + 1, 3'000'000})
        QTest::addRow("%lld", qlonglong(size)) << size;
}

void TestTransport::bytesBothWays()
{
    QFETCH(qsizetype, size);
    Link link;
    const QByteArray payload = pattern(size);
    link.transport->write("head", payload);
    QTRY_COMPARE(link.peer.received(), "head" + payload);
    QTRY_COMPARE(link.handler.drains, 1);
    QCOMPARE(link.transport->bytesPending(), 0);
    QVERIFY(link.peer.send(payload + "tail"));
    QTRY_COMPARE(link.handler.received, payload + "tail");
    QVERIFY(link.handler.ends.isEmpty());
}

void TestTransport::oneTurnOneSegment()
{
    Link link;
    QByteArray expected;
    for (int i = 0; i < 50; ++i) {
        const QByteArray payload = QByteArray::number(i);
        link.transport->write("h", payload);
        expected += "h" + payload;
        QCOMPARE(link.transport->bytesPending(), expected.size());
    }
    QTRY_COMPARE(link.peer.received(), expected);
    QCOMPARE(link.peer.segmentsReceived(), 1);
    QCOMPARE(link.handler.drains, 1);
}

void TestTransport::answersLeaveTogether()
{
    Link link;
    link.handler.onBytes = [&] {
        for (int i = 0; i < 10; ++i)
            link.transport->write("answer");
    };
    QVERIFY(link.peer.send("question"));
    QTRY_COMPARE(link.peer.received(), QByteArray("answer").repeated(10));
    QCOMPARE(link.peer.segmentsReceived(), 1);
}

void TestTransport::slowPeer_data()
{
    QTest::addColumn<QList<qsizetype>>("sizes");
    QTest::newRow("small ones") << QList<qsizetype>(3000, 100);
    QTest::newRow("a large one") << QList<qsizetype>{1'000'000};
    QTest::newRow("large ones") << QList<qsizetype>(10, 100'000);
    QTest::newRow("mixed") << QList<qsizetype>{3, 100'000, 5, 0, 20'000, 1, 16 * 1024, 300'000, 7};
}

// Far more than the kernel takes: what it has not taken waits, and nothing is lost, repeated or out of order.
void TestTransport::slowPeer()
{
    QFETCH(QList<qsizetype>, sizes);
    Link link(true);
    QByteArray expected;
    bool shared = false;
    for (const qsizetype size : sizes) {
        const QByteArray head = "[" + QByteArray::number(size) + "]";
        const QByteArray payload = pattern(size);
        if (shared)
            link.transport->writeShared(head + payload);
        else
            link.transport->write(head, payload);
        shared = !shared;
        expected += head + payload;
        QVERIFY(link.transport->bytesPending() <= expected.size());
        if (expected.size() % 2 == 0)
            QCoreApplication::processEvents(); // some of it in the midst of an earlier one's way out
    }
    QVERIFY(link.transport->bytesPending() > 0);
    const int drains = link.handler.drains; // on the way, of the first few
    QVERIFY(staysQuiet([&] { return link.handler.drains > drains; }));
    const qint64 waiting = link.transport->bytesPending();
    QVERIFY(waiting > 0);
    QTRY_VERIFY((link.peer.received(), link.transport->bytesPending() < waiting));
    QTRY_COMPARE(link.peer.received().size(), expected.size());
    QVERIFY(link.peer.received() == expected);
    QTRY_COMPARE(link.handler.drains, drains + 1);
    QCOMPARE(link.transport->bytesPending(), 0);

    link.transport->write("next"); // and it begins anew
    QTRY_COMPARE(link.handler.drains, drains + 2);
    QTRY_VERIFY(link.peer.received().endsWith("next"));
}

// The same bytes for many, between others of each one's own; with one peer that does not read.
void TestTransport::sharedBytes()
{
    const Doorway doorway(true);
    const TransportFactory make = transports();
    const QByteArray original = pattern(300'000);
    QByteArray shared = original;
    shared.detach();
    std::vector<std::unique_ptr<Link>> links;
    for (int i = 0; i < 8; ++i) {
        links.push_back(std::make_unique<Link>(doorway, make));
        Transport &transport = *links.back()->transport;
        if (i % 2 == 1)
            transport.write("before");
        transport.writeShared(shared);
        if (i % 4 >= 2)
            transport.write("after", "wards");
    }
    shared.fill('x'); // what the caller does with its own does not matter any more
    for (int i = 1; i < 8; ++i) {
        const QByteArray expected =
            QByteArray(i % 2 == 1 ? "before" : "") + original + QByteArray(i % 4 >= 2 ? "afterwards" : "");
        QTRY_COMPARE(links[size_t(i)]->peer.received().size(), expected.size());
        QVERIFY(links[size_t(i)]->peer.received() == expected);
    }
    QVERIFY(links.front()->transport->bytesPending() > 0);
    QTRY_VERIFY(links.front()->peer.received() == original);
}

// What a caller is in the midst of is not changed behind its back.
void TestTransport::toldByTheEventLoop()
{
    Link link(true);
    QVERIFY(link.peer.send("waits to be read"));
    link.transport->write("small");
    QCOMPARE(link.handler.calls, 0);
    link.transport->write("large", pattern(100'000));
    QCOMPARE(link.handler.calls, 0);
    link.transport->setReading(false);
    link.transport->setReading(true);
    QCOMPARE(link.handler.calls, 0);
    link.peer.reset();
    link.transport->write("nobody gets this");
    link.transport->write("nor this", pattern(100'000));
    link.transport->writeShared(pattern(100'000));
    link.transport->close();
    QCOMPARE(link.handler.calls, 0);
    QTRY_COMPARE(link.handler.ends.size(), 1);
    QVERIFY(staysQuiet([&] { return link.handler.ends.size() > 1; }));
}

void TestTransport::pauseHoldsThePeerBack()
{
    Link link(true);
    link.transport->setReading(false);
    const QByteArray bytes = pattern(5'000'000);
    qsizetype sent = 0;
    const auto sendMore = [&] {
        const qsizetype size = link.peer.sendSome(bytes.sliced(sent));
        sent += size;
        return size > 0;
    };
    while (!staysQuiet(sendMore)) { }
    QVERIFY(sent > 0);
    QVERIFY2(sent < bytes.size(), "TCP does not hold the peer back");
    QCOMPARE(link.handler.calls, 0);

    link.transport->setReading(true);
    QCOMPARE(link.handler.calls, 0);
    QTRY_COMPARE(link.handler.received.size(), sent);
    QVERIFY(link.peer.send(bytes.sliced(sent)));
    QTRY_COMPARE(link.handler.received.size(), bytes.size());
    QVERIFY(link.handler.received == bytes);
}

void TestTransport::pauseWithinBytes()
{
    Link link;
    const QByteArray bytes = pattern(2'000'000);
    int pauses = 0;
    link.handler.onBytes = [&] {
        link.transport->setReading(false);
        ++pauses;
    };
    QVERIFY(link.peer.sendSome(bytes.first(100'000)) == 100'000);
    QTRY_COMPARE(pauses, 1);
    const qsizetype seen = link.handler.received.size();
    QVERIFY(staysQuiet([&] { return pauses > 1; }));
    QCOMPARE(link.handler.received.size(), seen);
    // Off and on within one turn is no pause.
    link.handler.onBytes = [&] {
        link.transport->setReading(false);
        link.transport->setReading(true);
    };
    link.transport->setReading(true);
    QVERIFY(link.peer.send(bytes.sliced(100'000)));
    QTRY_COMPARE(link.handler.received.size(), bytes.size());
    QVERIFY(link.handler.received == bytes);
}

void TestTransport::pausedStillWrites()
{
    Link link(true);
    link.transport->setReading(false);
    const QByteArray bytes = pattern(500'000);
    link.transport->write(bytes);
    QTRY_VERIFY(link.peer.received() == bytes);
    QTRY_COMPARE(link.handler.drains, 1);
}

// A descriptor that is handed over may have a past.
void TestTransport::whatCameBeforeIsTold()
{
    const Doorway doorway;
    RawPeer peer(doorway.port());
    const int descriptor = doorway.accept();
    QVERIFY(peer.send("early"));
    peer.sendFin();
    const auto transport = transports()(descriptor);
    QVERIFY(transport != nullptr);
    Recorder handler;
    transport->setHandler(&handler);
    QTRY_COMPARE(handler.ends, QStringList{QString()});
    QCOMPARE(handler.received, QByteArray("early"));
}

// More than are worked off at a time, all of which answer in the turn in which they are asked.
void TestTransport::manyAtOnce()
{
    constexpr size_t Count = 300;
    const Doorway doorway;
    const TransportFactory make = transports();
    std::vector<std::unique_ptr<Link>> links;
    for (size_t i = 0; i < Count; ++i) {
        links.push_back(std::make_unique<Link>(doorway, make));
        Link &link = *links.back();
        link.handler.onBytes = [&link] { link.transport->write("echo ", link.handler.received); };
    }
    for (size_t i = 0; i < Count; ++i)
        QVERIFY(links[i]->peer.send(QByteArray::number(int(i))));
    for (size_t i = 0; i < Count; ++i)
        QTRY_COMPARE(links[i]->peer.received(), "echo " + QByteArray::number(int(i)));
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"

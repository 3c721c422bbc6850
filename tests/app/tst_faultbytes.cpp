// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/faultfixture.h"

#include "app/faults/frametracker.h"

#include <QSslSocket>
#include <QTemporaryDir>

using namespace sockscope;

/// Faults of bytes, of their time and of the connection, as the bytes on the wire show them.
class TestFaultBytes : public FaultFixture
{
    Q_OBJECT

private slots:
    void trackerFindsFramesInAnySplit()
    {
        const QByteArray wire =
            serverFrame(0x01, "ab") + serverFrame(0x89, "") + clientFrame(0x80, QByteArray(300, 'x'));
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            FrameTracker tracker;
            QList<int> ends;
            qsizetype at = 0;
            for (QByteArrayView part : {QByteArrayView(wire).first(cut), QByteArrayView(wire).sliced(cut)}) {
                while (!part.isEmpty()) {
                    const FrameTracker::Part found = tracker.next(part);
                    QVERIFY(found.size > 0);
                    at += found.size;
                    if (found.ends)
                        ends.append(int(at));
                    part = part.sliced(found.size);
                }
            }
            QCOMPARE(ends, (QList<int>{4, 6, int(wire.size())}));
            QVERIFY(!tracker.isWithinFrame());
        }
    }

    void trackerBelievesAnyLength()
    {
        FrameTracker tracker;
        const QByteArray header = QByteArray::fromHex("827f") + QByteArray(8, '\xFF');
        QVERIFY(!tracker.next(header).ends);
        const FrameTracker::Part part = tracker.next(QByteArray(1000, 'x'));
        QCOMPARE(part.size, 1000);
        QVERIFY(!part.ends);
        QCOMPARE(part.offset, 10U);
    }

    void noneOvertakesADelayedOne()
    {
        startWith({fault(FaultKind::Delay, {{"ms", 50}}, 1)});
        const auto peer = connectPeer();
        QVERIFY(peer->send(clientText("a") + clientText("b")));
        QVERIFY(peer->waitFor(serverText("b")));
        QCOMPARE(peer->received(), serverText("a") + serverText("b"));
        QCOMPARE(applied(), QStringList{"delay"});
    }

    void everyFrameDelayedIsOneRow()
    {
        startWith({fromDevice(fault(FaultKind::Delay, {{"ms", 1}, {"jitterMs", 2}}))});
        const auto peer = connectPeer();
        QVERIFY(peer->send(clientText("a") + clientText("b") + clientText("c")));
        QVERIFY(peer->waitFor(serverText("c")));
        QCOMPARE(applied(), QStringList{"delay"});
        peer->leave();
        QTRY_COMPARE(m_applied.size(), 2); // the rest is counted at the end
        QVERIFY(m_applied[1].words.startsWith(QStringLiteral("2× more")));
        QCOMPARE(m_server->faultTally().counts(FaultTally::Server), QList<quint64>{3});
    }

    void cappedRateKeepsEveryByte()
    {
        startWith({fault(FaultKind::Rate, {{"bytesPerSecond", 20'000}})});
        const auto peer = connectPeer();
        const QByteArray message(2000, 'r');
        QVERIFY(peer->send(clientText(message)));
        QTRY_COMPARE(peer->received().size(), 2004);
        QVERIFY(peer->received().endsWith(message));
    }

    void dribbles()
    {
        startWith({fault(FaultKind::Dribble, {{"bytes", 2}, {"gapMs", 0}})});
        const auto peer = connectPeer();
        const int before = peer->segmentsReceived();
        QVERIFY(peer->send(clientText("hello")));
        QVERIFY(peer->waitFor(serverText("hello")));
        QCOMPARE(peer->segmentsReceived() - before, 4); // 7 bytes
    }

    void splitsInTheHeader()
    {
        startWith({fault(FaultKind::SplitHeader, {{"bytes", 3}, {"gapMs", 0}})});
        const auto peer = connectPeer();
        const int before = peer->segmentsReceived();
        QVERIFY(peer->send(clientText("hi")));
        QVERIFY(peer->waitFor(serverText("hi")));
        QCOMPARE(peer->segmentsReceived() - before, 2);
    }

    void coalesces()
    {
        startWith({fault(FaultKind::Coalesce, {{"ms", 60'000}, {"bytes", 9}})});
        const auto peer = connectPeer();
        const int before = peer->segmentsReceived();
        for (const char *text : {"a", "b", "c"}) {
            const qsizetype told = m_messages->size();
            QVERIFY(peer->send(clientText(text)));
            QTRY_COMPARE(m_messages->size(), told + 1);
        }
        QVERIFY(peer->waitFor(serverText("c")));
        QCOMPARE(peer->received(), serverText("a") + serverText("b") + serverText("c"));
        QCOMPARE(peer->segmentsReceived() - before, 1);
    }

    void stopsReading()
    {
        startWith({fault(FaultKind::StopReading, {{"ms", 300}, {"receiveBuffer", 4096}})});
        const auto peer = connectPeer();
        QTRY_COMPARE(applied(), QStringList{"stopReading"});
        const QByteArray message = clientFrame(0x82, QByteArray(65'000, 's'));
        constexpr int Count = 200;
        qsizetype least = message.size() * Count;
        for (int i = 0; i < Count && least == message.size() * Count; ++i) {
            if (const qsizetype sent = peer->sendSome(message); sent < message.size()) {
                least = 0; // the device's send has blocked
                QVERIFY(peer->send(message.sliced(sent)));
            }
        }
        QCOMPARE(least, 0);
        QTRY_VERIFY(m_messages->size() > 0); // it goes on
    }

    void closesWithAnyCode_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("1001") << 1001
                              << QByteArray("\x88\x05\x03\xE9"
                                            "bye");
        QTest::newRow("1005") << 1005
                              << QByteArray("\x88\x05\x03\xED"
                                            "bye");
        QTest::newRow("0") << 0
                           << QByteArray("\x88\x05\x00\x00"
                                         "bye",
                                  7);
    }
    void closesWithAnyCode()
    {
        QFETCH(int, code);
        QFETCH(QByteArray, wire);
        startWith({fault(FaultKind::CloseWith, {{"code", code}, {"reason", "bye"}})});
        const auto peer = connectPeer();
        QVERIFY(peer->waitFor(wire));
        QVERIFY(peer->send(clientFrame(0x88, closePayload(1000))));
        QCOMPARE(peer->waitForEnd(), RawPeer::End::Fin);
    }

    void endsTcp_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QByteArray>("received");
        QTest::addColumn<int>("end");
        const QJsonObject atFrame{{"when", "frame"}};
        const int fin = int(RawPeer::End::Fin);
        const int rst = int(RawPeer::End::Reset);
        using enum FaultKind;
        QTest::newRow("FIN") << fault(CutTcp, atFrame) << QByteArray() << fin;
        QTest::newRow("FIN within a frame")
            << fault(CutTcp, {{"when", "frame"}, {"bytes", 3}}) << QByteArray("\x81\x05h") << fin;
        QTest::newRow("FIN at a frame of the device")
            << fromDevice(fault(CutTcp, atFrame)) << QByteArray() << fin;
        QTest::newRow("RST") << fault(Reset, atFrame) << QByteArray() << rst;
        QTest::newRow("RST at its time") << fault(Reset) << QByteArray() << rst;
        QTest::newRow("a dead link") << fault(Freeze, {{"ms", 20}, {"when", "frame"}}) << QByteArray() << rst;
    }
    void endsTcp()
    {
        QFETCH(Fault, fault);
        QFETCH(QByteArray, received);
        QFETCH(int, end);
        startWith({fault});
        const auto peer = connectPeer();
        if (fault.text(QStringLiteral("when")) == u"frame")
            peer->send(clientText("hello"));
        QCOMPARE(int(peer->waitForEnd()), end);
        QCOMPARE(peer->received(), received);
        QTRY_COMPARE(m_closed->size(), 1);
        QCOMPARE(m_closed->last()[1].toInt(), 1006);
        QVERIFY(!m_applied.isEmpty());
    }

    void deadLinkLivesAgain()
    {
        startWith({fault(FaultKind::Freeze, {{"ms", 50}, {"then", "resume"}})});
        const auto peer = connectPeer();
        QTRY_COMPARE(m_applied.size(), 1);
        m_server->sendBytes(number(), serverText("held"), {});
        QVERIFY(peer->send(clientText("asked")));
        QVERIFY(peer->waitFor(serverText("asked")));
        QCOMPARE(peer->received(), serverText("held") + serverText("asked"));
    }

    void deadLinkIsSilentWhenTheServerGivesUp()
    {
        startWith({fault(FaultKind::Freeze, {{"ms", 100}})});
        const auto peer = connectPeer();
        QTRY_COMPARE(m_applied.size(), 1);
        m_server->terminate(number());
        QTRY_COMPARE(m_closed->size(), 1);
        QCOMPARE(peer->waitForEnd(), RawPeer::End::Reset); // but not before its time is over
        QTRY_COMPARE(m_applied.size(), 2);
        QVERIFY(!m_applied.last().facts.value(QStringLiteral("byDevice")).toBool(true));
    }

    void openConnectionsGetFaults()
    {
        startWith({});
        const auto peer = connectPeer();
        const QByteArray frame = clientText("begun before");
        QVERIFY(peer->send(frame.first(9)));
        QVERIFY(peer->send(QByteArray()));
        QCoreApplication::processEvents();
        setFaults({fault(FaultKind::Drop, {}, 1)});
        QVERIFY(peer->send(frame.sliced(9) + clientText("second")));
        QVERIFY(peer->waitFor(serverText("second")));
        QCOMPARE(peer->received(), serverText("second"));
        setFaults({});
        QVERIFY(peer->send(clientText("third")));
        QVERIFY(peer->waitFor(serverText("third")));
    }

    void worksAboveTls()
    {
        QTemporaryDir data;
        qputenv("XDG_DATA_HOME", data.path().toUtf8());
        startWith({}, TlsMode::Development);
        QSslSocket peer;
        peer.setPeerVerifyMode(QSslSocket::VerifyNone);
        peer.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port());
        QTRY_VERIFY(peer.isEncrypted());
        peer.write(RawPeer::upgradeRequest());
        QTRY_COMPARE(m_opened->size(), 1);
        QTRY_VERIFY(peer.bytesAvailable() > 0);
        QVERIFY(peer.readAll().endsWith("\r\n\r\n"));
        Fault reset = fault(FaultKind::Reset, {{"when", "frame"}});
        reset.scope.opcodes = 1 << quint8(ws::Opcode::Pong);
        setFaults({fault(FaultKind::Drop, {}, 1), fault(FaultKind::Dribble), reset});
        peer.write(clientText("a") + clientText("b"));
        QByteArray received;
        QTRY_VERIFY((received += peer.readAll()).size() >= 3);
        QCOMPARE(received, serverText("b"));
        peer.write(clientFrame(0x89, {}));
        QTRY_COMPARE(peer.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(applied().first(3), (QStringList{"drop", "dribble", "reset"}));
    }

    void oneConnectionHasItsOwn()
    {
        startWith({fault(FaultKind::Drop)});
        const auto first = connectPeer();
        const auto second = std::make_unique<RawPeer>(port());
        QVERIFY(second->upgrade());
        QTRY_COMPARE(m_opened->size(), 2);
        m_server->setConnectionFaults(
            number(), FaultProfile{QStringLiteral("own"), {}, {fault(FaultKind::Duplicate)}});
        QVERIFY(first->send(clientText("lost")));
        QVERIFY(second->send(clientText("x")));
        QVERIFY(second->waitFor(serverText("x") + serverText("x")));
        QTRY_COMPARE(m_applied.size(), 2);
        QVERIFY(applied().contains(QStringLiteral("drop")));
        QCOMPARE(first->received(), QByteArray());
        QCOMPARE(m_server->faultTally().counts(number()), QList<quint64>{1});
    }
};

QTEST_GUILESS_MAIN(TestFaultBytes)
#include "tst_faultbytes.moc"

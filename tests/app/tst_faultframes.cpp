// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/faultfixture.h"

#include "app/text/payloadtext.h"

#include <QJsonArray>

using namespace sockscope;

/// Faults of frames, as the bytes on the wire show them.
class TestFaultFrames : public FaultFixture
{
    Q_OBJECT

private slots:
    void whatTheDeviceGets_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("received");
        QTest::addColumn<int>("rows");
        const QByteArray abc = serverText("a") + serverText("b") + serverText("c");
        const QByteArray fragments = serverFrame(0x01, "a") + serverFrame(0x80, "b");
        const QByteArray ping = serverFrame(0x89, "p");
        using enum FaultKind;
        QTest::newRow("drop the first")
            << fault(Drop, {}, 1) << abc << serverText("b") + serverText("c") << 1;
        QTest::newRow("drop all") << fault(Drop) << abc << QByteArray() << 3;
        QTest::newRow("drop nothing by chance") << fault(Drop, {{"percent", 0}}) << abc << abc << 0;
        QTest::newRow("drop a message") << fault(Drop, {}, 1) << fragments + abc << abc << 2;
        QTest::newRow("drop a fragment")
            << fault(Drop, {{"fragments", "apart"}}, 1) << fragments << serverFrame(0x80, "b") << 1;
        Fault pings = fault(Drop);
        pings.scope.opcodes = 1 << 9;
        QTest::newRow("drop pings") << pings << serverFrame(0x01, "a") + ping + serverFrame(0x80, "b")
                                    << fragments << 1;
        QTest::newRow("duplicate") << fault(Duplicate, {}, 1) << abc << serverText("a") + abc << 1;
        QTest::newRow("three of it") << fault(Duplicate, {{"copies", 2}}, 1) << fragments
                                     << fragments + fragments + fragments << 1;
        QTest::newRow("a ping within a repeated message")
            << fault(Duplicate) << serverFrame(0x01, "a") + ping + serverFrame(0x80, "b")
            << serverFrame(0x01, "a") + ping + ping + serverFrame(0x80, "b") + fragments << 2;
        QTest::newRow("reorder") << fault(Reorder, {}, 1) << abc
                                 << serverText("b") + serverText("a") + serverText("c") << 1;
        QTest::newRow("behind two") << fault(Reorder, {{"behind", 2}}, 1) << abc
                                    << serverText("b") + serverText("c") + serverText("a") << 1;
        QTest::newRow("not within a message")
            << fault(Reorder, {}, 1) << serverText("x") + fragments << fragments + serverText("x") << 1;
        QTest::newRow("a message behind a message")
            << fault(Reorder, {}, 1) << fragments + serverText("c") << serverText("c") + fragments << 1;
        QTest::newRow("fragment by fragment") << fault(Reorder, {{"fragments", "apart"}}, 1) << fragments
                                              << serverFrame(0x80, "b") + serverFrame(0x01, "a") << 1;
        QTest::newRow("held for a while")
            << fault(Reorder, {{"holdMs", 1}}, 1) << serverText("a") << serverText("a") << 1;
        QTest::newRow("swallow pongs") << fault(SwallowPongs) << serverFrame(0x8A, "p") + ping << ping << 1;
    }
    void whatTheDeviceGets()
    {
        QFETCH(Fault, fault);
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, received);
        QFETCH(int, rows);
        startWith({fault});
        const auto peer = connectPeer();
        m_server->sendBytes(number(), sent, {});
        const QByteArray end = serverText("end");
        QTest::qWait(0); // composed bytes leave from the event loop
        setFaults({}); // what waits leaves first, and nothing happens to the end
        m_server->sendBytes(number(), end, {});
        QVERIFY(peer->waitFor(end));
        QCOMPARE(peer->received().toHex(' '), (received + end).toHex(' '));
        QCOMPARE(m_applied.size(), rows);
    }

    void reorderedAfterAWhile()
    {
        startWith({fault(FaultKind::Reorder, {{"holdMs", 1}}, 1)});
        const auto peer = connectPeer();
        m_server->sendBytes(number(), serverText("a"), {});
        QVERIFY(peer->waitFor(serverText("a")));
    }

    void fromTheDevice()
    {
        startWith({fromDevice(fault(FaultKind::Drop, {}, 1)), fromDevice(fault(FaultKind::Duplicate, {}, 1)),
            fromDevice(fault(FaultKind::Reorder, {{"behind", 2}}, 1))});
        const auto peer = connectPeer();
        QVERIFY(peer->send(clientText("a") + clientText("b") + clientText("c")));
        QVERIFY(peer->waitFor(serverText("c")));
        // a is lost, b there twice, and its first self waits for two others.
        QCOMPARE(peer->received(), serverText("b") + serverText("c") + serverText("b"));
        QCOMPARE(applied(), (QStringList{"drop", "reorder", "duplicate"}));
    }

    void corruptedByteIsNamed()
    {
        QByteArray first;
        for (int run = 0; run < 2; ++run) {
            startWith({fault(FaultKind::Corrupt, {}, 1)});
            const auto peer = connectPeer();
            QVERIFY(peer->send(clientText("hello")));
            QTRY_COMPARE(peer->received().size(), 7);
            const QByteArray wire = peer->takeReceived();
            QCOMPARE(m_applied.size(), 1);
            const QJsonObject change =
                m_applied.first().facts.value(QStringLiteral("changes")).toArray().first().toObject();
            const int at = change.value(QStringLiteral("at")).toInt();
            QByteArray expected = serverText("hello");
            QVERIFY(at >= 2 && at < expected.size());
            QCOMPARE(QByteArray(1, expected[at]).toHex(),
                change.value(QStringLiteral("from")).toString().toLatin1());
            expected[at] = QByteArray::fromHex(change.value(QStringLiteral("to")).toString().toLatin1())[0];
            QCOMPARE(wire, expected);
            QVERIFY(wire != serverText("hello"));
            if (run == 0)
                first = wire;
            QCOMPARE(wire, first); // the same seed, the same run
        }
    }

    void corruptedHeaderOrEmptyPayload()
    {
        startWith({fault(FaultKind::Corrupt, {{"where", "header"}, {"bytes", 2}}, 1)});
        auto peer = connectPeer();
        QVERIFY(peer->send(clientText("hello")));
        QTRY_COMPARE(peer->received().size(), 7);
        QVERIFY(peer->received()[0] != char(0x81) && peer->received()[1] != char(5));
        QVERIFY(peer->received().endsWith("hello"));

        startWith({fault(FaultKind::Corrupt)});
        peer = connectPeer();
        QVERIFY(peer->send(clientText("")));
        QVERIFY(peer->waitFor(serverText("")));
        QCOMPARE(m_applied.size(), 0);
    }

    void closeGoesUnanswered()
    {
        startWith({fault(FaultKind::IgnoreClose)});
        const auto peer = connectPeer();
        QVERIFY(peer->send(clientFrame(0x88, closePayload(1000))));
        QTRY_COMPARE(m_closed->size(), 1);
        QCOMPARE(m_closed->last()[1].toInt(), 1000);
        peer->sendFin();
        QTRY_COMPARE(m_applied.size(), 2);
        QCOMPARE(applied(), (QStringList{"ignoreClose", "ignoreClose"}));
        QVERIFY(m_applied[1].facts.value(QStringLiteral("byDevice")).toBool());
        QCOMPARE(peer->received(), QByteArray());
    }

    void ownCloseIsSent()
    {
        startWith({fault(FaultKind::IgnoreClose)});
        const auto peer = connectPeer();
        m_server->close(number(), 1001, {});
        QVERIFY(peer->waitFor(serverClose(1001)));
        QCOMPARE(m_applied.size(), 0);
    }

    void rowsAreInTheLog()
    {
        startWith({fault(FaultKind::Drop, {}, 1)});
        const auto peer = connectPeer();
        QVERIFY(peer->send(clientText("a") + clientText("b")));
        QVERIFY(peer->waitFor(serverText("b")));
        QString words;
        const CaptureStore &log = m_bench->capture;
        log.forEach(log.rows().first, log.rows().end, [&](quint64 row, const FrameRecord &record) {
            if (record.kind == RowKind::Event && record.event == EventKind::Fault)
                words += rowPreview(record, log.content(row));
        });
        QCOMPARE(words, QStringLiteral("Dropped: text, 1 byte, to the device"));
        QCOMPARE(m_server->faultTally().counts(FaultTally::Server), QList<quint64>{1});
    }
};

QTEST_GUILESS_MAIN(TestFaultFrames)
#include "tst_faultframes.moc"

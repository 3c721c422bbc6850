// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/faultfixture.h"

#include "app/devices/devicetable.h"

using namespace sockscope;

/// What devices make of a 101 that they must refuse. Certificates are in tst_faultcertificates.
class TestFaultTrials : public FaultFixture
{
    Q_OBJECT

    using Reaction = std::function<void(RawPeer *)>;

    static QByteArray close(quint16 code)
    {
        return clientFrame(0x88, QByteArray(1, char(code >> 8)) + char(code & 0xFF));
    }
    /// Sends an upgrade with @p extra lines, and waits for the 101.
    std::unique_ptr<RawPeer> asks(const QByteArray &extra = {}) const
    {
        auto peer = std::make_unique<RawPeer>(port());
        if (!peer->send(RawPeer::upgradeRequest(extra)) || !peer->waitFor("\r\n\r\n"))
            qFatal("no answer to the upgrade");
        return peer;
    }
    QStringList verdicts() const
    {
        QStringList words;
        for (const AppliedFault &one : m_applied) {
            if (one.facts.contains(QStringLiteral("accepted")))
                words.append(one.words);
        }
        return words;
    }
    quint64 violations() const { return m_bench->table.totals().violations; }

private slots:
    void itMustRefuse_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QString>("shown");
        using enum FaultKind;
        QTest::newRow("wrong Accept") << fault(WrongAccept) << "a 101 with a wrong Sec-WebSocket-Accept";
        QTest::newRow("no Accept") << fault(MissingAccept) << "a 101 without Sec-WebSocket-Accept";
        QTest::newRow("subprotocol") << fault(UnrequestedSubprotocol, {{"name", "v9"}})
                                     << "a 101 with the subprotocol v9, for which it did not ask";
        QTest::newRow("extension") << fault(UnsolicitedExtension, {{"extension", "x-odd; level=1"}})
                                   << "a 101 with the extension x-odd; level=1, for which it did not ask";
    }
    void itMustRefuse()
    {
        QFETCH(Fault, fault);
        QFETCH(QString, shown);
        startWith({fault});
        const auto careful = asks();
        careful->sendFin();
        QTRY_COMPARE(verdicts().size(), 1);
        QCOMPARE(verdicts().constLast(), "The device refuses " + shown + ", as it must");
        const auto careless = asks();
        QVERIFY(careless->send(clientText("hello")));
        QTRY_COMPARE(verdicts().size(), 2);
        QCOMPARE(verdicts().constLast(), "The device takes " + shown + ": it must refuse it (RFC 6455 4.1)");
    }

    void whatItMakesOfIt_data()
    {
        QTest::addColumn<Reaction>("reaction");
        QTest::addColumn<QStringList>("accepted"); // as JSON has it
        QTest::addColumn<quint64>("violations");
        const QStringList takes{"true"}, refuses{"false"};
        const auto sends = [](const QByteArray &bytes) {
            return Reaction([bytes](RawPeer *peer) { peer->send(bytes); });
        };
        QTest::newRow("ends TCP") << Reaction([](RawPeer *peer) { peer->sendFin(); }) << refuses << 0ULL;
        QTest::newRow("resets TCP") << Reaction([](RawPeer *peer) { peer->reset(); }) << refuses << 0ULL;
        QTest::newRow("closes with 1002") << sends(close(1002)) << refuses << 0ULL;
        QTest::newRow("closes with 1000") << sends(close(1000)) << takes << 0ULL;
        QTest::newRow("text") << sends(clientText("hello")) << takes << 0ULL;
        QTest::newRow("ping") << sends(clientFrame(0x89, "")) << takes << 0ULL;
        QTest::newRow("pong") << sends(clientFrame(0x8A, "")) << takes << 0ULL;
        QTest::newRow("a wrong frame") << sends(serverText("not masked")) << takes << 1ULL;
        QTest::newRow("text, then ends TCP") << Reaction([](RawPeer *peer) {
            peer->send(clientText("hello"));
            peer->sendFin();
        }) << takes << 1ULL;
    }
    void whatItMakesOfIt()
    {
        QFETCH(Reaction, reaction);
        QFETCH(QStringList, accepted);
        QFETCH(quint64, violations);
        startWith({fault(FaultKind::MissingAccept)});
        const auto peer = asks();
        reaction(peer.get());
        QTRY_COMPARE(m_applied.size(), 2); // the fault, and what became of it
        QTRY_COMPARE(this->violations(), violations);
        m_server->stop();
        peer->sendFin();
        QTRY_COMPARE(m_stopped->size(), 1);
        QStringList told;
        for (const AppliedFault &one : std::as_const(m_applied).mid(1))
            told.append(one.facts.value("accepted").toBool() ? "true" : "false");
        QCOMPARE(told, accepted);
    }

    void whatItAskedForIsNone_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QByteArray>("asked");
        QTest::newRow("subprotocol") << fault(FaultKind::UnrequestedSubprotocol, {{"name", "v9"}})
                                     << QByteArray("Sec-WebSocket-Protocol: v1, v9\r\n");
        QTest::newRow("extension") << fault(
            FaultKind::UnsolicitedExtension, {{"extension", "permessage-deflate"}})
                                   << QByteArray("Sec-WebSocket-Extensions: x-odd, permessage-deflate; "
                                                 "client_max_window_bits\r\n");
    }
    void whatItAskedForIsNone()
    {
        QFETCH(Fault, fault);
        QFETCH(QByteArray, asked);
        startWith({fault});
        const auto peer = asks(asked);
        peer->sendFin();
        QTRY_COMPARE(violations(), 1ULL); // the lack of a Close frame
        QCOMPARE(m_applied.size(), 1);
    }

    // A display that only listens.
    void oneThatSaysNothingIsAsked()
    {
        startWith({fault(FaultKind::WrongAccept)});
        const auto peer = asks();
        QVERIFY(peer->waitFor(serverFrame(0x89, "")));
        QVERIFY(verdicts().isEmpty());
        QVERIFY(peer->send(clientFrame(0x8A, "")));
        QTRY_COMPARE(verdicts().size(), 1);
        QVERIFY(verdicts().constFirst().startsWith(QStringLiteral("The device takes")));
    }

    void anEndOnPurposeSaysNothing()
    {
        startWith({fault(FaultKind::WrongAccept)});
        const auto peer = asks();
        QTRY_COMPARE(m_opened->size(), 1);
        m_server->terminate(number());
        QTRY_COMPARE(m_closed->size(), 1);
        QVERIFY(verdicts().isEmpty());
    }

    // Whoever looks for violations must not find what is right.
    void refusingIsNoRedRow()
    {
        startWith({fault(FaultKind::WrongAccept)});
        const auto peer = asks();
        peer->sendFin();
        QTRY_COMPARE(m_closed->size(), 1);
        const RowRange range = m_bench->capture.rows();
        m_bench->capture.forEach(
            range.first, range.end, [](quint64, const FrameRecord &record) { QVERIFY(!record.violation); });
        QCOMPARE(m_bench->table.snapshot().constFirst().violations, 0ULL);
        const QList<Device> devices = m_bench->table.devices().devices();
        QCOMPARE(devices.constFirst().sessions.constFirst().end, SessionEnd::ByBench);
    }
};

QTEST_GUILESS_MAIN(TestFaultTrials)
#include "tst_faulttrials.moc"

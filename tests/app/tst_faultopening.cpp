// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/faultfixture.h"

#include <algorithm>

using namespace sockscope;

/// Faults of the handshake and of the listener, as the bytes on the wire show them.
class TestFaultOpening : public FaultFixture
{
    Q_OBJECT

    // What comes for a request, once @p last of it is there.
    QByteArray answer(RawPeer *peer, const QByteArray &last = "\r\n\r\n", const QByteArray &extra = {})
    {
        if (!peer->send(RawPeer::upgradeRequest(extra)) || !peer->waitFor(last))
            return {};
        return peer->takeReceived();
    }

    static QByteArray rightAnswer()
    {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    }

private slots:
    void changesTheAnswer_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QByteArray>("wire");
        const QByteArray right = rightAnswer();
        const auto replaced = [&right](const char *from, const char *to) {
            return QByteArray(right).replace(from, to);
        };
        const QByteArray accept = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
        using enum FaultKind;
        QTest::newRow("no Accept") << fault(MissingAccept) << QByteArray(right).replace(accept, "");
        QTest::newRow("lower case")
            << fault(HeaderCase)
            << QByteArray("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: "
                          "Upgrade\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
        QTest::newRow("upper case")
            << fault(HeaderCase, {{"case", "upper"}})
            << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUPGRADE: websocket\r\nCONNECTION: "
                          "Upgrade\r\nSEC-WEBSOCKET-ACCEPT: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
        QTest::newRow("odd case")
            << fault(HeaderCase, {{"case", "odd"}})
            << QByteArray("HTTP/1.1 101 Switching Protocols\r\nuPgRaDe: websocket\r\ncOnNeCtIoN: "
                          "Upgrade\r\nsEc-wEbSoCkEt-aCcEpT: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
        QTest::newRow("reversed") << fault(HeaderOrder)
                                  << "HTTP/1.1 101 Switching Protocols\r\n" + accept
                + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
        QTest::newRow("padding") << fault(OversizedHeader,
            {{"bytes", 40}}) << replaced("\r\n\r\n", "\r\nX-Padding: xxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n\r\n");
        QTest::newRow("subprotocol") << fault(UnrequestedSubprotocol)
                                     << replaced(
                                            "\r\n\r\n", "\r\nSec-WebSocket-Protocol: unrequested\r\n\r\n");
        QTest::newRow("extension") << fault(UnsolicitedExtension)
                                   << replaced(
                                          "\r\n\r\n", "\r\nSec-WebSocket-Extensions: x-unsolicited\r\n\r\n");
        QTest::newRow("late") << fault(DelayHandshake, {{"ms", 20}}) << right;
        QTest::newRow("glued") << fault(GlueFirstFrame) << right + serverText("hello");
    }
    void changesTheAnswer()
    {
        QFETCH(Fault, fault);
        QFETCH(QByteArray, wire);
        fault.scope.next = 1;
        startWith({fault});
        const auto peer = std::make_unique<RawPeer>(port());
        QCOMPARE(answer(peer.get(), wire.right(7)), wire);
        QTRY_COMPARE(m_applied.size(), 1);
        QCOMPARE(applied().constFirst(), faultInfo(fault.kind).key);
        // The log has the head as it left, and the next connection a right one.
        const QByteArray head = m_bench->table.handshake(number(), ws::Direction::Sent);
        QCOMPARE(head, wire.first(wire.indexOf("\r\n\r\n") + 4));
        const auto second = std::make_unique<RawPeer>(port());
        QCOMPARE(answer(second.get()), rightAnswer());
    }

    void wrongAcceptIsAnother()
    {
        startWith({fault(FaultKind::WrongAccept)});
        const auto peer = std::make_unique<RawPeer>(port());
        const QByteArray head = answer(peer.get());
        QCOMPARE(head.size(), rightAnswer().size());
        QVERIFY(head != rightAnswer());
        QVERIFY(head.contains("\r\nSec-WebSocket-Accept: "));
    }

    void shuffledIsTheSameLines()
    {
        startWith({fault(FaultKind::HeaderOrder, {{"order", "shuffled"}})});
        const auto peer = std::make_unique<RawPeer>(port());
        QList<QByteArray> lines = answer(peer.get()).split('\n');
        QList<QByteArray> right = rightAnswer().split('\n');
        QCOMPARE(lines.constFirst(), right.constFirst());
        std::ranges::sort(lines);
        std::ranges::sort(right);
        QCOMPARE(lines, right);
    }

    void leavesOutTheSubprotocol()
    {
        startWith({});
        m_server->stop();
        QTRY_COMPARE(m_stopped->size(), 1);
        m_settings.subprotocols = {QStringLiteral("v1")};
        setFaults({fault(FaultKind::MissingSubprotocol)});
        m_server->start(m_settings);
        const auto peer = std::make_unique<RawPeer>(port());
        QCOMPARE(answer(peer.get(), "\r\n\r\n", "Sec-WebSocket-Protocol: v1\r\n"), rightAnswer());
        QCOMPARE(applied(), QStringList{"missingSubprotocol"});
    }

    void answersInPieces()
    {
        startWith({fault(FaultKind::SplitHandshake, {{"bytes", 50}, {"gapMs", 0}})});
        const auto peer = std::make_unique<RawPeer>(port());
        QCOMPARE(answer(peer.get()), rightAnswer());
        QCOMPARE(peer->segmentsReceived(), int(rightAnswer().size() + 49) / 50);
    }

    void gluedFrameIsInOneWrite()
    {
        startWith({fault(FaultKind::GlueFirstFrame)});
        const auto peer = std::make_unique<RawPeer>(port());
        answer(peer.get(), "hello");
        QCOMPARE(peer->segmentsReceived(), 1);
    }

    void refusesWithHttp_data()
    {
        QTest::addColumn<QJsonObject>("parameters");
        QTest::addColumn<QList<QByteArray>>("lines");
        QTest::newRow("401") << QJsonObject{{"status", 401}}
                             << QList<QByteArray>{"HTTP/1.1 401 Unauthorized"};
        QTest::newRow("403") << QJsonObject{{"status", 403}} << QList<QByteArray>{"HTTP/1.1 403 Forbidden"};
        QTest::newRow("404") << QJsonObject{{"status", 404}} << QList<QByteArray>{"HTTP/1.1 404 Not Found"};
        QTest::newRow("301") << QJsonObject{{"status", 301}, {"location", "ws://elsewhere/"}}
                             << QList<QByteArray>{
                                    "HTTP/1.1 301 Moved Permanently", "Location: ws://elsewhere/"};
        QTest::newRow("503") << QJsonObject{{"status", 503}, {"retryAfter", 7}}
                             << QList<QByteArray>{"HTTP/1.1 503 Service Unavailable", "Retry-After: 7"};
    }
    void refusesWithHttp()
    {
        QFETCH(QJsonObject, parameters);
        QFETCH(QList<QByteArray>, lines);
        startWith({fault(FaultKind::RefuseHttp, parameters, 2)});
        for (int i = 0; i < 2; ++i) {
            const auto peer = std::make_unique<RawPeer>(port());
            const QList<QByteArray> got = answer(peer.get()).replace("\r\n", "\n").split('\n');
            for (const QByteArray &line : std::as_const(lines))
                QCOMPARE(std::ranges::count(got, line), 1);
            QCOMPARE(got.count("Retry-After: 1"), 0);
        }
        const auto third = std::make_unique<RawPeer>(port());
        QCOMPARE(answer(third.get()), rightAnswer());
        QCOMPARE(applied(), (QStringList{"refuseHttp", "refuseHttp"}));
    }

    void refusesWithReset()
    {
        startWith({fault(FaultKind::RefuseReset, {}, 1)});
        const auto peer = std::make_unique<RawPeer>(port());
        QCOMPARE(peer->waitForEnd(), RawPeer::End::Reset);
        const auto second = std::make_unique<RawPeer>(port());
        QCOMPARE(answer(second.get()), rightAnswer());
        QCOMPARE(number(), 2U);
    }

    void neverAnswers()
    {
        startWith({fault(FaultKind::NoAnswer, {{"ms", 50}}, 1), fault(FaultKind::NoAnswer, {}, 1)});
        const auto first = std::make_unique<RawPeer>(port());
        const auto second = std::make_unique<RawPeer>(port());
        QVERIFY(first->send(RawPeer::upgradeRequest()) && second->send(RawPeer::upgradeRequest()));
        QCOMPARE(first->waitForEnd(), RawPeer::End::Reset);
        QCOMPARE(first->received(), QByteArray());
        QCOMPARE(second->received(), QByteArray());
        second->leave(); // the device gives up
        QTRY_COMPARE(m_applied.size(), 4);
        QVERIFY(m_applied.constLast().facts.value(QStringLiteral("byDevice")).toBool());
    }

    void acceptsNobodyForAWhile()
    {
        startWith({fault(FaultKind::NoAccept, {{"ms", 100}})});
        QTRY_COMPARE(m_applied.size(), 1);
        const auto peer = std::make_unique<RawPeer>(port()); // the kernel lets it in
        QCOMPARE(answer(peer.get()), rightAnswer());
        QCOMPARE(m_applied.constFirst().connection, FaultTally::Server);
    }

    void closesThePort_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QByteArray>("received");
        QTest::addColumn<int>("end");
        QTest::newRow("RST") << QStringLiteral("reset") << QByteArray() << int(RawPeer::End::Reset);
        QTest::newRow("FIN") << QStringLiteral("fin") << QByteArray() << int(RawPeer::End::Fin);
        QTest::newRow("Close") << QStringLiteral("close") << QByteArray("\x88\x11\x03\xF4service restart")
                               << int(RawPeer::End::Fin);
    }
    void closesThePort()
    {
        QFETCH(QString, how);
        QFETCH(QByteArray, received);
        QFETCH(int, end);
        startWith({});
        const auto peer = connectPeer();
        setFaults({fault(FaultKind::Outage, {{"ms", 200}, {"how", how}})});
        QTRY_COMPARE(m_applied.size(), 1);
        QTcpSocket refused;
        refused.connectToHost(QStringLiteral("127.0.0.1"), port());
        QTRY_COMPARE(refused.error(), QAbstractSocket::ConnectionRefusedError);
        if (!received.isEmpty()) {
            QVERIFY(peer->waitFor(received));
            QVERIFY(peer->send(clientFrame(0x88, closePayload(1012))));
        }
        QCOMPARE(int(peer->waitForEnd()), end);
        QTRY_VERIFY_WITH_TIMEOUT(canConnect(), 5000);
        QVERIFY(m_failed->isEmpty());
    }

private:
    bool canConnect()
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), port());
        return socket.waitForConnected(100);
    }
};

QTEST_GUILESS_MAIN(TestFaultOpening)
#include "tst_faultopening.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clientlink.h"
#include "clientpoolfixture.h"

#include <QSignalSpy>

using namespace sockscope;

/// Clients that are open, one or many.
class TestClientPool : public ClientPoolFixture
{
    Q_OBJECT

private slots:
    void init() { serve(); }
    void talks_data() { kinds(); }
    void talks();
    void asksForWhatItIsTold_data() { kinds(); }
    void asksForWhatItIsTold();
    void closes_data() { kinds(); }
    void closes();
    void refusesHugeMessages_data() { kinds(); }
    void refusesHugeMessages();
    void manyAtOnce();
    void forgetsRemovedOnes();
    void keepsSettingsForTheNext();
    void transcriptIsBounded();
};

void TestClientPool::talks()
{
    QFETCH(ClientKind, kind);
    QVERIFY(openOne(settings(kind)));
    m_pool->send(1, ws::Opcode::Text, "é\n");
    m_pool->send(1, ws::Opcode::Binary, QByteArray::fromHex("00ff"));
    m_pool->send(1, ws::Opcode::Ping, "p");
    QTRY_VERIFY2(transcript(1).contains("<pong p after "), qPrintable(transcript(1)));
    QVERIFY(transcript(1).startsWith("·open, no subprotocol\n>text é\\n\n>binary 2 B 00 ff\n>ping p\n"));
    QVERIFY(transcript(1).contains("<text é\\n\n<binary 2 B 00 ff\n"));
    const ClientTraffic traffic = m_pool->find(1)->traffic;
    QCOMPARE(traffic.framesSent, quint64(3));
    QCOMPARE(traffic.framesReceived, quint64(3));
    const bool isRaw = kind == ClientKind::Raw; // which counts headers and masking keys
    QCOMPARE(traffic.bytesSent, quint64(isRaw ? 6 + 3 * 6 : 6));
    QCOMPARE(traffic.bytesReceived, quint64(isRaw ? 6 + 3 * 2 : 6));
    QVERIFY(traffic.lastRttNs >= 0);
}

void TestClientPool::asksForWhatItIsTold()
{
    QFETCH(ClientKind, kind);
    ClientSettings asked = settings(kind);
    asked.subprotocols = QStringList{"a", "b"};
    asked.headers = {{"X-Device-Id", "seven"}};
    QVERIFY(openOne(asked));
    QCOMPARE(m_pool->find(1)->subprotocol, "b");
    QVERIFY(m_head.contains("X-Device-Id: seven\r\n"));
    QVERIFY(transcript(1).contains("open, subprotocol b"));
}

void TestClientPool::closes()
{
    QFETCH(ClientKind, kind);
    QVERIFY(openOne(settings(kind)));
    m_peer->close(4001, QStringLiteral("enough"));
    QTRY_COMPARE(state(1), ClientState::Closed);
    QCOMPARE(m_pool->find(1)->closeCode, quint16(4001));
    QCOMPARE(m_pool->find(1)->closeReason, "enough");
    m_pool->open(1);
    QTRY_COMPARE(state(1), ClientState::Open);
    m_pool->close(1, 3000, QStringLiteral("bye"));
    QTRY_COMPARE(m_codes, (QList<quint16>{4001, 3000}));
    QTRY_COMPARE(state(1), ClientState::Closed);
    m_pool->open(1);
    QTRY_COMPARE(state(1), ClientState::Open);
    m_pool->terminate(1);
    QTRY_COMPARE(state(1), ClientState::Closed);
    QTRY_COMPARE(m_codes, (QList<quint16>{4001, 3000, 1006}));
}

void TestClientPool::refusesHugeMessages()
{
    QFETCH(ClientKind, kind);
    QVERIFY(openOne(settings(kind)));
    m_peer->sendRaw(ws::makeFrameHeader(ws::Opcode::Binary, ClientLink::MaxMessageBytes + 1), "start");
    QTRY_COMPARE(state(1), ClientState::Closed);
    QTRY_COMPARE(m_codes, QList<quint16>{1009});
}

void TestClientPool::manyAtOnce()
{
    constexpr int Count = 20;
    QList<ClientEntry> entries;
    for (int i = 1; i <= Count; ++i)
        entries.append({quint64(i), settings(i % 2 ? ClientKind::Raw : ClientKind::Standard)});
    m_pool->setClients(entries);
    const auto all = [this](ClientState state) {
        const QList<ClientStats> clients = m_pool->clients();
        return clients.size() == Count
            && std::all_of(clients.begin(), clients.end(),
                [state](const auto &client) { return client.state == state; });
    };
    m_pool->openAll();
    QTRY_VERIFY(all(ClientState::Open));
    QCOMPARE(m_server->clients().size(), Count);
    m_pool->closeAll();
    QTRY_VERIFY(all(ClientState::Closed));
    QTRY_COMPARE(m_codes, QList<quint16>(Count, 1000));
}

void TestClientPool::forgetsRemovedOnes()
{
    m_pool->setClients({{1, settings(ClientKind::Raw)}, {2, settings(ClientKind::Standard)}});
    m_pool->openAll();
    QTRY_COMPARE(m_server->clients().size(), 2);
    m_pool->setClients({});
    QVERIFY(m_pool->clients().isEmpty());
    QVERIFY(!m_pool->find(1));
    QTRY_VERIFY(m_server->clients().isEmpty());
    QSignalSpy failed(m_pool.get(), &ClientPool::commandFailed);
    m_pool->send(1, ws::Opcode::Text, "late");
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().at(1).toString().contains("no longer there"));
}

void TestClientPool::keepsSettingsForTheNext()
{
    QVERIFY(openOne(settings(ClientKind::Raw)));
    ClientSettings other = settings(ClientKind::Standard);
    other.headers = {{"X-Second", "yes"}};
    m_pool->setClients({{1, other}});
    m_pool->send(1, ws::Opcode::Text, "first");
    QTRY_VERIFY(transcript(1).contains("<text first"));
    QCOMPARE(m_pool->find(1)->kind, ClientKind::Raw);
    m_pool->close(1);
    QTRY_COMPARE(state(1), ClientState::Closed);
    m_pool->open(1);
    QTRY_COMPARE(state(1), ClientState::Open);
    QCOMPARE(m_pool->find(1)->kind, ClientKind::Standard);
    QVERIFY(m_head.contains("X-Second: yes\r\n"));
    m_pool->send(1, ws::Opcode::Text, "second");
    QTRY_COMPARE(m_pool->find(1)->traffic.framesReceived, quint64(3)); // with the Close of the first
}

void TestClientPool::transcriptIsBounded()
{
    QVERIFY(openOne(settings(ClientKind::Raw)));
    constexpr int Messages = int(ClientBoard::MaxLines);
    for (int i = 0; i < Messages; ++i)
        m_pool->send(1, ws::Opcode::Text, QByteArray::number(i));
    QTRY_COMPARE(m_pool->find(1)->traffic.framesReceived, quint64(Messages));
    quint64 next = 0;
    QCOMPARE(size_t(m_pool->transcript(1, &next).size()), ClientBoard::MaxLines);
    QCOMPARE(next, quint64(1 + 2 * Messages));
    QVERIFY(m_pool->transcript(1, &next).isEmpty());
}

QTEST_GUILESS_MAIN(TestClientPool)
#include "tst_clientpool.moc"

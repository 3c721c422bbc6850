// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clienttargets.h"
#include "clientpoolfixture.h"

#include <QSignalSpy>

using namespace sockscope;

/// What clients send: right, wrong, and not at all.
class TestClientSending : public ClientPoolFixture
{
    Q_OBJECT

private slots:
    void init() { serve(); }
    void namesTheRule();
    void goesOnWhereTold();
    void sendsAnyBytes();
    void composedMessagesGoToRawOnes();
    void leavesPingsUnanswered();
    void saysWhatCannotBeSent_data();
    void saysWhatCannotBeSent();
};

void TestClientSending::namesTheRule()
{
    QVERIFY(openOne(settings(ClientKind::Raw)));
    m_peer->send(QStringLiteral("masked"), true);
    QTRY_COMPARE(state(1), ClientState::Closed);
    QCOMPARE(m_pool->find(1)->rule, ws::Rule::UnexpectedMask);
    QVERIFY2(transcript(1).contains("!WS_ERR_UNEXPECTED_MASK"), qPrintable(transcript(1)));
}

void TestClientSending::goesOnWhereTold()
{
    ClientSettings asked = settings(ClientKind::Raw);
    asked.toleratesViolations = true;
    QVERIFY(openOne(asked));
    m_peer->send(QStringLiteral("masked"), true);
    QTRY_VERIFY2(transcript(1).contains("<text masked"), qPrintable(transcript(1)));
    QVERIFY(transcript(1).contains(", tolerated"));
    QCOMPARE(state(1), ClientState::Open);
}

void TestClientSending::sendsAnyBytes()
{
    QVERIFY(openOne(settings(ClientKind::Raw)));
    m_pool->sendBytes(1, QByteArray::fromHex("818537fa213d7f9f4d5158"), ws::WritePlan::byteByByte(11));
    QTRY_VERIFY2(transcript(1).contains("<text Hello"), qPrintable(transcript(1)));
    QVERIFY(transcript(1).contains(">11 B in 11 TCP writes: 81 85 37 fa"));
    QCOMPARE(m_pool->find(1)->traffic.framesSent, quint64(1));
}

void TestClientSending::composedMessagesGoToRawOnes()
{
    ClientTargets targets(m_pool.get());
    QSignalSpy failed(&targets, &ComposeTargets::failed);
    QSignalSpy caughtUp(&targets, &ComposeTargets::caughtUp);
    m_pool->setClients({{1, settings(ClientKind::Standard)}, {2, settings(ClientKind::Raw)},
        {3, settings(ClientKind::Raw)}});
    QVERIFY(targets.open().isEmpty());
    m_pool->open(1);
    m_pool->open(2);
    QTRY_COMPARE(m_server->clients().size(), 2);
    QTRY_COMPARE(targets.open().size(), 1);
    const ComposeTarget target = targets.open().first();
    QCOMPARE(target.connection, quint64(2));
    QCOMPARE(target.role, ws::Role::Client);
    const auto composed = compose({}, "composed", {});
    targets.send(2, std::get<Composition>(composed));
    targets.catchUp();
    QTRY_COMPARE(caughtUp.size(), 1);
    QTRY_VERIFY2(transcript(2).contains("<text composed"), qPrintable(transcript(2)));
    targets.send(3, std::get<Composition>(composed));
    QTRY_COMPARE(failed.size(), 1);
}

void TestClientSending::leavesPingsUnanswered()
{
    ClientSettings asked = settings(ClientKind::Raw);
    asked.answersPings = false;
    QVERIFY(openOne(asked));
    QSignalSpy pong(m_peer, &ws::WebSocketConnection::pongReceived);
    m_peer->ping("are you there");
    m_peer->send(QStringLiteral("after"));
    QTRY_VERIFY(transcript(1).contains("<text after"));
    QVERIFY(transcript(1).contains("<ping are you there"));
    m_pool->send(1, ws::Opcode::Text, "last");
    QTRY_VERIFY(transcript(1).contains("<text last"));
    QVERIFY(pong.isEmpty());
}

void TestClientSending::saysWhatCannotBeSent_data()
{
    QTest::addColumn<ClientKind>("kind");
    QTest::addColumn<int>("opcode");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("says");
    for (const ClientKind kind : {ClientKind::Standard, ClientKind::Raw}) {
        const QString name = clientKindName(kind);
        QTest::addRow("ping, %s", qPrintable(name)) << kind << 9 << QByteArray(126, 'x') << "125";
        QTest::addRow("text, %s", qPrintable(name)) << kind << 1 << QByteArray("\xff") << "valid UTF-8";
        QTest::addRow("close, %s", qPrintable(name)) << kind << 8 << QByteArray() << "must not be sent";
    }
    QTest::newRow("bytes") << ClientKind::Standard << -1 << QByteArray() << "make it a raw one";
}

void TestClientSending::saysWhatCannotBeSent()
{
    QFETCH(ClientKind, kind);
    QFETCH(int, opcode);
    QFETCH(QByteArray, data);
    QFETCH(QString, says);
    QSignalSpy failed(m_pool.get(), &ClientPool::commandFailed);
    m_pool->setClients({{1, settings(kind)}});
    m_pool->send(1, ws::Opcode::Text, "early");
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().at(1).toString().contains("not open"));
    QVERIFY(openOne(settings(kind)));
    if (opcode < 0)
        m_pool->sendBytes(1, data, {});
    else if (opcode == int(ws::Opcode::Close))
        m_pool->close(1, 999);
    else
        m_pool->send(1, ws::Opcode(opcode), data);
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY2(failed.last().at(1).toString().contains(says), qPrintable(failed.last().at(1).toString()));
    QCOMPARE(state(1), ClientState::Open);
}

QTEST_GUILESS_MAIN(TestClientSending)
#include "tst_clientsending.moc"

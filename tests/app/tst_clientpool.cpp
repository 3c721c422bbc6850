// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Clients of both kinds in their own thread, against the library's server in this one.
#include "app/client/clientlink.h"
#include "app/client/clientpool.h"
#include "app/client/clienttargets.h"
#include "serverlib/server/websocketserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace sockscope;

Q_DECLARE_METATYPE(sockscope::ClientKind)

class TestClientPool : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void talks_data() { kinds(); }
    void talks();
    void asksForWhatItIsTold_data() { kinds(); }
    void asksForWhatItIsTold();
    void closes_data() { kinds(); }
    void closes();
    void saysWhyThereIsNone_data();
    void saysWhyThereIsNone();
    void refusesHugeMessages_data() { kinds(); }
    void refusesHugeMessages();
    void givesUpConnecting_data() { kinds(); }
    void givesUpConnecting();
    void triesAgain_data() { kinds(); }
    void triesAgain();
    void waitsUntilToldNotTo();
    void namesTheRule();
    void goesOnWhereTold();
    void sendsAnyBytes();
    void composedMessagesGoToRawOnes();
    void leavesPingsUnanswered();
    void saysWhatCannotBeSent_data();
    void saysWhatCannotBeSent();
    void manyAtOnce();
    void forgetsRemovedOnes();
    void keepsSettingsForTheNext();
    void transcriptIsBounded();

private:
    static void kinds();
    ClientSettings settings(ClientKind kind) const;
    ClientState state(quint64 client) const { return m_pool->find(client)->state; }
    bool openOne(const ClientSettings &settings);
    QString transcript(quint64 client) const;

    std::unique_ptr<ws::WebSocketServer> m_server;
    std::unique_ptr<ClientPool> m_pool;
    QByteArray m_head; // of the last upgrade
    QList<quint16> m_codes; // how connections ended for the server
    ws::WebSocketConnection *m_peer = nullptr;
};

void TestClientPool::kinds()
{
    QTest::addColumn<ClientKind>("kind");
    QTest::newRow("standard") << ClientKind::Standard;
    QTest::newRow("raw") << ClientKind::Raw;
}

void TestClientPool::init()
{
    m_pool.reset();
    m_codes.clear();
    ws::ServerOptions options;
    options.acceptHandler = [](const QStringList &offered) {
        return std::optional(offered.isEmpty() ? QString() : offered.last());
    };
    m_server = std::make_unique<ws::WebSocketServer>(options);
    connect(m_server.get(), &ws::WebSocketServer::connection, this, [this](ws::WebSocketConnection *peer) {
        m_peer = peer;
        m_head = peer->requestHead();
        connect(peer, &ws::WebSocketConnection::messageReceived, peer,
            [peer](const QByteArray &data, bool isBinary) {
                peer->send(isBinary ? ws::Opcode::Binary : ws::Opcode::Text, data);
            });
        connect(peer, &ws::WebSocketConnection::closed, this, [this](quint16 code) { m_codes << code; });
    });
    QVERIFY(m_server->listen());
    m_pool = std::make_unique<ClientPool>();
}

ClientSettings TestClientPool::settings(ClientKind kind) const
{
    ClientSettings settings;
    settings.kind = kind;
    settings.url = m_server->url();
    return settings;
}

bool TestClientPool::openOne(const ClientSettings &settings)
{
    m_pool->setClients({{1, settings}});
    m_pool->open(1);
    return QTest::qWaitFor([this] { return state(1) == ClientState::Open; });
}

QString TestClientPool::transcript(quint64 client) const
{
    quint64 from = 0;
    QString text;
    for (const TranscriptLine &line : m_pool->transcript(client, &from))
        text += QStringLiteral("><·!").at(int(line.kind)) + line.words + u'\n';
    return text;
}

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

void TestClientPool::saysWhyThereIsNone_data()
{
    QTest::addColumn<ClientKind>("kind");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("says");
    for (const ClientKind kind : {ClientKind::Standard, ClientKind::Raw}) {
        const auto row = [kind](const char *name, const char *url, const char *says) {
            QTest::addRow("%s, %s", name, qPrintable(clientKindName(kind)))
                << kind << QString::fromLatin1(url) << QString::fromLatin1(says);
        };
        row("http", "http://127.0.0.1/", "such as ws://");
        row("no host", "ws:///path", "such as ws://");
        row("words", "the board", "such as ws://");
        row("empty", "", "such as ws://");
        row("fragment", "ws://127.0.0.1/#a", "no #fragment (RFC 6455 3)");
        row("nobody", "ws://127.0.0.1:FREE/", "");
    }
}

void TestClientPool::saysWhyThereIsNone()
{
    QFETCH(ClientKind, kind);
    QFETCH(QString, url);
    QFETCH(QString, says);
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    ClientSettings nowhere;
    nowhere.kind = kind;
    nowhere.url = url.replace("FREE", QString::number(free.serverPort()));
    free.close();
    m_pool->setClients({{1, nowhere}});
    m_pool->open(1);
    QTRY_VERIFY(!m_pool->find(1)->error.isEmpty());
    QVERIFY2(m_pool->find(1)->error.contains(says), qPrintable(m_pool->find(1)->error));
    QTRY_COMPARE(state(1), ClientState::Closed);
    QVERIFY2(transcript(1).startsWith(u'!'), qPrintable(transcript(1)));
}

// A server that announces more than the bound is not waited for, let alone stored.
void TestClientPool::refusesHugeMessages()
{
    QFETCH(ClientKind, kind);
    QVERIFY(openOne(settings(kind)));
    m_peer->sendRaw(ws::makeFrameHeader(ws::Opcode::Binary, ClientLink::MaxMessageBytes + 1), "start");
    QTRY_COMPARE(state(1), ClientState::Closed);
    QTRY_COMPARE(m_codes, QList<quint16>{1009});
}

void TestClientPool::givesUpConnecting()
{
    QFETCH(ClientKind, kind);
    QTcpServer silent; // accepts, and never answers the upgrade
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    ClientSettings asked = settings(kind);
    asked.url = QStringLiteral("ws://127.0.0.1:%1/").arg(silent.serverPort());
    asked.reconnect.kind = ReconnectPolicy::Kind::Fixed;
    m_pool->setClients({{1, asked}});
    m_pool->open(1);
    QTRY_COMPARE(state(1), ClientState::Connecting);
    m_pool->close(1);
    QTRY_COMPARE(state(1), ClientState::Closed);
}

void TestClientPool::triesAgain()
{
    QFETCH(ClientKind, kind);
    ClientSettings asked = settings(kind);
    asked.reconnect = {ReconnectPolicy::Kind::Fixed, std::chrono::milliseconds(1), {}};
    QVERIFY(openOne(asked));
    for (int attempts = 2; attempts < 5; ++attempts) {
        m_peer->terminate();
        QTRY_COMPARE(m_pool->find(1)->attempts, attempts);
        QTRY_COMPARE(state(1), ClientState::Open);
    }
    QVERIFY(transcript(1).contains("tries again in 1 ms"));
    m_pool->close(1); // by hand: it stays so
    QTRY_COMPARE(state(1), ClientState::Closed);
    QCOMPARE(m_pool->find(1)->attempts, 4);
}

void TestClientPool::waitsUntilToldNotTo()
{
    ClientSettings asked = settings(ClientKind::Raw);
    m_server->close();
    asked.reconnect = {ReconnectPolicy::Kind::Backoff, ReconnectPolicy::Longest, ReconnectPolicy::Longest};
    m_pool->setClients({{1, asked}});
    m_pool->open(1);
    QTRY_COMPARE(state(1), ClientState::Waiting);
    m_pool->open(1); // does not wait for its turn
    QTRY_COMPARE(m_pool->transcript(1, std::make_unique<quint64>(0).get()).size(), 4);
    QTRY_COMPARE(state(1), ClientState::Waiting);
    m_pool->close(1);
    QTRY_COMPARE(state(1), ClientState::Closed);
}

void TestClientPool::namesTheRule()
{
    QVERIFY(openOne(settings(ClientKind::Raw)));
    m_peer->send(QStringLiteral("masked"), true);
    QTRY_COMPARE(state(1), ClientState::Closed);
    QCOMPARE(m_pool->find(1)->rule, ws::Rule::UnexpectedMask);
    QVERIFY2(transcript(1).contains("!WS_ERR_UNEXPECTED_MASK"), qPrintable(transcript(1)));
}

void TestClientPool::goesOnWhereTold()
{
    ClientSettings asked = settings(ClientKind::Raw);
    asked.toleratesViolations = true;
    QVERIFY(openOne(asked));
    m_peer->send(QStringLiteral("masked"), true);
    QTRY_VERIFY2(transcript(1).contains("<text masked"), qPrintable(transcript(1)));
    QVERIFY(transcript(1).contains(", tolerated"));
    QCOMPARE(state(1), ClientState::Open);
}

void TestClientPool::sendsAnyBytes()
{
    QVERIFY(openOne(settings(ClientKind::Raw)));
    m_pool->sendBytes(1, QByteArray::fromHex("818537fa213d7f9f4d5158"), ws::WritePlan::byteByByte(11));
    QTRY_VERIFY2(transcript(1).contains("<text Hello"), qPrintable(transcript(1)));
    QVERIFY(transcript(1).contains(">11 B in 11 TCP writes: 81 85 37 fa"));
    QCOMPARE(m_pool->find(1)->traffic.framesSent, quint64(1));
}

void TestClientPool::composedMessagesGoToRawOnes()
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

void TestClientPool::leavesPingsUnanswered()
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

void TestClientPool::saysWhatCannotBeSent_data()
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

void TestClientPool::saysWhatCannotBeSent()
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

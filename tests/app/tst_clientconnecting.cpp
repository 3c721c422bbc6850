// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientpoolfixture.h"

#include <QTcpServer>

using namespace sockscope;

/// Clients that are not open, not yet or not any more.
class TestClientConnecting : public ClientPoolFixture
{
    Q_OBJECT

private slots:
    void init() { serve(); }
    void saysWhyThereIsNone_data();
    void saysWhyThereIsNone();
    void givesUpConnecting_data() { kinds(); }
    void givesUpConnecting();
    void triesAgain_data() { kinds(); }
    void triesAgain();
    void waitsUntilToldNotTo();
};

void TestClientConnecting::saysWhyThereIsNone_data()
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

void TestClientConnecting::saysWhyThereIsNone()
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

void TestClientConnecting::givesUpConnecting()
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

void TestClientConnecting::triesAgain()
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

void TestClientConnecting::waitsUntilToldNotTo()
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

QTEST_GUILESS_MAIN(TestClientConnecting)
#include "tst_clientconnecting.moc"

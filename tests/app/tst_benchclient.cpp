// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/benchclient.h"
#include "serverlib/server/websocketserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace sockscope;

class TestBenchClient : public QObject
{
    Q_OBJECT

private slots:
    void talksToAServer()
    {
        ws::ServerOptions options;
        options.acceptHandler = [](const QStringList &offered) { return std::optional(offered.last()); };
        ws::WebSocketServer server(options);
        QByteArray head;
        connect(&server, &ws::WebSocketServer::connection, this, [&head](ws::WebSocketConnection *peer) {
            head = peer->requestHead();
            connect(peer, &ws::WebSocketConnection::messageReceived, peer,
                [peer](const QByteArray &data, bool isBinary) {
                    peer->send(isBinary ? ws::Opcode::Binary : ws::Opcode::Text, data);
                });
        });
        QVERIFY(server.listen());

        BenchClient client;
        QSignalSpy opened(&client, &BenchClient::opened);
        QSignalSpy text(&client, &BenchClient::textReceived);
        QSignalSpy binary(&client, &BenchClient::binaryReceived);
        QSignalSpy pong(&client, &BenchClient::pongReceived);
        QSignalSpy closed(&client, &BenchClient::closed);
        client.open(
            QUrl(server.url()), {QStringLiteral("a"), QStringLiteral("b")}, {{"X-Device-Id", "seven"}});
        QCOMPARE(client.state(), BenchClient::State::Connecting);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toString(), QStringLiteral("b"));
        QVERIFY(head.contains("X-Device-Id: seven\r\n"));

        client.sendText(QStringLiteral("é"));
        client.sendBinary(QByteArray::fromHex("00ff"));
        client.ping("p");
        QTRY_COMPARE(text.size(), 1);
        QTRY_COMPARE(binary.size(), 1);
        QTRY_COMPARE(pong.size(), 1);
        QCOMPARE(text.first().first().toString(), QStringLiteral("é"));
        QCOMPARE(binary.first().first().toByteArray(), QByteArray::fromHex("00ff"));
        QCOMPARE(pong.first().first().toByteArray(), QByteArray("p"));

        server.clients().constFirst()->close(4001, QStringLiteral("enough"));
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().at(0).toInt(), 4001);
        QCOMPARE(closed.first().at(1).toString(), QStringLiteral("enough"));
        QCOMPARE(client.state(), BenchClient::State::Closed);
    }

    void badAddresses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("http") << QStringLiteral("http://127.0.0.1/");
        QTest::newRow("no host") << QStringLiteral("ws:///path");
        QTest::newRow("words") << QStringLiteral("the board");
        QTest::newRow("empty") << QString();
    }

    void badAddresses()
    {
        QFETCH(QString, url);
        BenchClient client;
        QSignalSpy failed(&client, &BenchClient::failed);
        client.open(QUrl(url), {}, {});
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.first().first().toString().contains(QLatin1StringView("ws://host:port/path")));
        QCOMPARE(client.state(), BenchClient::State::Closed);
    }

    // A server that announces more than the bound is not waited for, let alone stored.
    void refusesHugeMessages()
    {
        ws::WebSocketServer server;
        QList<int> codes;
        connect(&server, &ws::WebSocketServer::connection, this, [&codes](ws::WebSocketConnection *peer) {
            connect(peer, &ws::WebSocketConnection::closed, peer, [&codes](quint16 code) { codes << code; });
            peer->sendRaw(ws::makeFrameHeader(ws::Opcode::Binary, BenchClient::MaxMessageBytes + 1), "start");
        });
        QVERIFY(server.listen());
        BenchClient client;
        QSignalSpy closed(&client, &BenchClient::closed);
        client.open(QUrl(server.url()), {}, {});
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().at(0).toInt(), 1009);
        QTRY_COMPARE(codes, QList<int>{1009});
    }

    void nobodyListens()
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const QUrl url(QStringLiteral("ws://127.0.0.1:%1/").arg(free.serverPort()));
        free.close();
        BenchClient client;
        QSignalSpy failed(&client, &BenchClient::failed);
        QSignalSpy closed(&client, &BenchClient::closed);
        client.open(url, {}, {});
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!failed.first().first().toString().isEmpty());
        QVERIFY(closed.isEmpty());
        QCOMPARE(client.state(), BenchClient::State::Closed);
    }

    void givesUpConnecting()
    {
        QTcpServer silent; // accepts, and never answers the upgrade
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        BenchClient client;
        QSignalSpy failed(&client, &BenchClient::failed);
        client.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(silent.serverPort())), {}, {});
        client.close();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(client.state(), BenchClient::State::Closed);
    }
};

QTEST_GUILESS_MAIN(TestBenchClient)
#include "tst_benchclient.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to the upgrade that are none: refusals, redirects, silence and noise, at every split.
#include "clientfixture.h"

#include <algorithm>

using namespace ws;
using namespace std::chrono_literals;

namespace {

enum class After { Wait, Fin };

QByteArray filled(const QByteArray &head, char with, qsizetype size)
{
    return head + QByteArray(size, with);
}

} // namespace

Q_DECLARE_METATYPE(After)

class TestClientRefusal : public QObject
{
    Q_OBJECT

private slots:
    void refused_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<After>("after");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QString>("words");

        QTest::newRow("401") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 3\r\n\r\nno!")
                             << After::Wait << 401 << QByteArray("no!") << QStringLiteral("401 Unauthorized");
        QTest::newRow("503 that ends with the connection")
            << QByteArray("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\nfull") << After::Fin
            << 503 << QByteArray("full") << QStringLiteral("503 Service Unavailable");
        QTest::newRow("503 in chunks, kept alive")
            << QByteArray("HTTP/1.1 503 Full\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfull\r\n0\r\n\r\n")
            << After::Wait << 503 << QByteArray("full") << QStringLiteral("503 Full");
        QTest::newRow("redirect") << QByteArray(
            "HTTP/1.1 302 Found\r\nLocation: ws://other.example/\r\nContent-Length: 0\r\n\r\n")
                                  << After::Wait << 302 << QByteArray()
                                  << QStringLiteral(
                                         "points to ws://other.example/; redirects are not followed");
        QTest::newRow("200") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi") << After::Wait
                             << 200 << QByteArray("hi") << QStringLiteral("200 OK");
        QTest::newRow("cut short") << QByteArray("HTTP/1.1 500 Oops\r\nContent-Length: 99\r\n\r\nha")
                                   << After::Fin << 500 << QByteArray("ha") << QStringLiteral("500 Oops");
        QTest::newRow("behind an interim answer")
            << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            << After::Wait << 404 << QByteArray() << QStringLiteral("404 Not Found");
    }

    void refused()
    {
        QFETCH(QByteArray, answer);
        QFETCH(After, after);
        QFETCH(int, status);
        QFETCH(QByteArray, page);
        QFETCH(QString, words);
        std::vector<std::unique_ptr<Client>> devices;
        QVERIFY(answerAtEverySplit(&devices, answer, after));
        for (const auto &device : devices) {
            QCOMPARE(device->errors.size(), 1);
            const ClientError &error = device->errors.first();
            QCOMPARE(error.kind, ClientError::Kind::HandshakeRefused);
            QVERIFY(error.fatal);
            QVERIFY(error.refusal.has_value());
            QCOMPARE(error.refusal->status, status);
            QCOMPARE(error.refusal->page, page);
            QVERIFY2(error.text.contains(words), qPrintable(error.text));
        }
    }

    void broken_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<After>("after");
        QTest::addColumn<Rule>("rule");

        const QByteArray ok("HTTP/1.1 101 Switching Protocols\r\n");
        const QByteArray upgrade("Upgrade: websocket\r\nConnection: Upgrade\r\n");
        QTest::newRow("noise") << QByteArray("\x00\x01garbage", 9) << After::Wait << Rule::MalformedResponse;
        QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n") << After::Wait
                             << Rule::MalformedResponse;
        QTest::newRow("status that is none")
            << QByteArray("HTTP/1.1 abc\r\n\r\n") << After::Wait << Rule::InvalidStatus;
        QTest::newRow("LF alone") << QByteArray("HTTP/1.1 101 X\n\n") << After::Wait
                                  << Rule::MalformedResponse;
        QTest::newRow("header without a colon") << ok + "Upgrade\r\n\r\n"
                                                << After::Wait << Rule::MalformedResponse;
        QTest::newRow("no Upgrade") << ok + "Connection: Upgrade\r\n\r\n"
                                    << After::Wait << Rule::MissingUpgrade;
        QTest::newRow("no Connection") << ok + "Upgrade: websocket\r\n\r\n"
                                       << After::Wait << Rule::MissingConnectionUpgrade;
        QTest::newRow("wrong accept") << ok + upgrade + "Sec-WebSocket-Accept: AAAA\r\n\r\n"
                                      << After::Wait << Rule::InvalidAccept;
        QTest::newRow("no accept") << ok + upgrade + "\r\n" << After::Wait << Rule::InvalidAccept;
        QTest::newRow("nothing, then the end") << QByteArray() << After::Fin << Rule::HandshakeIncomplete;
        QTest::newRow("half, then the end") << ok + "Upgra" << After::Fin << Rule::HandshakeIncomplete;
        QTest::newRow("too many interim answers") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(9)
                                                  << After::Wait << Rule::HandshakeTooLarge;
    }

    void broken()
    {
        QFETCH(QByteArray, answer);
        QFETCH(After, after);
        QFETCH(Rule, rule);
        std::vector<std::unique_ptr<Client>> devices;
        QVERIFY(answerAtEverySplit(&devices, answer, after));
        for (const auto &device : devices) {
            QCOMPARE(device->rule(), rule);
        }
    }

    void unasked_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<Rule>("rule");
        QTest::newRow("subprotocol") << QByteArray("Sec-WebSocket-Protocol: else\r\n")
                                     << Rule::UnexpectedSubprotocol;
        QTest::newRow("extension") << QByteArray("Sec-WebSocket-Extensions: x-zip\r\n")
                                   << Rule::UnexpectedExtension;
    }

    void unasked()
    {
        QFETCH(QByteArray, header);
        QFETCH(Rule, rule);
        RawServer server;
        Client device(Client::to(server.url()));
        device.client.open();
        QVERIFY(server.acceptUpgrade(header));
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.rule(), rule);
        QCOMPARE(device.opened, 0);
    }

    void tolerated()
    {
        RawServer server;
        ClientOptions options = Client::to(server.url());
        options.strictness = Strictness::lenient();
        Client device(options);
        device.client.open();
        const auto peer = server.acceptRequest();
        QVERIFY(peer);
        QVERIFY(peer->send("HTTP/1.1 101 Fine\r\nUpgrade: websocket\r\n\r\n"));
        QTRY_COMPARE(device.errors.size(), 2);
        QCOMPARE(device.errors[0].violation->rule, Rule::MissingConnectionUpgrade);
        QCOMPARE(device.errors[1].violation->rule, Rule::InvalidAccept);
        QVERIFY(!device.errors[0].fatal && !device.errors[1].fatal);
        QCOMPARE(device.opened, 1);
        QCOMPARE(device.client.state(), WebSocketClient::State::Open);
    }

    void reset()
    {
        RawServer server;
        Client device(Client::to(server.url()));
        device.client.open();
        const auto peer = server.acceptRequest();
        QVERIFY(peer);
        peer->reset();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.errors.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::ConnectionLost);
        QVERIFY(!device.errors.first().text.isEmpty());
    }

    void silence_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a head") << QByteArray("HTTP/1.1 101 Swit");
    }

    void silence()
    {
        QFETCH(QByteArray, start);
        RawServer server;
        ClientOptions options = Client::to(server.url());
        options.limits.handshakeTime = 50ms;
        Client device(options);
        device.client.open();
        const auto peer = server.acceptRequest();
        QVERIFY(peer);
        QVERIFY(peer->send(start));
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.rule(), Rule::HandshakeTimeout);
        QVERIFY(peer->waitForEnd() != RawPeer::End::None);
    }

    // A page that never ends is waited for as long as a head.
    void silentPage()
    {
        RawServer server;
        ClientOptions options = Client::to(server.url());
        options.limits.handshakeTime = 50ms;
        Client device(options);
        device.client.open();
        const auto peer = server.acceptRequest();
        QVERIFY(peer);
        QVERIFY(peer->send("HTTP/1.1 403 No\r\nContent-Length: 10\r\n\r\nstart"));
        QTRY_COMPARE(device.errors.size(), 1);
        QCOMPARE(device.errors.first().refusal->page, QByteArray("start"));
    }

    void bounded_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ClientError::Kind>("kind");
        const Limits limits;
        QTest::newRow("head") << filled("HTTP/1.1 101 X\r\nX-Long: ", 'x', limits.handshakeBytes)
                              << ClientError::Kind::Violation;
        QTest::newRow("header lines")
            << "HTTP/1.1 101 X\r\n" + QByteArray("a:b\r\n").repeated(limits.handshakeHeaders + 1) + "\r\n"
            << ClientError::Kind::Violation;
        QTest::newRow("page") << filled("HTTP/1.1 403 No\r\n\r\n", 'p', limits.refusalBytes + 1)
                              << ClientError::Kind::HandshakeRefused;
    }

    void bounded()
    {
        QFETCH(QByteArray, answer);
        QFETCH(ClientError::Kind, kind);
        RawServer server;
        Client device(Client::to(server.url()));
        device.client.open();
        const auto peer = server.acceptRequest();
        QVERIFY(peer);
        QVERIFY(peer->send(answer));
        QTRY_COMPARE(device.errors.size(), 1);
        QCOMPARE(device.errors.first().kind, kind);
        if (kind == ClientError::Kind::Violation)
            QCOMPARE(device.rule(), Rule::HandshakeTooLarge);
        else
            QCOMPARE(device.errors.first().refusal->page, QByteArray(Limits().refusalBytes, 'p'));
    }

private:
    // Clients that get the answer in two parts, one for each place to cut it, all at once. True when each has
    // told one end, and never opened.
    static bool answerAtEverySplit(
        std::vector<std::unique_ptr<Client>> *devices, const QByteArray &answer, After after)
    {
        RawServer server;
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (qsizetype cut = 0; cut <= answer.size(); ++cut) {
            devices->push_back(std::make_unique<Client>(Client::to(server.url())));
            devices->back()->client.open();
        }
        for (qsizetype cut = 0; cut <= answer.size(); ++cut) {
            peers.push_back(server.acceptRequest());
            if (!peers.back() || !peers.back()->send(answer.first(cut)))
                return false;
        }
        QCoreApplication::processEvents();
        for (qsizetype cut = 0; cut <= answer.size(); ++cut) {
            peers[size_t(cut)]->send(answer.sliced(cut)); // fails when the first part was enough
            if (after == After::Fin)
                peers[size_t(cut)]->sendFin();
        }
        return QTest::qWaitFor([devices] { return std::ranges::all_of(*devices, hasEnded); });
    }

    static bool hasEnded(const std::unique_ptr<Client> &device)
    {
        return device->ends == QStringList{QStringLiteral("1006 \"\"")} && device->opened == 0
            && device->client.state() == WebSocketClient::State::Closed;
    }
};

QTEST_GUILESS_MAIN(TestClientRefusal)
#include "tst_clientrefusal.moc"

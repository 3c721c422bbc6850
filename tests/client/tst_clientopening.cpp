// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// From open() to opened(): what is asked, and which answers are taken.
#include "clientfixture.h"

#include <QTcpServer>

using namespace ws;
using namespace std::chrono_literals;

namespace {

const QByteArray Key("dGhlIHNhbXBsZSBub25jZQ==");

/// Finds no server, each in its own way, or waits forever.
class FakeConnector final : public QObject, public Connector
{
public:
    explicit FakeConnector(std::optional<ConnectFailure> failure) : m_failure(std::move(failure)) { }
    void start(const ConnectTarget &, Done done) override
    {
        if (m_failure)
            QMetaObject::invokeMethod(
                this, [this, done] { done(*m_failure); }, Qt::QueuedConnection);
    }

private:
    std::optional<ConnectFailure> m_failure;
};

ConnectorFactory fake(const std::optional<ConnectFailure> &failure)
{
    return [failure] { return std::make_unique<FakeConnector>(failure); };
}

} // namespace

class TestClientOpening : public QObject
{
    Q_OBJECT

private slots:
    void asks_data()
    {
        QTest::addColumn<QString>("tail"); // of the URL, behind the port
        QTest::addColumn<ClientOptions>("options");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("headers"); // those that differ, PORT in place of the port

        const QByteArray host("Host: 127.0.0.1:PORT\r\n");
        ClientOptions options;
        QTest::newRow("plain") << QString() << options << QByteArray("GET / HTTP/1.1") << host;
        QTest::newRow("path and query") << QStringLiteral("/a b?c=ü&d") << options
                                        << QByteArray("GET /a%20b?c=%C3%BC&d HTTP/1.1") << host;
        QTest::newRow("query alone") << QStringLiteral("?q") << options << QByteArray("GET /?q HTTP/1.1")
                                     << host;
        options.subprotocols = QStringList{QStringLiteral("v1.json"), QStringLiteral("v2")};
        QTest::newRow("subprotocols") << QString() << options << QByteArray("GET / HTTP/1.1")
                                      << host + "Sec-WebSocket-Protocol: v1.json, v2\r\n";
        options = {};
        options.origin = "https://bench.example";
        options.headers = {{"X-Device-Id", "seven"}, {"Cookie", "a=b"}};
        QTest::newRow("origin and headers")
            << QString() << options << QByteArray("GET / HTTP/1.1")
            << host + "Origin: https://bench.example\r\nX-Device-Id: seven\r\nCookie: a=b\r\n";
        options = {};
        options.hostHeader = "else.example";
        QTest::newRow("host") << QString() << options << QByteArray("GET / HTTP/1.1")
                              << QByteArray("Host: else.example\r\n");
    }

    void asks()
    {
        QFETCH(QString, tail);
        QFETCH(ClientOptions, options);
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, headers);
        RawServer server;
        options.url = QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(server.port()) + tail);
        options.key = Key;
        Client device(options);
        device.client.open();
        QCOMPARE(device.client.state(), WebSocketClient::State::Connecting);
        const auto peer = server.acceptRequest();
        QVERIFY(peer);
        QByteArray request = peer->takeReceived();
        QVERIFY2(request.startsWith(line + "\r\n"), request.constData());
        request.remove(0, line.size() + 2);
        const QByteArray always("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        QVERIFY2(request.contains(always), request.constData());
        request.remove(request.indexOf(always), always.size());
        QCOMPARE(request, headers.replace("PORT", QByteArray::number(server.port())) + "\r\n");
    }

    void credentials()
    {
        RawServer server;
        QUrl url = server.url();
        url.setUserName(QStringLiteral("Aladdin"));
        url.setPassword(QStringLiteral("open sesame"));
        Client device(Client::to(url));
        device.client.open();
        const auto peer = server.acceptRequest();
        QVERIFY(peer);
        QVERIFY(peer->received().contains(
            "\r\nAuthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n")); // RFC 7617 2
    }

    void keysDiffer()
    {
        RawServer server;
        QSet<QByteArray> keys;
        Client device(Client::to(server.url()));
        for (int i = 1; i <= 3; ++i) {
            device.client.open();
            const auto peer = server.acceptRequest();
            QVERIFY(peer);
            const QByteArray request = peer->takeReceived();
            const qsizetype start = request.indexOf("-Key: ") + 6;
            keys.insert(request.mid(start, 24));
            device.client.close();
            QTRY_COMPARE(device.ends.size(), i);
        }
        QCOMPARE(keys.size(), 3);
    }

    // The answer, and a frame glued to it, however they are cut.
    void opensAtEverySplit()
    {
        ClientOptions options;
        options.key = Key;
        options.subprotocols = QStringList{QStringLiteral("a"), QStringLiteral("b")};
        RawServer server;
        options.url = server.url();
        const QByteArray answer = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
            + RawServer::answerTo("Sec-WebSocket-Key: " + Key + "\r", "Sec-WebSocket-Protocol: b\r\n")
            + QByteArray("\x81\x02hi", 4);
        for (qsizetype cut = 0; cut <= answer.size(); ++cut) {
            Client device(options);
            device.client.open();
            const auto peer = server.acceptRequest();
            QVERIFY(peer);
            QVERIFY(peer->send(answer.first(cut)));
            QCoreApplication::processEvents();
            QVERIFY(peer->send(answer.sliced(cut)));
            QTRY_COMPARE(device.messages, QList<QByteArray>{"t:hi"});
            QCOMPARE(device.opened, 1);
            QCOMPARE(device.client.state(), WebSocketClient::State::Open);
            QCOMPARE(device.client.subprotocol(), QStringLiteral("b"));
            QVERIFY(device.client.responseHead().startsWith("HTTP/1.1 101 "));
            QCOMPARE(device.client.peerPort(), server.port());
            QVERIFY(device.errors.isEmpty());
        }
    }

    void wrongOptions_data()
    {
        QTest::addColumn<ClientOptions>("options");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *url, const char *words) {
            QTest::newRow(name) << Client::to(QUrl(QLatin1StringView(url))) << QString::fromLatin1(words);
        };
        row("http", "http://127.0.0.1/", "ws://host:port/path");
        row("no host", "ws:///path", "ws://host:port/path");
        row("words", "the board", "ws://host:port/path");
        row("empty", "", "ws://host:port/path");
        row("fragment", "ws://127.0.0.1/#top", "fragment");
        const QUrl good(QStringLiteral("ws://127.0.0.1:1/"));
        ClientOptions options = Client::to(good);
        options.subprotocols = QStringList{QStringLiteral("a b")};
        QTest::newRow("subprotocol") << options << QStringLiteral("\"a b\"");
        options.subprotocols = QStringList{QStringLiteral("ä")};
        QTest::newRow("subprotocol beyond ASCII") << options << QStringLiteral("\"ä\"");
        options.subprotocols = QStringList{QStringLiteral("a"), QStringLiteral("a")};
        QTest::newRow("subprotocol twice") << options << QStringLiteral("twice");
        options = Client::to(good);
        options.headers = {{"X-A", "1\r\nX-B: 2"}};
        QTest::newRow("header of two lines") << options << QStringLiteral("X-A");
        options.headers = {{"X A", "1"}};
        QTest::newRow("header name") << options << QStringLiteral("X A");
        options = Client::to(good);
        options.hostHeader = "a\nb";
        QTest::newRow("host of two lines") << options << QStringLiteral("Host");
    }

    void wrongOptions()
    {
        QFETCH(ClientOptions, options);
        QFETCH(QString, words);
        Client device(options);
        device.client.open();
        QVERIFY(device.errors.isEmpty()); // told from the event loop
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.errors.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::InvalidOptions);
        QVERIFY2(device.errors.first().text.contains(words), qPrintable(device.errors.first().text));
        QCOMPARE(device.client.state(), WebSocketClient::State::Closed);
    }

    void noServer_data()
    {
        QTest::addColumn<ConnectorFactory>("connector");
        QTest::addColumn<ClientError::Kind>("kind");
        using Kind = ConnectFailure::Kind;
        const auto failing = [](Kind kind) { return fake(ConnectFailure{kind, QStringLiteral("so it is")}); };
        QTest::newRow("no such host") << failing(Kind::HostNotFound) << ClientError::Kind::HostNotFound;
        QTest::newRow("refused") << failing(Kind::Refused) << ClientError::Kind::ConnectionRefused;
        QTest::newRow("else") << failing(Kind::Failed) << ClientError::Kind::ConnectFailed;
        QTest::newRow("silence") << fake(std::nullopt) << ClientError::Kind::ConnectTimeout;
    }

    void noServer()
    {
        QFETCH(ConnectorFactory, connector);
        QFETCH(ClientError::Kind, kind);
        ClientOptions options = Client::to(QUrl(QStringLiteral("ws://device.example/")));
        options.connector = connector;
        options.limits.connectTime = 50ms;
        Client device(options);
        for (int round = 1; round <= 2; ++round) {
            device.client.open();
            QTRY_COMPARE(device.ends.size(), round);
            QCOMPARE(device.errors.size(), round);
            QCOMPARE(device.errors.last().kind, kind);
            QVERIFY(device.errors.last().text.contains(QStringLiteral("device.example")));
        }
    }

    void nobodyListens()
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const QUrl url(QStringLiteral("ws://127.0.0.1:%1/").arg(free.serverPort()));
        free.close();
        Client device(Client::to(url));
        device.client.open();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.errors.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::ConnectionRefused);
    }

    void givesUp_data()
    {
        QTest::addColumn<bool>("connected");
        QTest::addColumn<bool>("terminate");
        QTest::newRow("close while connecting") << false << false;
        QTest::newRow("terminate while connecting") << false << true;
        QTest::newRow("close in the handshake") << true << false;
        QTest::newRow("terminate in the handshake") << true << true;
    }

    void givesUp()
    {
        QFETCH(bool, connected);
        QFETCH(bool, terminate);
        RawServer server;
        Client device(Client::to(server.url()));
        device.client.open();
        const auto peer = connected ? server.acceptRequest() : nullptr;
        QCOMPARE(peer != nullptr, connected);
        if (terminate)
            device.client.terminate();
        else
            QCOMPARE(device.client.close(), SendResult::NotOpen);
        QVERIFY(device.ends.isEmpty());
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QVERIFY(device.errors.isEmpty());
        QCOMPARE(device.client.state(), WebSocketClient::State::Closed);
    }
};

QTEST_GUILESS_MAIN(TestClientOpening)
#include "tst_clientopening.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The ways a client's connection ends, and what its slots may do about it.
#include "clientfixture.h"

#include <QPointer>
#include <QThread>

#include <atomic>

using namespace ws;
using namespace std::chrono_literals;

namespace {

ClientOptions fixedKeys()
{
    ClientOptions options;
    options.maskSource = [] { return MaskKey{0x37, 0xFA, 0x21, 0x3D}; };
    return options;
}

ClientOptions impatient()
{
    ClientOptions options;
    options.limits.closeTime = 50ms;
    return options;
}

} // namespace

class TestClientClosing : public QObject
{
    Q_OBJECT

private slots:
    void closesFirst()
    {
        OpenClient device(fixedKeys());
        QCOMPARE(device.client.close(4000, QStringLiteral("done")), SendResult::Queued);
        QCOMPARE(device.client.state(), WebSocketClient::State::Closing);
        QVERIFY(device.receives(clientFrame(0x88, closePayload(4000, "done"))));
        QVERIFY(device.peer->send(serverClose(4000)));
        device.peer->sendFin();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("4000 \"\" clean")});
        QCOMPARE(device.peer->waitForEnd(), RawPeer::End::Fin);
        QVERIFY(device.errors.isEmpty());
        QCOMPARE(device.client.state(), WebSocketClient::State::Closed);
    }

    void serverClosesFirst_data()
    {
        QTest::addColumn<QByteArray>("close");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("end");
        QTest::newRow("with a reason")
            << QByteArray("\x88\x08") + closePayload(4001, "enough") << clientFrame(0x88, closePayload(4001))
            << QStringLiteral("4001 \"enough\" clean");
        QTest::newRow("without a code")
            << QByteArray("\x88\x00", 2) << clientFrame(0x88, {}) << QStringLiteral("1005 \"\" clean");
    }

    // RFC 6455 7.1.1: the client answers, and leaves the end of the connection to the server.
    void serverClosesFirst()
    {
        QFETCH(QByteArray, close);
        QFETCH(QByteArray, answer);
        QFETCH(QString, end);
        OpenClient device(fixedKeys());
        QVERIFY(device.peer->send(close));
        QTRY_COMPARE(device.client.state(), WebSocketClient::State::Closing);
        QVERIFY(device.receives(answer));
        QVERIFY(device.ends.isEmpty());
        device.peer->sendFin();
        QTRY_COMPARE(device.ends, QStringList{end});
        QVERIFY(device.errors.isEmpty());
    }

    void neverAnswers()
    {
        OpenClient device(impatient());
        device.client.close();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.rule(), Rule::CloseTimeout);
        QCOMPARE(device.peer->waitForEnd(), RawPeer::End::Reset);
    }

    void neverEndsTheStream()
    {
        OpenClient device(impatient());
        QVERIFY(device.peer->send(serverClose(1001)));
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1001 \"\" clean")});
        QCOMPARE(device.rule(), Rule::CloseTimeout);
        QCOMPARE(device.peer->waitForEnd(), RawPeer::End::Reset);
    }

    void endsWithoutClose_data()
    {
        QTest::addColumn<bool>("closing");
        QTest::newRow("open") << false;
        QTest::newRow("closing") << true;
    }

    void endsWithoutClose()
    {
        QFETCH(bool, closing);
        OpenClient device;
        if (closing)
            device.client.close();
        device.peer->sendFin();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.rule(), Rule::ClosedWithoutClose);
    }

    void resets()
    {
        OpenClient device;
        QVERIFY(device.peer->send(QByteArray("\x81\x01l", 3)));
        QTRY_COMPARE(device.messages.size(), 1);
        device.peer->reset();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.errors.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::ConnectionLost);
        QVERIFY(device.errors.first().fatal);
    }

    void terminates()
    {
        OpenClient device;
        device.client.terminate();
        QVERIFY(device.ends.isEmpty());
        QCOMPARE(device.client.state(), WebSocketClient::State::Closing);
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QVERIFY(device.errors.isEmpty());
        QCOMPARE(device.peer->waitForEnd(), RawPeer::End::Reset);
    }

    // The last message comes before the end, even when both came while nobody read.
    void lastMessageFirst()
    {
        OpenClient device;
        QVERIFY(device.peer->send(QByteArray("\x81\x04last", 6) + serverClose(1000)));
        device.peer->sendFin();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1000 \"\" clean")});
        QCOMPARE(device.messages, QList<QByteArray>{"t:last"});
    }

    // What is sent to a paused client stays with TCP, until that takes no more.
    void pauses()
    {
        OpenClient device;
        device.client.pause();
        QVERIFY(device.client.isPaused());
        const QByteArray frame =
            QByteArray("\x82\x7F\x00\x00\x00\x00\x00\x10\x00\x00", 10) + QByteArray(1024 * 1024, 'm');
        constexpr int Most = 64; // far more than the kernel's buffers hold
        qsizetype sent = 0;
        while (sent < Most * frame.size()) {
            const qsizetype size = device.peer->sendSome(frame.sliced(sent % frame.size()));
            QCoreApplication::processEvents();
            if (size == 0)
                break;
            sent += size;
        }
        QVERIFY(sent < Most * frame.size());
        QVERIFY(device.messages.isEmpty());
        device.client.send(QByteArray("still sends")); // and what leaves does not end the pause
        QTRY_VERIFY(!device.peer->received().isEmpty());
        QVERIFY(device.messages.isEmpty());
        device.client.resume();
        QVERIFY(device.peer->send(frame.sliced(sent % frame.size())));
        QTRY_COMPARE(device.messages.size(), sent / frame.size() + 1);
    }

    void closesWhilePaused()
    {
        OpenClient device;
        device.client.pause();
        device.client.close();
        QVERIFY(device.peer->send(QByteArray("\x81\x01m", 3) + serverClose(1000)));
        QVERIFY(!QTest::qWaitFor([&] { return !device.messages.isEmpty(); }, 50));
        device.client.resume();
        device.peer->sendFin();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1000 \"\" clean")});
        QCOMPARE(device.messages, QList<QByteArray>{"t:m"});
    }

    void opensAgainFromClosed()
    {
        RawServer server;
        Client device(Client::to(server.url()));
        connect(&device.client, &WebSocketClient::closed, this, [&device] {
            ClientOptions options = device.client.options();
            options.url.setPath(QStringLiteral("/again"));
            device.client.setOptions(options);
            device.client.open();
        });
        device.client.open();
        auto peer = server.acceptUpgrade();
        QVERIFY(peer);
        peer->reset();
        peer = server.acceptRequest();
        QVERIFY(peer);
        QVERIFY(peer->received().startsWith("GET /again "));
        QVERIFY(peer->send(RawServer::answerTo(peer->received())));
        QTRY_COMPARE(device.opened, 2);
        disconnect(&device.client, &WebSocketClient::closed, this, nullptr);
    }

    void opensOnce()
    {
        RawServer server;
        Client device(Client::to(server.url()));
        device.client.open();
        device.client.open();
        const auto peer = server.acceptUpgrade();
        QVERIFY(peer);
        QTRY_COMPARE(device.opened, 1);
        device.client.open();
        QCOMPARE(device.client.state(), WebSocketClient::State::Open);
        device.client.terminate();
        device.client.open(); // still closing
        QTRY_COMPARE(device.ends.size(), 1);
        QCOMPARE(device.client.state(), WebSocketClient::State::Closed);
    }

    void deletedInASlot_data()
    {
        QTest::addColumn<QString>("signal");
        for (const char *name : {"opened", "message", "ping", "pong", "noted", "failed", "closed", "refused"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void deletedInASlot()
    {
        QFETCH(QString, signal);
        RawServer server;
        ClientOptions options = Client::to(server.url());
        if (signal == QLatin1StringView("noted"))
            options.strictness = Strictness::lenient();
        auto *client = new WebSocketClient(options);
        const QPointer<WebSocketClient> alive(client);
        const auto end = [client] { delete client; };
        if (signal == QLatin1StringView("opened"))
            connect(client, &WebSocketClient::opened, end);
        else if (signal == QLatin1StringView("message"))
            connect(client, &WebSocketClient::messageReceived, end);
        else if (signal == QLatin1StringView("ping"))
            connect(client, &WebSocketClient::pingReceived, end);
        else if (signal == QLatin1StringView("pong"))
            connect(client, &WebSocketClient::pongReceived, end);
        else if (signal == QLatin1StringView("closed"))
            connect(client, &WebSocketClient::closed, end);
        else
            connect(client, &WebSocketClient::errorOccurred, end);
        client->open();
        const auto peer = server.acceptRequest();
        QVERIFY(peer);
        QByteArray answer = signal == QLatin1StringView("refused")
            ? QByteArray("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
            : RawServer::answerTo(peer->received());
        const QByteArray wrong("\x91\x01w", 3); // RSV3: noted or fatal
        const QByteArray frames("\x81\x01m\x89\x01p\x8A\x01p", 9);
        QVERIFY(peer->send(answer + frames + wrong + serverClose(1000)));
        peer->sendFin();
        QTRY_VERIFY(alive.isNull());
        QVERIFY(peer->waitForEnd() != RawPeer::End::None);
    }

    void livesInAnotherThread()
    {
        RawServer server;
        QThread thread;
        auto *client = new WebSocketClient(Client::to(server.url()));
        client->moveToThread(&thread);
        connect(&thread, &QThread::finished, client, &QObject::deleteLater);
        std::atomic<int> messages = 0;
        connect(client, &WebSocketClient::messageReceived, client, [client, &messages] {
            QCOMPARE(QThread::currentThread(), client->thread());
            ++messages;
        });
        thread.start();
        QMetaObject::invokeMethod(client, &WebSocketClient::open);
        const auto peer = server.acceptUpgrade();
        QVERIFY(peer);
        QVERIFY(peer->send(QByteArray("\x81\x01m", 3)));
        QTRY_COMPARE(messages.load(), 1);
        thread.quit();
        QVERIFY(thread.wait());
        QCOMPARE(peer->waitForEnd(), RawPeer::End::Reset);
    }
};

QTEST_GUILESS_MAIN(TestClientClosing)
#include "tst_clientclosing.moc"

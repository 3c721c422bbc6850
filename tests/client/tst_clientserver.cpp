// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Both ends of the library against each other.
#include "clientfixture.h"
#include "tests/server/echoserver.h"

using namespace ws;

namespace {

/// A client at a server, both watched.
struct Pair
{
    explicit Pair(const ServerOptions &serverOptions = {}, ClientOptions clientOptions = {})
        : bench(serverOptions), device(to(std::move(clientOptions), bench))
    {
        device.client.setFrameTap(&tap);
        device.client.open();
    }
    static ClientOptions to(ClientOptions options, const EchoServer &bench)
    {
        options.url = QUrl(bench.server.url());
        options.url.setPath(QStringLiteral("/v1/telemetry"));
        options.url.setQuery(QStringLiteral("id=7"));
        return options;
    }
    bool opens()
    {
        return QTest::qWaitFor([this] { return device.opened == 1 && !bench.latest.isNull(); });
    }

    RecordingTap tap;
    EchoServer bench;
    Client device;
};

} // namespace

class TestClientServer : public QObject
{
    Q_OBJECT

private slots:
    void echoes_data()
    {
        QTest::addColumn<bool>("deflate");
        QTest::newRow("plain") << false;
        QTest::newRow("compressed") << true;
    }

    void echoes()
    {
        QFETCH(bool, deflate);
        ServerOptions serverOptions;
        ClientOptions clientOptions;
        serverOptions.perMessageDeflate.enabled = deflate;
        clientOptions.perMessageDeflate.enabled = deflate;
        Pair pair(serverOptions, clientOptions);
        QVERIFY(pair.opens());
        QCOMPARE(pair.device.client.responseHead().contains("permessage-deflate"), deflate);
        QList<QByteArray> expected;
        for (const qsizetype size : {0, 1, 125, 126, 65535, 65536, 1024 * 1024}) {
            const QByteArray payload(size, 'x');
            QCOMPARE(pair.device.client.send(payload), SendResult::Queued);
            QCOMPARE(pair.device.client.send(QString::fromLatin1(payload)), SendResult::Queued);
            expected << "b:" + payload << "t:" + payload;
        }
        pair.device.client.sendFragmented(Opcode::Text, "Zürich", {2, 0, 1});
        expected << "t:Zürich";
        QTRY_COMPARE(pair.device.messages.size(), expected.size());
        QCOMPARE(pair.device.messages, expected);
        QVERIFY(pair.device.errors.isEmpty());
        QVERIFY(pair.bench.errors.isEmpty());
    }

    void taps()
    {
        ServerOptions serverOptions;
        serverOptions.acceptHandler = [](const QStringList &offered) {
            return std::optional(offered.last());
        };
        ClientOptions clientOptions;
        clientOptions.subprotocols = QStringList{QStringLiteral("a"), QStringLiteral("b")};
        Pair pair(serverOptions, clientOptions);
        QVERIFY(pair.opens());
        QCOMPARE(pair.device.client.subprotocol(), QStringLiteral("b"));
        pair.device.client.send(QStringLiteral("hello"));
        QTRY_COMPARE(pair.device.messages.size(), 1);
        pair.bench.latest->ping("p");
        QTRY_COMPARE(pair.bench.pongs.size(), 1);
        pair.bench.latest->close(4001, QStringLiteral("enough"));
        QTRY_COMPARE(pair.device.ends, QStringList{QStringLiteral("4001 \"enough\" clean")});
        const QStringList expected{
            QStringLiteral("1 accepted"),
            QStringLiteral("1 > GET /v1/telemetry?id=7 HTTP/1.1"),
            QStringLiteral("1 < HTTP/1.1 101 Switching Protocols"),
            QStringLiteral("1 opened /v1/telemetry?id=7 \"b\""),
            QStringLiteral("1 > text fin masked 5/5 hello"),
            QStringLiteral("1 < text fin plain 5/5 hello"),
            QStringLiteral("1 < ping fin plain 1/1 p"),
            QStringLiteral("1 > pong fin masked 1/1 p"),
            QStringLiteral("1 < close fin plain 8/8 %0F%A1enough"),
            QStringLiteral("1 > close fin masked 2/2 %0F%A1"),
            QStringLiteral("1 ended 4001 \"enough\" clean"),
        };
        QCOMPARE(pair.tap.rows, expected);
        QVERIFY(pair.tap.isBalanced());
    }

    void tapsNumberEachOpening()
    {
        Pair pair;
        QVERIFY(pair.opens());
        pair.device.client.terminate();
        QTRY_COMPARE(pair.device.ends.size(), 1);
        pair.device.client.open();
        QTRY_COMPARE(pair.device.opened, 2);
        QCOMPARE(pair.tap.rows.last(), QStringLiteral("2 opened /v1/telemetry?id=7 \"\""));
        pair.device.client.setFrameTap(nullptr);
        const QStringList rows = pair.tap.rows;
        pair.device.client.send(QStringLiteral("unseen"));
        QTRY_COMPARE(pair.device.messages.size(), 1);
        QCOMPARE(pair.tap.rows, rows);
    }

    void closes()
    {
        Pair pair;
        QVERIFY(pair.opens());
        pair.device.client.close(3000, QStringLiteral("bye"));
        QTRY_COMPARE(pair.device.ends, QStringList{QStringLiteral("3000 \"\" clean")});
        QTRY_COMPARE(pair.bench.closeCodes, QList<quint16>{3000});
        QCOMPARE(pair.bench.closeReasons, QStringList{QStringLiteral("bye")});
        QVERIFY(pair.bench.errors.isEmpty());
    }

    void refusals_data()
    {
        QTest::addColumn<ServerOptions>("options");
        QTest::addColumn<int>("status");
        ServerOptions options;
        options.acceptHandler = [](const QStringList &) { return std::optional<QString>(); };
        QTest::newRow("acceptHandler") << options << 401;
        options = {};
        options.limits.handshakeBytes = 100;
        QTest::newRow("request too large") << options << 431;
    }

    void refusals()
    {
        QFETCH(ServerOptions, options);
        QFETCH(int, status);
        Pair pair(options);
        QTRY_COMPARE(pair.device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(pair.device.errors.first().kind, ClientError::Kind::HandshakeRefused);
        QCOMPARE(pair.device.errors.first().refusal->status, status);
        QVERIFY(pair.device.errors.first().refusal->page.startsWith(QByteArray::number(status)));
        QVERIFY(pair.tap.isBalanced());
    }

    void backlog()
    {
        ServerOptions options;
        options.backlog = 1;
        Pair pair(options);
        QVERIFY(pair.opens());
        Client second(Client::to(QUrl(pair.bench.server.url())));
        second.client.open();
        QTRY_COMPARE(second.errors.size(), 1);
        QCOMPARE(second.errors.first().refusal->status, 503);
    }

    // What a client does wrong on purpose, its server names.
    void deliberate_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Rule>("rule");
        QTest::newRow("unmasked") << QByteArray("\x81\x02Hi") << Rule::ExpectedMask;
        QTest::newRow("reserved opcode") << clientFrame(0x83, "Hi") << Rule::InvalidOpcode;
        QTest::newRow("RSV1") << clientFrame(0xC1, "Hi") << Rule::UnexpectedRsv1;
        QTest::newRow("text that is none") << clientFrame(0x81, "\xFF") << Rule::InvalidUtf8;
    }

    void deliberate()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Rule, rule);
        Pair pair;
        QVERIFY(pair.opens());
        pair.device.client.sendBytes(bytes, WritePlan::byteByByte(bytes.size()));
        const auto code = quint16(ruleInfo(rule).closeCode);
        QTRY_COMPARE(pair.bench.errors.size(), 1);
        QCOMPARE(pair.bench.errors.first().rule, rule);
        QTRY_COMPARE(pair.device.ends.size(), 1);
        QVERIFY(pair.device.ends.first().startsWith(QString::number(code)));
        QVERIFY(pair.device.ends.first().endsWith(QStringLiteral("clean")));
    }

    void dataAfterClose()
    {
        Pair pair;
        QVERIFY(pair.opens());
        pair.device.client.close();
        pair.device.client.sendBytes(clientFrame(0x81, "late"));
        QTRY_COMPARE(pair.bench.errors.size(), 1);
        QCOMPARE(pair.bench.errors.first().rule, Rule::DataAfterClose);
    }

    void serverThatMasks()
    {
        Pair pair;
        QVERIFY(pair.opens());
        pair.bench.latest->send(QStringLiteral("masked"), true);
        QTRY_COMPARE(pair.device.errors.size(), 1);
        QCOMPARE(pair.device.rule(), Rule::UnexpectedMask);
        QTRY_COMPARE(pair.bench.closeCodes, QList<quint16>{1002});
        QTRY_COMPARE(pair.device.ends.size(), 1);
    }

    void messageTooLarge()
    {
        ClientOptions options;
        options.maxPayload = 10;
        Pair pair({}, options);
        QVERIFY(pair.opens());
        pair.bench.latest->send(QByteArray(11, 'x'));
        QTRY_COMPARE(pair.device.errors.size(), 1);
        QCOMPARE(pair.device.rule(), Rule::MessageTooBig);
        QTRY_COMPARE(pair.bench.closeCodes, QList<quint16>{1009});
    }

    void serverGoes()
    {
        Pair pair;
        QVERIFY(pair.opens());
        pair.bench.server.close();
        QTRY_COMPARE(pair.device.ends, QStringList{QStringLiteral("1001 \"\" clean")});
    }
};

QTEST_GUILESS_MAIN(TestClientServer)
#include "tst_clientserver.moc"

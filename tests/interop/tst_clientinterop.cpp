// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The library's client against servers that nobody here wrote.
#include "foreignserver.h"

using namespace ws;

class TestClientInterop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_servers[0] = std::make_unique<ForeignServer>("SOCKSCOPE_NODE", QStringLiteral("node_server.mjs"));
        m_servers[1] =
            std::make_unique<ForeignServer>("SOCKSCOPE_PYTHON", QStringLiteral("python_server.py"));
    }
    void cleanupTestCase() { m_servers = {}; }

    void echoes_data()
    {
        QTest::addColumn<int>("server");
        QTest::addColumn<bool>("deflate");
        for (const bool deflate : {false, true}) {
            QTest::addRow("Node ws%s", deflate ? ", compressed" : "") << 0 << deflate;
            QTest::addRow("Python websockets%s", deflate ? ", compressed" : "") << 1 << deflate;
        }
    }

    void echoes()
    {
        QFETCH(int, server);
        QFETCH(bool, deflate);
        ClientOptions options = m_servers[size_t(server)]->options(QStringLiteral("/echo"));
        options.perMessageDeflate.enabled = deflate;
        options.subprotocols = QStringList{QStringLiteral("v1.json"), QStringLiteral("v2.json")};
        Client device(options);
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
        QCOMPARE(device.client.subprotocol(), QStringLiteral("v2.json"));
        QCOMPARE(device.client.responseHead().contains("permessage-deflate"), deflate);
        QList<QByteArray> expected;
        for (const qsizetype size : {0, 1, 125, 126, 65535, 65536, 1024 * 1024}) {
            QByteArray payload(size, '\0');
            for (qsizetype i = 0; i < size; ++i)
                payload[i] = char('a' + i % 26);
            device.client.send(payload);
            device.client.send(QString::fromLatin1(payload));
            expected << "b:" + payload << "t:" + payload;
        }
        device.client.sendFragmented(Opcode::Text, "Zürich 🚀", {2, 0, 7});
        device.client.sendFragmented(Opcode::Binary, "fragments", {3, 0});
        expected << "t:Zürich 🚀"
                 << "b:fragments";
        QTRY_COMPARE_WITH_TIMEOUT(device.messages.size(), expected.size(), 60'000);
        QCOMPARE(device.messages, expected);
        device.client.ping("rtt");
        QTRY_COMPARE(device.pongs, QList<QByteArray>{"rtt"});
        device.client.close(3000, QStringLiteral("bye"));
        QTRY_COMPARE(device.ends.size(), 1);
        QVERIFY(device.ends.first().startsWith(QStringLiteral("3000 ")));
        QVERIFY(device.ends.first().endsWith(QStringLiteral("clean")));
        QVERIFY(device.errors.isEmpty());
    }

    void servers_data()
    {
        QTest::addColumn<int>("server");
        QTest::newRow("Node ws") << 0;
        QTest::newRow("Python websockets") << 1;
    }

    void byteByByte_data() { servers_data(); }
    void byteByByte()
    {
        QFETCH(int, server);
        Client device(m_servers[size_t(server)]->options(QStringLiteral("/echo")));
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
        const QByteArray text(200, 'x');
        const FrameHeader header = makeFrameHeader(Opcode::Text, quint64(text.size()), randomMaskKey());
        const WritePlan plan = WritePlan::byteByByte(header.encodedSize() + text.size());
        QCOMPARE(device.client.sendRaw(header, text, plan), SendResult::Queued);
        QTRY_COMPARE(device.messages, QList<QByteArray>{"t:" + text});
    }

    void closedByServer_data() { servers_data(); }
    void closedByServer()
    {
        QFETCH(int, server);
        Client device(m_servers[size_t(server)]->options(QStringLiteral("/close")));
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
        device.client.send(QStringLiteral("go"));
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("4001 \"enough\" clean")});
        QVERIFY(device.errors.isEmpty());
    }

    void pinged_data() { servers_data(); }
    void pinged()
    {
        QFETCH(int, server);
        Client device(m_servers[size_t(server)]->options(QStringLiteral("/ping")));
        device.client.open();
        QTRY_COMPARE(device.messages, QList<QByteArray>{"b:are you there"});
        QCOMPARE(device.pings, QList<QByteArray>{"are you there"});
    }

    void refused_data() { servers_data(); }
    void refused()
    {
        QFETCH(int, server);
        Client device(m_servers[size_t(server)]->options(QStringLiteral("/refuse")));
        device.client.open();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1006 \"\"")});
        QCOMPARE(device.errors.size(), 1);
        QCOMPARE(device.errors.first().kind, ClientError::Kind::HandshakeRefused);
        QCOMPARE(device.errors.first().refusal->status, 401);
        QCOMPARE(device.errors.first().refusal->page, QByteArray("no"));
    }

    // Both fail the connection as RFC 6455 says: what is sent wrong on purpose arrives as it was meant.
    void wrongOnPurpose_data()
    {
        QTest::addColumn<int>("server");
        QTest::addColumn<FrameHeader>("frame");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("code");
        const MaskKey key{1, 2, 3, 4};
        FrameHeader rsv2 = makeFrameHeader(Opcode::Text, 2, key);
        rsv2.rsv2 = true;
        FrameHeader partOfPing = makeFrameHeader(Opcode::Ping, 0, key);
        partOfPing.fin = false;
        const char *const names[] = {"Node ws", "Python websockets"};
        for (int server = 0; server < 2; ++server) {
            const auto row = [&](const char *what, const FrameHeader &frame, const QByteArray &payload,
                                 int code) {
                QTest::addRow("%s: %s", names[server], what) << server << frame << payload << code;
            };
            row("no mask", makeFrameHeader(Opcode::Text, 2), "Hi", 1002);
            row("RSV2", rsv2, "Hi", 1002);
            row("reserved opcode", makeFrameHeader(Opcode(0x3), 2, key), "Hi", 1002);
            row("fragmented ping", partOfPing, {}, 1002);
            row("long ping", makeFrameHeader(Opcode::Ping, 126, key), QByteArray(126, 'p'), 1002);
            row("stray continuation", makeFrameHeader(Opcode::Continuation, 0, key), {}, 1002);
            row("no UTF-8", makeFrameHeader(Opcode::Text, 1, key), "\xFF", 1007);
            row("too large", makeFrameHeader(Opcode::Binary, 3 * 1024 * 1024, key), "start", 1009);
        }
    }

    void wrongOnPurpose()
    {
        QFETCH(int, server);
        QFETCH(FrameHeader, frame);
        QFETCH(QByteArray, payload);
        QFETCH(int, code);
        Client device(m_servers[size_t(server)]->options(QStringLiteral("/echo")));
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
        QCOMPARE(device.client.sendRaw(frame, payload), SendResult::Queued);
        QTRY_COMPARE(device.ends.size(), 1);
        QVERIFY2(device.ends.first().startsWith(QString::number(code)), qPrintable(device.ends.first()));
        QVERIFY(device.messages.isEmpty());
    }

private:
    std::array<std::unique_ptr<ForeignServer>, 2> m_servers;
};

QTEST_GUILESS_MAIN(TestClientInterop)
#include "tst_clientinterop.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a client puts on the wire, right and deliberately wrong, byte by byte.
#include "clientfixture.h"

using namespace ws;
using namespace std::chrono_literals;

namespace {

const MaskKey Key{0x37, 0xFA, 0x21, 0x3D};

ClientOptions fixedKeys()
{
    ClientOptions options;
    options.maskSource = [] { return Key; };
    return options;
}

struct Bits
{
    bool fin = true;
    bool rsv1 = false;
    bool rsv2 = false;
    bool rsv3 = false;
};

FrameHeader header(int opcode, quint64 length, std::optional<MaskKey> mask = {}, const Bits &bits = {})
{
    FrameHeader made = makeFrameHeader(Opcode(opcode), length, mask);
    made.fin = bits.fin;
    made.rsv1 = bits.rsv1;
    made.rsv2 = bits.rsv2;
    made.rsv3 = bits.rsv3;
    return made;
}

FrameHeader written(FrameHeader made, LengthEncoding encoding)
{
    made.lengthEncoding = encoding;
    return made;
}

using Act = std::function<SendResult(WebSocketClient *)>;

} // namespace

class TestClientFrames : public QObject
{
    Q_OBJECT

private slots:
    void standard_data()
    {
        QTest::addColumn<Act>("act");
        QTest::addColumn<QByteArray>("wire");
        const auto row = [](const char *name, const Act &act, const QByteArray &wire) {
            QTest::newRow(name) << act << wire;
        };
        // RFC 6455 5.7: "A single-frame masked text message".
        row(
            "text", [](auto *c) { return c->send(QStringLiteral("Hello")); },
            QByteArray::fromHex("818537fa213d7f9f4d5158"));
        row(
            "empty text", [](auto *c) { return c->send(QString()); }, QByteArray::fromHex("818037fa213d"));
        row(
            "binary of 126 bytes", [](auto *c) { return c->send(QByteArray(126, 'x')); },
            clientFrame(0x82, QByteArray(126, 'x')));
        row(
            "ping", [](auto *c) { return c->ping("rtt"); }, clientFrame(0x89, "rtt"));
        row(
            "pong", [](auto *c) { return c->pong(); }, clientFrame(0x8A, {}));
        row(
            "close", [](auto *c) { return c->close(4001, QStringLiteral("bye")); },
            clientFrame(0x88, closePayload(4001, "bye")));
        row(
            "close without a code", [](auto *c) { return c->close(1005); }, clientFrame(0x88, {}));
        row(
            "fragments",
            [](auto *c) {
                return c->sendFragmented(Opcode::Text, "Hello", {2, 0, 1});
            },
            clientFrame(0x01, "He") + clientFrame(0x00, {}) + clientFrame(0x00, "l")
                + clientFrame(0x80, "lo"));
        row(
            "more fragments than bytes",
            [](auto *c) {
                return c->sendFragmented(Opcode::Binary, "ab", {9, -1});
            },
            clientFrame(0x02, "ab") + clientFrame(0x00, {}) + clientFrame(0x80, {}));
        row(
            "one fragment", [](auto *c) { return c->sendFragmented(Opcode::Binary, "ab", {}); },
            clientFrame(0x82, "ab"));
        row(
            "without a mask",
            [](auto *c) {
                c->setMasking(false);
                return c->send(QStringLiteral("Hello"));
            },
            QByteArray::fromHex("810548656c6c6f"));
    }

    void standard()
    {
        QFETCH(Act, act);
        QFETCH(QByteArray, wire);
        OpenClient device(fixedKeys());
        QCOMPARE(act(&device.client), SendResult::Queued);
        QVERIFY(device.receives(wire));
    }

    void onPurpose_data()
    {
        QTest::addColumn<FrameHeader>("frame");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("wire");
        const auto row = [](const char *name, const FrameHeader &frame, const QByteArray &payload,
                             const char *hex) {
            QTest::newRow(name) << frame << payload << QByteArray::fromHex(hex);
        };
        row("reserved data opcode", header(0x3, 2, Key), "Hi", "838237fa213d7f93");
        row("reserved control opcode", header(0xB, 0), {}, "8b00");
        row("RSV1", header(0x1, 2, Key, {.rsv1 = true}), "Hi", "c18237fa213d7f93");
        row("RSV2", header(0x1, 2, Key, {.rsv2 = true}), "Hi", "a18237fa213d7f93");
        row("RSV3", header(0x1, 2, Key, {.rsv3 = true}), "Hi", "918237fa213d7f93");
        row("no mask", header(0x1, 2), "Hi", "81024869");
        row("chosen key", header(0x1, 2, MaskKey{1, 2, 3, 4}), "Hi", "818201020304496b");
        row("key 0", header(0x1, 2, MaskKey{}), "Hi", "8182000000004869");
        row("length in 16 bits", written(header(0x1, 2), LengthEncoding::Bits16), "Hi", "817e00024869");
        row("length in 64 bits", written(header(0x1, 2, MaskKey{}), LengthEncoding::Bits64), "Hi",
            "81ff0000000000000002000000004869");
        row("length cut to 7 bits", written(header(0x1, 0x102), LengthEncoding::Bits7), "Hi", "81024869");
        row("promises more than it holds", header(0x2, 5), "Hi", "82054869");
        row("holds more than it promises", header(0x2, 1), "Hi", "82014869");
        row("top bit of the length", header(0x2, quint64(1) << 63), {}, "827f8000000000000000");
        row("fragmented ping", header(0x9, 1, {}, {.fin = false}), "x", "090178");
        row("Close of one byte", header(0x8, 1), "\x03", "880103");
        row("Close with 1005", header(0x8, 2), closePayload(1005), "880203ed");
        row("continuation of nothing", header(0x0, 1), "x", "800178");
    }

    void onPurpose()
    {
        QFETCH(FrameHeader, frame);
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, wire);
        OpenClient device;
        QCOMPARE(device.client.sendRaw(frame, payload), SendResult::Queued);
        QVERIFY(device.receives(wire));
    }

    void longPing()
    {
        OpenClient device;
        const QByteArray payload(126, 'p');
        QCOMPARE(device.client.ping(payload), SendResult::TooLarge);
        QCOMPARE(device.client.sendRaw(header(0x9, 126, Key), payload), SendResult::Queued);
        QVERIFY(device.receives(clientFrame(0x89, payload)));
    }

    // A key for each frame, and never the same.
    void keysDiffer()
    {
        OpenClient device;
        constexpr int Frames = 4;
        constexpr int FrameSize = 6;
        for (int i = 0; i < Frames; ++i)
            device.client.ping();
        QTRY_COMPARE(device.peer->received().size(), Frames * FrameSize);
        QSet<QByteArray> keys;
        for (int i = 0; i < Frames; ++i)
            keys.insert(device.peer->received().mid(i * FrameSize + 2, 4));
        QCOMPARE(keys.size(), Frames);
    }

    void refusesWhatIsNoMessage()
    {
        ClientOptions options;
        options.maxPayload = 10;
        OpenClient device(options);
        QCOMPARE(device.client.send(QByteArray(11, 'x')), SendResult::TooLarge);
        QCOMPARE(device.client.sendFragmented(Opcode::Text, QByteArray(11, 'x'), {1}), SendResult::TooLarge);
        QCOMPARE(device.client.send(Opcode::Text, "\xFF"), SendResult::InvalidText);
        QCOMPARE(device.client.sendFragmented(Opcode::Text, "\xFF", {1}), SendResult::InvalidText);
        QCOMPARE(device.client.close(1006), SendResult::InvalidCloseCode);
        QCOMPARE(device.client.send(QByteArray("end")), SendResult::Queued);
        QTRY_COMPARE(device.peer->received().size(), 9); // nothing before it
    }

    void refusesWhenNotOpen()
    {
        RawServer server;
        Client device(Client::to(server.url()));
        const auto refuses = [&device] {
            return device.client.send(QStringLiteral("x")) == SendResult::NotOpen
                && device.client.ping() == SendResult::NotOpen
                && device.client.sendFragmented(Opcode::Text, "x", {}) == SendResult::NotOpen
                && device.client.sendRaw(header(0x1, 0), {}) == SendResult::NotOpen
                && device.client.sendRaw(header(0x1, 0), {}, {{1}, 0ms}) == SendResult::NotOpen;
        };
        QVERIFY(refuses());
        QCOMPARE(device.client.sendBytes("x"), SendResult::NotOpen);
        QCOMPARE(device.client.close(), SendResult::NotOpen);
        device.client.open();
        QVERIFY(refuses());
        QCOMPARE(device.client.sendBytes("x"), SendResult::NotOpen);
        const auto peer = server.acceptUpgrade();
        QVERIFY(peer);
        QTRY_COMPARE(device.opened, 1);
        device.client.close();
        QVERIFY(refuses());
        QCOMPARE(device.client.close(), SendResult::NotOpen);
    }

    // Bytes of any kind, behind the Close too.
    void bytesAfterClose()
    {
        OpenClient device(fixedKeys());
        QCOMPARE(device.client.close(), SendResult::Queued);
        QCOMPARE(device.client.sendBytes(clientFrame(0x81, "late")), SendResult::Queued);
        QVERIFY(device.receives(clientFrame(0x88, closePayload(1000)) + clientFrame(0x81, "late")));
    }

    void answersPings()
    {
        OpenClient device(fixedKeys());
        QVERIFY(device.peer->send(QByteArray("\x89\x03one", 5)));
        QVERIFY(device.receives(clientFrame(0x8A, "one")));
        QCOMPARE(device.pings, QList<QByteArray>{"one"});
        device.peer->takeReceived();
        device.client.setAutomaticPong(false);
        QVERIFY(device.peer->send(QByteArray("\x89\x03two", 5)));
        QTRY_COMPARE(device.pings.size(), 2);
        QCOMPARE(device.client.ping("end"), SendResult::Queued);
        QVERIFY(device.receives(clientFrame(0x89, "end")));
    }

    // RFC 6455 10.4: what a server does not read is bounded.
    void serverThatDoesNotRead()
    {
        ClientOptions options;
        options.limits.queuedBytes = 1024 * 1024;
        options.limits.closeTime = std::chrono::milliseconds(50);
        OpenClient device(options);
        SendResult result = SendResult::Queued;
        constexpr int Most = 64; // far more than the kernel's buffers and the bound hold
        const QByteArray message(1024 * 1024, 'm');
        for (int i = 0; i < Most && result == SendResult::Queued; ++i) {
            result = device.client.send(message);
            QCoreApplication::processEvents();
        }
        QCOMPARE(result, SendResult::NotOpen);
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1013 \"\"")});
        QCOMPARE(device.rule(), Rule::OutputQueueFull);
    }
};

QTEST_GUILESS_MAIN(TestClientFrames)
#include "tst_clientframes.moc"

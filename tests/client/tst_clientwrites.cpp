// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Chosen TCP writes, counted as segments at the other end.
#include "clientfixture.h"

using namespace ws;
using namespace std::chrono_literals;

namespace {

const MaskKey Key{0x37, 0xFA, 0x21, 0x3D};

/// A client whose next writes are counted from 0.
struct CountedClient : OpenClient
{
    CountedClient() : OpenClient(fixedKeys()), before(peer->segmentsReceived()) { }
    static ClientOptions fixedKeys()
    {
        ClientOptions options;
        options.maskSource = [] { return Key; };
        return options;
    }
    int segments() const { return peer->segmentsReceived() - before; }

    int before;
};

} // namespace

class TestClientWrites : public QObject
{
    Q_OBJECT

private slots:
    void bytes_data()
    {
        QTest::addColumn<QList<qsizetype>>("cuts");
        QTest::addColumn<int>("segments");
        using Cuts = QList<qsizetype>;
        QTest::newRow("none") << Cuts{} << 1;
        QTest::newRow("one") << Cuts{3} << 2;
        QTest::newRow("three") << Cuts{1, 2, 9} << 4;
        QTest::newRow("twice the same") << Cuts{4, 4} << 2;
        QTest::newRow("out of order") << Cuts{5, 2} << 2;
        QTest::newRow("beyond the ends") << Cuts{-1, 0, 10, 11} << 1;
        QTest::newRow("each byte") << WritePlan::byteByByte(10).cuts << 10;
    }

    void bytes()
    {
        QFETCH(QList<qsizetype>, cuts);
        QFETCH(int, segments);
        CountedClient device;
        QCOMPARE(device.client.sendBytes("0123456789", {cuts, 0ms}), SendResult::Queued);
        QVERIFY(device.receives("0123456789"));
        QCOMPARE(device.segments(), segments);
    }

    void frame_data()
    {
        QTest::addColumn<QList<qsizetype>>("cuts");
        using Cuts = QList<qsizetype>;
        QTest::newRow("within the header") << Cuts{1};
        QTest::newRow("within the key") << Cuts{4};
        QTest::newRow("behind the header") << Cuts{6};
        QTest::newRow("each byte") << WritePlan::byteByByte(11).cuts;
    }

    void frame()
    {
        QFETCH(QList<qsizetype>, cuts);
        CountedClient device;
        const FrameHeader header = makeFrameHeader(Opcode::Text, 5, Key);
        QCOMPARE(device.client.sendRaw(header, "Hello", {cuts, 1ms}), SendResult::Queued);
        QVERIFY(device.receives(clientFrame(0x81, "Hello")));
        QCOMPARE(device.segments(), int(cuts.size()) + 1);
    }

    // Without a plan, one turn of the event loop is one segment.
    void together()
    {
        CountedClient device;
        for (const char *text : {"a", "b", "c"})
            device.client.send(Opcode::Text, text);
        device.client.sendRaw(makeFrameHeader(Opcode::Ping, 0, Key), {});
        QVERIFY(device.receives(clientFrame(0x81, "a") + clientFrame(0x81, "b") + clientFrame(0x81, "c")
            + clientFrame(0x89, {})));
        QCOMPARE(device.segments(), 1);
    }

    // Nothing gets between the pieces, nor into a segment with them.
    void othersWait()
    {
        CountedClient device;
        device.client.send(Opcode::Text, "before");
        device.client.sendBytes("0123", {{1, 3}, 1ms});
        device.client.send(Opcode::Text, "a");
        device.client.send(Opcode::Text, "b");
        device.client.sendBytes("45", {{1}, 1ms});
        device.client.close();
        QVERIFY(device.client.bufferedAmount() > 0);
        QVERIFY(device.receives(clientFrame(0x81, "before") + "0123" + clientFrame(0x81, "a")
            + clientFrame(0x81, "b") + "45" + clientFrame(0x88, closePayload(1000))));
        QCOMPARE(device.segments(), 1 + 3 + 1 + 2 + 1);
        QCOMPARE(device.client.bufferedAmount(), 0);
    }

    // A pong that falls due waits, too.
    void answersWait()
    {
        CountedClient device;
        const QByteArray frame = clientFrame(0x81, "Hello");
        device.client.sendBytes(frame, {{2, 6}, 20ms});
        QVERIFY(device.peer->send(QByteArray("\x89\x01p", 3)));
        QVERIFY(device.receives(frame + clientFrame(0x8A, "p")));
    }

    // Sent from within a slot, with answers that gather there.
    void fromASlot()
    {
        CountedClient device;
        connect(&device.client, &WebSocketClient::messageReceived, this, [&device] {
            device.client.send(Opcode::Text, "a");
            device.client.sendBytes("01", {{1}, 0ms});
            device.client.send(Opcode::Text, "b");
        });
        QVERIFY(device.peer->send(QByteArray("\x81\x00", 2)));
        QVERIFY(device.receives(clientFrame(0x81, "a") + "01" + clientFrame(0x81, "b")));
        QCOMPARE(device.segments(), 4);
    }

    void largePieces()
    {
        OpenClient device;
        const QByteArray bytes(3 * 1024 * 1024, 'x');
        device.client.sendBytes(bytes, {{1, 1024 * 1024}, 0ms});
        QCOMPARE(device.client.bufferedAmount(), bytes.size());
        QVERIFY(device.receives(bytes));
        QCOMPARE(device.client.bufferedAmount(), 0);
    }

    void endsMeanwhile_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"terminate", "reset", "delete"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }

    // What has not left is dropped, and nothing leaves later.
    void endsMeanwhile()
    {
        QFETCH(QString, how);
        RawServer server;
        auto device = std::make_unique<Client>(Client::to(server.url()));
        device->client.open();
        const auto peer = server.acceptUpgrade();
        QVERIFY(peer);
        QTRY_COMPARE(device->opened, 1);
        device->client.sendBytes("0123456789", {{1, 2}, 1h});
        QTRY_VERIFY(!peer->received().isEmpty());
        if (how == QLatin1StringView("terminate"))
            device->client.terminate();
        else if (how == QLatin1StringView("reset"))
            peer->reset();
        else
            device.reset();
        if (device) {
            QTRY_COMPARE(device->ends.size(), 1);
            QCOMPARE(device->client.bufferedAmount(), 0);
        }
        if (how != QLatin1StringView("reset")) {
            QCOMPARE(peer->waitForEnd(), RawPeer::End::Reset);
            QVERIFY(peer->received().size() < 10);
        }
    }

    // Half a frame and then the end: the FIN comes behind what was to be sent.
    void closingMeanwhile()
    {
        OpenClient device;
        QVERIFY(device.peer->send(QByteArray("\x83\x00", 2))); // fails the connection: Close, then FIN
        device.client.sendBytes("0123", {{1, 2, 3}, 1ms});
        QCOMPARE(device.peer->waitForEnd(), RawPeer::End::Fin);
        QVERIFY(device.peer->received().startsWith("0123\x88"));
    }
};

QTEST_GUILESS_MAIN(TestClientWrites)
#include "tst_clientwrites.moc"

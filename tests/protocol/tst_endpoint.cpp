// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventlog.h"

#include <QTest>

using namespace ws;

namespace {

Endpoint::Options serverOptions()
{
    Endpoint::Options options;
    options.maskSource = [] { return MaskKey{1, 2, 3, 4}; };
    return options;
}

} // namespace

/// Whole legal exchanges, at every split of the input in two and byte by byte: what the endpoint tells and
/// answers must not depend on where TCP cuts the stream.
class TestEndpoint : public QObject
{
    Q_OBJECT

private slots:
    // Read straight into the message: whatever the sizes of the reads, and with what follows it.
    void roomOfALargePayload_data()
    {
        QTest::addColumn<qsizetype>("read");
        for (const qsizetype read : {1000, 65536, 100'001, 1 << 20})
            QTest::addRow("%lld", qlonglong(read)) << read;
    }

    void roomOfALargePayload()
    {
        QFETCH(qsizetype, read);
        QByteArray payload(1 << 20, Qt::Uninitialized);
        for (qsizetype i = 0; i < payload.size(); ++i)
            payload[i] = char(i * 31 % 251);
        EventLog log;
        Endpoint endpoint(shared(serverOptions()), &log);
        QVERIFY(endpoint.room().empty());

        QByteArray wire = wireFrame(Opcode::Binary, payload) + wireFrame(Opcode::Text, "next");
        qsizetype received = 0;
        bool hadRoom = false;
        while (received < wire.size()) {
            std::span<char> to = endpoint.room();
            // Memory grows with what has arrived, not with what the header promises.
            QVERIFY(qsizetype(to.size()) <= 4 * received);
            hadRoom = hadRoom || !to.empty();
            qsizetype size = qMin(read, wire.size() - received);
            if (to.empty()) {
                to = std::span(wire.data() + received, size_t(size));
            } else {
                size = qMin(size, qsizetype(to.size()));
                std::copy_n(wire.constData() + received, size, to.begin());
            }
            endpoint.receive(to.first(size_t(size)));
            received += size;
        }
        QCOMPARE(hadRoom, read < (1 << 20));
        QCOMPARE(log.messages, (QList<QByteArray>{payload, "next"}));
        QVERIFY(endpoint.room().empty());
    }

    void exchanges_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QStringList>("events");
        QTest::addColumn<QByteArray>("output"); // hex

        QTest::newRow("text") << wireFrame(Opcode::Text, "Hello")
                              << QStringList{"< text fin=1 5/5", "text \"Hello\""} << QByteArray();
        QTest::newRow("empty text") << wireFrame(Opcode::Text, {})
                                    << QStringList{"< text fin=1 0/0", "text \"\""} << QByteArray();
        QTest::newRow("two messages")
            << wireFrame(Opcode::Text, "a") + wireFrame(Opcode::Binary, "b")
            << QStringList{"< text fin=1 1/1", "text \"a\"", "< binary fin=1 1/1", "binary \"b\""}
            << QByteArray();
        for (const int size : {125, 126, 127, 65535, 65536}) {
            QTest::addRow("binary of %d", size)
                << wireFrame(Opcode::Binary, QByteArray(size, 'x'))
                << QStringList{QStringLiteral("< binary fin=1 %1/%1").arg(size),
                       QStringLiteral("binary (%1)").arg(size)}
                << QByteArray();
        }
        QTest::newRow("fragments with a ping between")
            << wireFrame(Opcode::Text, "Hel", false) + wireFrame(Opcode::Ping, "p")
                + wireFrame(Opcode::Continuation, "", false) + wireFrame(Opcode::Continuation, "lo")
            << QStringList{"< text fin=0 3/3", "< ping fin=1 1/1", "> pong 70", "ping \"p\"",
                   "< continuation fin=0 0/0", "< continuation fin=1 2/2", "text \"Hello\""}
            << QByteArray("8a0170");
        QTest::newRow("code point split over fragments")
            << wireFrame(Opcode::Text, "\xE2", false) + wireFrame(Opcode::Continuation, "\x82", false)
                + wireFrame(Opcode::Continuation, "\xAC")
            << QStringList{"< text fin=0 1/1", "< continuation fin=0 1/1", "< continuation fin=1 1/1",
                   "text \"%E2%82%AC\""}
            << QByteArray();
        QTest::newRow("pong") << wireFrame(Opcode::Pong, "x") << QStringList{"< pong fin=1 1/1", "pong \"x\""}
                              << QByteArray();
        QTest::newRow("ping of 125") << wireFrame(Opcode::Ping, QByteArray(125, '\0'))
                                     << QStringList{"< ping fin=1 125/125",
                                            "> pong " + QString(250, QLatin1Char('0')), "ping (125)"}
                                     << QByteArray("8a7d") + QByteArray(250, '0');
        QTest::newRow("close is answered")
            << wireFrame(Opcode::Close, QByteArray::fromHex("03e8") + "bye")
            << QStringList{"< close fin=1 5/5", "> close 03e8", "closed 1000 bye"} << QByteArray("880203e8");
        QTest::newRow("empty close") << wireFrame(Opcode::Close, {})
                                     << QStringList{"< close fin=1 0/0", "> close ", "closed 1005 "}
                                     << QByteArray("8800");
    }

    void exchanges()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QStringList, events);
        QFETCH(QByteArray, output);

        // Long payloads are cut around their header and end, where the parser changes state.
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            if (wire.size() > 600 && cut > 20 && cut < wire.size() - 20)
                cut = wire.size() - 20;
            EventLog log;
            Endpoint endpoint(shared(serverOptions()), &log);
            feed(&endpoint, QByteArrayView(wire).first(cut));
            feed(&endpoint, QByteArrayView(wire).sliced(cut));
            QCOMPARE(log.lines, events);
            QCOMPARE(log.takeOutput().toHex(), output);
        }
        EventLog log;
        Endpoint endpoint(shared(serverOptions()), &log);
        for (qsizetype i = 0; i < wire.size(); ++i)
            feed(&endpoint, QByteArrayView(wire).sliced(i, 1));
        QCOMPARE(log.lines, events);
    }

    void countsReads()
    {
        const QByteArray wire = wireFrame(Opcode::Text, "Hello");
        EventLog log;
        Endpoint endpoint(shared(serverOptions()), &log);
        for (qsizetype i = 0; i < wire.size(); ++i)
            feed(&endpoint, QByteArrayView(wire).sliced(i, 1));
        feed(&endpoint, wire + wire.first(3));
        feed(&endpoint, QByteArrayView(wire).sliced(3));
        QCOMPARE(log.reads, (QList<quint32>{quint32(wire.size()), 1, 2}));
    }

    void tellsFramesOfOneRead()
    {
        const QByteArray wire = wireFrame(Opcode::Text, "Hello");
        EventLog log;
        Endpoint endpoint(shared(serverOptions()), &log);
        feed(&endpoint, wire + wire + wire.first(3));
        feed(&endpoint, wire.sliced(3) + wire);
        feed(&endpoint, wire);
        QCOMPARE(log.sameRead, (QList<bool>{false, true, false, true, false}));
    }

    void anAnswerBelongsToTheReadItAnswers()
    {
        EventLog log;
        Endpoint endpoint(shared(serverOptions()), &log);
        feed(&endpoint, wireFrame(Opcode::Ping, "a") + wireFrame(Opcode::Ping, "b"));
        endpoint.send(Opcode::Text, "later", false);
        QCOMPARE(log.sameRead, (QList<bool>{false, true, true, true, false}));
    }

    void sends_data()
    {
        QTest::addColumn<int>("opcode");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("mask");
        QTest::addColumn<int>("result");
        QTest::addColumn<QByteArray>("output"); // hex
        const auto row = [](const char *name, Opcode opcode, const QByteArray &payload, bool mask,
                             SendResult result, const QByteArray &output) {
            QTest::newRow(name) << int(opcode) << payload << mask << int(result) << output;
        };
        row("text", Opcode::Text, "Hi", false, SendResult::Queued, "81024869");
        row("masked text", Opcode::Text, "Hi", true, SendResult::Queued, "818201020304496b");
        row("ping", Opcode::Ping, {}, false, SendResult::Queued, "8900");
        row("ping too long", Opcode::Ping, QByteArray(126, 'x'), false, SendResult::TooLarge, "");
        row("not UTF-8", Opcode::Text, "\xFF", false, SendResult::InvalidText, "");
        row("message too long", Opcode::Binary, QByteArray(1001, 'x'), false, SendResult::TooLarge, "");
    }

    void sends()
    {
        QFETCH(int, opcode);
        QFETCH(QByteArray, payload);
        QFETCH(bool, mask);
        QFETCH(int, result);
        QFETCH(QByteArray, output);
        EventLog log;
        Endpoint::Options options = serverOptions();
        options.limits.messageBytes = 1000;
        Endpoint endpoint(shared(options), &log);
        QCOMPARE(int(endpoint.send(Opcode(opcode), payload, mask)), result);
        QCOMPARE(!log.wire.isEmpty(), !output.isEmpty());
        QCOMPARE(log.takeOutput().toHex(), output);
        QCOMPARE(log.lines.size(), output.isEmpty() ? 0 : 1);
        endpoint.setFramesWatched(false);
        QCOMPARE(int(endpoint.send(Opcode(opcode), payload, mask)), result);
        QCOMPARE(log.takeOutput().toHex(), output);
        QCOMPARE(log.lines.size(), output.isEmpty() ? 0 : 1);
    }

    void ourCloseIsAnswered()
    {
        EventLog log;
        Endpoint endpoint(shared(serverOptions()), &log);
        QCOMPARE(endpoint.sendClose(1006, {}, false), SendResult::InvalidCloseCode);
        QCOMPARE(endpoint.sendClose(4000, "done", false), SendResult::Queued);
        QCOMPARE(endpoint.state(), Endpoint::State::CloseSent);
        QCOMPARE(endpoint.send(Opcode::Text, "late", false), SendResult::NotOpen);
        QCOMPARE(endpoint.sendClose(4000, {}, false), SendResult::NotOpen);
        QCOMPARE(log.takeOutput().toHex(), QByteArray("88060fa0646f6e65"));

        // Messages still under way are delivered; a ping is not answered any more.
        feed(&endpoint, wireFrame(Opcode::Text, "under way") + wireFrame(Opcode::Ping, {}));
        QVERIFY(log.wire.isEmpty());
        feed(&endpoint, wireFrame(Opcode::Close, QByteArray::fromHex("0fa0")));
        QCOMPARE(endpoint.state(), Endpoint::State::Closed);
        QVERIFY(log.wire.isEmpty());
        QCOMPARE(log.lines.last(), QStringLiteral("closed 4000 "));
        feed(&endpoint, wireFrame(Opcode::Text, "too late"));
        feed(&endpoint, wireFrame(Opcode::Text, "much too late"));
        QCOMPARE(log.violations.size(), 1);
        QCOMPARE(log.violations.first().rule, Rule::DataAfterClose);
    }

    void pongsAreOptional()
    {
        EventLog log;
        Endpoint::Options options = serverOptions();
        options.automaticPong = false;
        Endpoint endpoint(shared(options), &log);
        feed(&endpoint, wireFrame(Opcode::Ping, "p"));
        QVERIFY(log.wire.isEmpty());
        endpoint.setAutomaticPong(true);
        endpoint.setMaskAnswers(true);
        feed(&endpoint, wireFrame(Opcode::Ping, "p"));
        QCOMPARE(log.takeOutput().toHex(), QByteArray("8a810102030471"));
    }

    void clientAndServerUnderstandEachOther()
    {
        EventLog serverLog;
        EventLog clientLog;
        Endpoint server(shared(serverOptions()), &serverLog);
        Endpoint::Options clientOptions;
        clientOptions.role = Role::Client;
        Endpoint client(shared(clientOptions), &clientLog);

        client.send(Opcode::Text, "up", client.masksByRule());
        server.send(Opcode::Ping, "you", server.masksByRule());
        client.sendClose(1000, "end", true);
        feed(&server, clientLog.takeOutput());
        feed(&client, serverLog.takeOutput());
        QCOMPARE(server.state(), Endpoint::State::Closed);
        QCOMPARE(client.state(), Endpoint::State::Closed);
        QVERIFY(serverLog.violations.isEmpty() && clientLog.violations.isEmpty());
        QVERIFY(serverLog.lines.contains(QStringLiteral("text \"up\"")));
        QVERIFY(clientLog.lines.contains(QStringLiteral("ping \"you\"")));
        QVERIFY(clientLog.lines.contains(QStringLiteral("closed 1000 ")));
    }

    void manyFragmentsWithinTheLimits()
    {
        EventLog log;
        Endpoint endpoint(shared(serverOptions()), &log);
        constexpr int Fragments = 65'537;
        QByteArray wire = wireFrame(Opcode::Binary, QByteArray(64, 'x'), false);
        const QByteArray middle = wireFrame(Opcode::Continuation, QByteArray(64, 'x'), false);
        for (int i = 2; i < Fragments; ++i)
            wire += middle;
        wire += wireFrame(Opcode::Continuation, {});
        feed(&endpoint, wire);
        QCOMPARE(log.lines.last(), QStringLiteral("binary (%1)").arg(64 * (Fragments - 1)));
        QVERIFY(log.violations.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"

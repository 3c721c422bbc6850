// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventlog.h"

#include <QTest>

using namespace ws;

namespace {

QByteArray client(const char *headerHex, const QByteArray &payload = {})
{
    QByteArray body = payload;
    applyMask(body.data(), body, {0x37, 0xFA, 0x21, 0x3D});
    return QByteArray::fromHex(headerHex) + QByteArray::fromHex("37fa213d") + body;
}

} // namespace

/// Every way a client can break the frame and message rules: the rule and the close code must not depend on
/// where TCP cuts the stream, and a tolerated rule must leave a connection that goes on.
class TestEndpointViolations : public QObject
{
    Q_OBJECT

private slots:
    void server_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<int>("rule");
        QTest::addColumn<quint16>("code");
        QTest::addColumn<quint64>("offset");
        const auto row = [](const char *name, const QByteArray &wire, Rule rule, quint16 code,
                             quint64 offset = 0) {
            QTest::newRow(name) << wire << int(rule) << code << offset;
        };
        row("unmasked text", wireFrame(Opcode::Text, "Hi", true, false), Rule::ExpectedMask, 1002);
        row("unmasked pong after a good frame",
            wireFrame(Opcode::Text, "Hi") + wireFrame(Opcode::Pong, {}, true, false), Rule::ExpectedMask,
            1002, 8);
        row("RSV1", client("c180"), Rule::UnexpectedRsv1, 1002);
        row("RSV2", client("a180"), Rule::UnexpectedRsv23, 1002);
        row("RSV3", client("9180"), Rule::UnexpectedRsv23, 1002);
        row("opcode 3", client("8380"), Rule::InvalidOpcode, 1002);
        row("opcode 7", client("8782", "Hi"), Rule::InvalidOpcode, 1002);
        row("opcode B", client("8b80"), Rule::InvalidOpcode, 1002);
        row("opcode F", client("8f80"), Rule::InvalidOpcode, 1002);
        row("fragmented ping", client("0980"), Rule::ExpectedFin, 1002);
        row("fragmented close", client("0880"), Rule::ExpectedFin, 1002);
        row("ping of 126", client("89fe007e", QByteArray(126, 'x')), Rule::InvalidControlLength, 1002);
        row("non-minimal 16", client("81fe0005", "Hello"), Rule::NonMinimalLength, 1002);
        row("non-minimal 64", client("81ff0000000000000005", "Hello"), Rule::NonMinimalLength, 1002);
        row("non-minimal 64 of 65535", client("82ff000000000000ffff", QByteArray(65535, 'x')),
            Rule::NonMinimalLength, 1002);
        row("2^63 bytes", client("82ff8000000000000000"), Rule::LengthOutOfRange, 1002);
        row("2^62 bytes", client("82ff4000000000000000"), Rule::MessageTooBig, 1009);
        row("one byte over", client("82ff00000000000186a1"), Rule::MessageTooBig, 1009);
        row("over by fragments",
            wireFrame(Opcode::Binary, QByteArray(60'000, 'x'), false)
                + wireFrame(Opcode::Continuation, QByteArray(40'001, 'x')),
            Rule::MessageTooBig, 1009, 60'008);
        row("too many fragments",
            wireFrame(Opcode::Binary, {}, false) + wireFrame(Opcode::Continuation, {}, false).repeated(10),
            Rule::TooManyFragments, 1008, 60);
        row("stray continuation", wireFrame(Opcode::Continuation, "Hi"), Rule::UnexpectedContinuation, 1002);
        row("text within a message", wireFrame(Opcode::Text, "a", false) + wireFrame(Opcode::Text, "b"),
            Rule::ExpectedContinuation, 1002, 7);
        row("invalid UTF-8", wireFrame(Opcode::Text, "ab\xFFzz"), Rule::InvalidUtf8, 1007, 8);
        row("surrogate", wireFrame(Opcode::Text, "\xED\xA0\x80"), Rule::InvalidUtf8, 1007, 7);
        row("invalid UTF-8 in a fragment",
            wireFrame(Opcode::Text, "a", false) + wireFrame(Opcode::Continuation, "\xFF"), Rule::InvalidUtf8,
            1007, 13);
        row("text ends within a code point", wireFrame(Opcode::Text, "a\xE2\x82"), Rule::InvalidUtf8, 1007,
            9);
        row("close of one byte", wireFrame(Opcode::Close, "\x03"), Rule::InvalidCloseLength, 1002, 6);
        row("close 1005", wireFrame(Opcode::Close, QByteArray::fromHex("03ed")), Rule::InvalidCloseCode, 1002,
            6);
        row("close 5000", wireFrame(Opcode::Close, QByteArray::fromHex("1388")), Rule::InvalidCloseCode, 1002,
            6);
        row("close reason", wireFrame(Opcode::Close, QByteArray::fromHex("03e8ff")), Rule::InvalidCloseReason,
            1007, 8);
    }

    void server()
    {
        QFETCH(QByteArray, wire);
        QFETCH(int, rule);
        QFETCH(quint16, code);
        QFETCH(quint64, offset);
        Endpoint::Options options;
        options.limits.messageBytes = 100'000;
        options.limits.messageFragments = 10;

        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            if (wire.size() > 600 && cut > 20 && cut < wire.size() - 20)
                cut = wire.size() - 20;
            EventLog log;
            Endpoint endpoint(shared(options), &log);
            feed(&endpoint, QByteArrayView(wire).first(cut));
            feed(&endpoint, QByteArrayView(wire).sliced(cut));
            feed(&endpoint, wireFrame(Opcode::Text, "discarded"));

            QCOMPARE(log.violations.size(), 1);
            QCOMPARE(int(log.violations.first().rule), rule);
            QCOMPARE(log.violations.first().offset, offset);
            QCOMPARE(endpoint.state(), Endpoint::State::Failed);
            QVERIFY(log.lines.filter(QStringLiteral(" !WS_ERR_")).size() == 1);
            QVERIFY(!log.lines.contains(QStringLiteral("text \"discarded\"")));
            const QByteArray output = log.takeOutput();
            FrameHeader close;
            QVERIFY(parseFrameHeader(output, &close) > 0 && close.opcode == Opcode::Close && !close.mask);
            QCOMPARE(parseClosePayload(QByteArrayView(output).sliced(2)).code, code);
        }
        checkTolerated(options, wire, Rule(rule));
    }

    // The wrong byte is named when it arrives, not when its frame or message ends.
    void textFailsAtTheOffendingByte()
    {
        EventLog log;
        Endpoint endpoint(shared(), &log);
        const QByteArray wire = wireFrame(Opcode::Text, "ab\xFF" + QByteArray(1000, 'x'));
        feed(&endpoint, wire.first(10));
        QCOMPARE(endpoint.state(), Endpoint::State::Open);
        feed(&endpoint, wire.sliced(10, 1));
        QCOMPARE(endpoint.state(), Endpoint::State::Failed);
        QCOMPARE(log.lines.first(), QStringLiteral("< text fin=1 3/1003 !WS_ERR_INVALID_UTF8"));
    }

    // Whoever looks for the reason sees the frame as far as it came, also when its header was wrong already.
    void wrongHeadersShowTheirPayload()
    {
        EventLog log;
        Endpoint endpoint(shared(), &log);
        feed(&endpoint, wireFrame(Opcode::Text, "Hello", true, false).chopped(1));
        QCOMPARE(log.lines.first(), QStringLiteral("< text fin=1 4/5 !WS_ERR_EXPECTED_MASK"));
    }

    // A header may promise anything; memory follows what arrives. 100 MiB promised, a few bytes sent.
    void promisesCostNothing()
    {
        EventLog log;
        Endpoint endpoint(shared(), &log);
        feed(&endpoint, client("82ff0000000006400000", "few"));
        QCOMPARE(endpoint.state(), Endpoint::State::Open);
        QVERIFY(log.lines.isEmpty());
    }

    void maskedFramesFailAClient()
    {
        EventLog log;
        Endpoint::Options options;
        options.role = Role::Client;
        Endpoint endpoint(shared(options), &log);
        feed(&endpoint, wireFrame(Opcode::Text, "Hi"));
        QCOMPARE(log.violations.first().rule, Rule::UnexpectedMask);
        FrameHeader close;
        QVERIFY(parseFrameHeader(log.takeOutput(), &close) > 0 && close.mask);
    }

    void noSecondCloseAfterOurs()
    {
        EventLog log;
        Endpoint endpoint(shared(), &log);
        endpoint.sendClose(1000, {}, false);
        log.takeOutput();
        feed(&endpoint, wireFrame(Opcode::Text, "Hi", true, false));
        QCOMPARE(endpoint.state(), Endpoint::State::Failed);
        QVERIFY(log.wire.isEmpty());
    }

private:
    void checkTolerated(Endpoint::Options options, const QByteArray &wire, Rule rule)
    {
        if (!ruleInfo(rule).tolerable)
            return;
        options.strictness.setTolerated(rule, true);
        EventLog log;
        Endpoint endpoint(shared(options), &log);
        feed(&endpoint, wire);
        QCOMPARE(log.violations.size(), 1);
        QCOMPARE(log.violations.first().rule, rule);
        QVERIFY(log.lines.contains(QStringLiteral("note ") + ruleInfo(rule).name));
        QVERIFY(endpoint.state() == Endpoint::State::Open || endpoint.state() == Endpoint::State::Closed);
        if (endpoint.state() == Endpoint::State::Closed)
            return;
        feed(&endpoint, wireFrame(Opcode::Text, "goes on"));
        QVERIFY(log.lines.contains(QStringLiteral("text \"goes on\"")));
    }
};

QTEST_GUILESS_MAIN(TestEndpointViolations)
#include "tst_endpointviolations.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that break the rules of RFC 6455, seen by a client.
#include "clientfixture.h"

using namespace ws;
using namespace std::chrono_literals;

namespace {

ClientOptions bounded()
{
    ClientOptions options;
    options.maxPayload = 1000;
    options.limits.messageFragments = 3;
    options.limits.closeTime = 50ms;
    options.maskSource = [] { return MaskKey{0x37, 0xFA, 0x21, 0x3D}; };
    return options;
}

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

class TestClientViolations : public QObject
{
    Q_OBJECT

private slots:
    void fatal_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<Rule>("rule");
        QTest::newRow("masked") << clientFrame(0x81, "Hi") << Rule::UnexpectedMask;
        QTest::newRow("RSV1 without compression") << hex("c1024869") << Rule::UnexpectedRsv1;
        QTest::newRow("RSV2") << hex("a1024869") << Rule::UnexpectedRsv23;
        QTest::newRow("RSV3") << hex("91024869") << Rule::UnexpectedRsv23;
        QTest::newRow("reserved opcode") << hex("8300") << Rule::InvalidOpcode;
        QTest::newRow("fragmented ping") << hex("0900") << Rule::ExpectedFin;
        QTest::newRow("long ping") << hex("897e007e") << Rule::InvalidControlLength;
        QTest::newRow("length in 16 bits") << hex("817e00024869") << Rule::NonMinimalLength;
        QTest::newRow("length in 64 bits") << hex("827f0000000000000002") << Rule::NonMinimalLength;
        QTest::newRow("top bit of the length") << hex("827f8000000000000000") << Rule::LengthOutOfRange;
        QTest::newRow("continuation of nothing") << hex("8000") << Rule::UnexpectedContinuation;
        QTest::newRow("message in a message") << hex("010161810162") << Rule::ExpectedContinuation;
        QTest::newRow("announced too large") << hex("827e03e9") << Rule::MessageTooBig;
        QTest::newRow("grown too large")
            << hex("027e03e8") + QByteArray(1000, 'x') + hex("800178") << Rule::MessageTooBig;
        QTest::newRow("too many fragments") << hex("0100000000000000") << Rule::TooManyFragments;
        QTest::newRow("no UTF-8") << hex("8102ff41") << Rule::InvalidUtf8;
        QTest::newRow("Close of one byte") << hex("880103") << Rule::InvalidCloseLength;
        QTest::newRow("Close with 1005") << hex("880203ed") << Rule::InvalidCloseCode;
        QTest::newRow("Close reason") << hex("880303e8ff") << Rule::InvalidCloseReason;
    }

    // RFC 6455 7.1.7: a Close that says why, masked as all of a client's, and the end of the connection.
    void fatal()
    {
        QFETCH(QByteArray, wire);
        QFETCH(Rule, rule);
        for (const qsizetype cut : {wire.size(), qsizetype(1)}) {
            OpenClient device(bounded());
            QVERIFY(device.peer->send(wire.first(cut)));
            QCoreApplication::processEvents();
            QVERIFY(device.peer->send(wire.sliced(cut)));
            QTRY_COMPARE(device.errors.size(), 1);
            QCOMPARE(device.rule(), rule);
            QVERIFY(device.errors.first().fatal);
            QCOMPARE(device.peer->waitForEnd(), RawPeer::End::Fin);
            const quint16 code = quint16(ruleInfo(rule).closeCode);
            const QByteArray start = clientFrame(0x88, closePayload(code, QByteArray(100, ' ')));
            QCOMPARE(device.peer->received().first(1), start.first(1));
            QVERIFY((quint8(device.peer->received()[1]) & 0x80) != 0);
            QCOMPARE(device.peer->received().mid(2, 6), start.mid(2, 6));
            device.peer->sendFin();
            QTRY_COMPARE(device.ends, QStringList{QStringLiteral("%1 \"\"").arg(code)});
            QVERIFY(device.messages.isEmpty());
        }
    }

    // A failed connection is not waited for without an end.
    void serverStays()
    {
        OpenClient device(bounded());
        QVERIFY(device.peer->send(hex("8300")));
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1002 \"\"")});
        QCOMPARE(device.errors.size(), 1);
        QCOMPARE(device.peer->waitForEnd(), RawPeer::End::Fin);
    }

    void tolerated()
    {
        ClientOptions options = bounded();
        options.strictness = Strictness::lenient();
        OpenClient device(options);
        QVERIFY(device.peer->send(clientFrame(0x81, "Hi") + hex("a1024869") + hex("8300")));
        QTRY_COMPARE(device.errors.size(), 3);
        QList<Rule> rules;
        for (const ClientError &error : std::as_const(device.errors)) {
            QVERIFY(!error.fatal);
            rules.append(error.violation->rule);
        }
        QCOMPARE(rules, (QList<Rule>{Rule::UnexpectedMask, Rule::UnexpectedRsv23, Rule::InvalidOpcode}));
        QCOMPARE(device.messages, (QList<QByteArray>{"t:Hi", "t:Hi"}));
        QCOMPARE(device.client.state(), WebSocketClient::State::Open);
    }

    void framesAfterClose()
    {
        OpenClient device(bounded());
        QVERIFY(device.peer->send(serverClose(1000) + hex("8100")));
        QTRY_COMPARE(device.errors.size(), 1);
        QCOMPARE(device.rule(), Rule::DataAfterClose);
        QVERIFY(!device.errors.first().fatal);
        device.peer->sendFin();
        QTRY_COMPARE(device.ends, QStringList{QStringLiteral("1000 \"\" clean")});
        QVERIFY(device.messages.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestClientViolations)
#include "tst_clientviolations.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a peer can do wrong, on the wire: each fault in one write and byte by byte, and a good peer after it.
#include "echoserver.h"

using ws::Rule;

namespace {

constexpr quint64 MaxPayload = 1024;

QByteArray get(const QByteArray &from, const QByteArray &to)
{
    return RawPeer::upgradeRequest().replace(from, to);
}

struct HandshakeFault
{
    const char *name;
    QByteArray bytes;
    int status;
    Rule rule;
    QByteArray says;
};

QList<HandshakeFault> handshakeFaults()
{
    const QByteArray upgrade = RawPeer::upgradeRequest();
    return {
        {"endless header", "GET / HTTP/1.1\r\nX: " + QByteArray(20'000, 'a'), 431, Rule::HandshakeTooLarge,
            "16384 bytes"},
        {"endless headers", "GET / HTTP/1.1\r\n" + QByteArray("X: y\r\n").repeated(150) + "\r\n", 431,
            Rule::HandshakeTooLarge, "100 header lines"},
        {"browser", "GET / HTTP/1.1\r\nHost: bench\r\n\r\n", 426, Rule::MissingUpgrade,
            "\r\nUpgrade: websocket\r\n"},
        {"page with an address", "GET / HTTP/1.1\r\nHost: bench\r\n\r\n", 426, Rule::MissingUpgrade,
            "ws://127.0.0.1:"},
        {"POST", get("GET ", "POST "), 405, Rule::InvalidMethod, "\r\nAllow: GET\r\n"},
        {"garbage", QByteArray::fromHex("00FFFE8001020304") + "\r\n\r\n", 400, Rule::MalformedRequest,
            "at byte 0"},
        {"words", "hello there, server\r\n\r\n", 400, Rule::MalformedRequest, "hello there"},
        {"HTTP/1.0", get("HTTP/1.1", "HTTP/1.0"), 505, Rule::InvalidHttpVersion, "HTTP/1.0"},
        {"no Host", get("Host: bench\r\n", ""), 400, Rule::MissingHost, "Host"},
        {"no Connection", get("Connection: Upgrade\r\n", ""), 400, Rule::MissingConnectionUpgrade,
            "Connection"},
        {"short key", get("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ="), 400, Rule::InvalidKey, "c2hvcnQ="},
        {"key without padding", get("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ"), 400,
            Rule::InvalidKey, "dGhlIHNhbXBsZSBub25jZQ"},
        {"no key", get("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""), 400, Rule::InvalidKey,
            "no Sec-WebSocket-Key"},
        {"version 12", get("Version: 13", "Version: 12"), 426, Rule::InvalidVersion,
            "\r\nSec-WebSocket-Version: 13\r\n"},
        {"extensions", RawPeer::upgradeRequest("Sec-WebSocket-Extensions: permessage-deflate;\r\n"), 400,
            Rule::InvalidExtensions, "permessage-deflate;"},
        {"LF alone", QByteArray(upgrade).replace("\r\n", "\n"), 400, Rule::MalformedRequest, "LF alone"},
    };
}

struct FrameFault
{
    QByteArray name;
    QByteArray bytes;
    Rule rule;
    int code;
};

QList<FrameFault> frameFaults()
{
    const QByteArray half(600, 'x');
    QList<FrameFault> faults{
        {"2^63 bytes", QByteArray::fromHex("82FF800000000000000037FA213D"), Rule::LengthOutOfRange, 1002},
        {"unmasked", QByteArray("\x81\x02hi"), Rule::ExpectedMask, 1002},
        {"unmasked and empty", QByteArray("\x81\x00", 2), Rule::ExpectedMask, 1002},
        {"ping of 126", clientFrame(0x89, QByteArray(126, 'p')), Rule::InvalidControlLength, 1002},
        {"Close of 126", clientFrame(0x88, closePayload(1000, QByteArray(124, 'c'))),
            Rule::InvalidControlLength, 1002},
        {"fragmented ping", clientFrame(0x09, "p"), Rule::ExpectedFin, 1002},
        {"opcode 3", clientFrame(0x83, "?"), Rule::InvalidOpcode, 1002},
        {"opcode B", clientFrame(0x8B, "?"), Rule::InvalidOpcode, 1002},
        {"RSV1", clientFrame(0xC1, "?"), Rule::UnexpectedRsv1, 1002},
        {"RSV2", clientFrame(0xA1, "?"), Rule::UnexpectedRsv23, 1002},
        {"RSV3", clientFrame(0x91, "?"), Rule::UnexpectedRsv23, 1002},
        {"long length", QByteArray::fromHex("81FE000137FA213D5F"), Rule::NonMinimalLength, 1002},
        {"stray continuation", clientFrame(0x80, "?"), Rule::UnexpectedContinuation, 1002},
        {"message within a message", clientFrame(0x01, "a") + clientFrame(0x81, "b"),
            Rule::ExpectedContinuation, 1002},
        {"UTF-8", clientFrame(0x81, "\xC3\x28"), Rule::InvalidUtf8, 1007},
        {"UTF-8 surrogate", clientFrame(0x81, "\xED\xA0\x80"), Rule::InvalidUtf8, 1007},
        {"UTF-8 in a fragment", clientFrame(0x01, "\xE2") + clientFrame(0x80, "A"), Rule::InvalidUtf8, 1007},
        {"UTF-8 cut", clientFrame(0x81, "\xE2\x82"), Rule::InvalidUtf8, 1007},
        {"Close of 1 byte", clientFrame(0x88, "\x03"), Rule::InvalidCloseLength, 1002},
        {"Close reason", clientFrame(0x88, closePayload(1000, "\xFF")), Rule::InvalidCloseReason, 1007},
        // Headers alone: a bound that waits for the payload is none.
        {"1025 bytes", QByteArray::fromHex("82FE040137FA213D"), Rule::MessageTooBig, 1009},
        {"2^63-1 bytes", QByteArray::fromHex("82FF7FFFFFFFFFFFFFFF37FA213D"), Rule::MessageTooBig, 1009},
        {"600 + 600 bytes", clientFrame(0x02, half) + clientFrame(0x80, half).first(8), Rule::MessageTooBig,
            1009},
    };
    for (const quint16 code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
        faults.append({"Close with " + QByteArray::number(code), clientFrame(0x88, closePayload(code)),
            Rule::InvalidCloseCode, 1002});
    return faults;
}

} // namespace

class TestBadInput : public QObject
{
    Q_OBJECT

private slots:
    void handshake_data();
    void handshake();
    void frame_data();
    void frame();
};

void TestBadInput::handshake_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<bool>("slowly");

    for (const HandshakeFault &fault : handshakeFaults()) {
        for (const bool slowly : {false, true}) {
            QTest::addRow("%s%s", fault.name, slowly ? ", byte by byte" : "")
                << fault.bytes << fault.status << fault.rule << fault.says << slowly;
        }
    }
}

void TestBadInput::handshake()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(Rule, rule);
    QFETCH(QByteArray, says);
    QFETCH(bool, slowly);
    EchoServer bench;
    RawPeer peer(bench.server.port());

    if (slowly)
        peer.sendByteByByte(bytes);
    else
        peer.send(bytes);

    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    const QByteArray answer = peer.takeReceived();
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), answer);
    QVERIFY2(answer.contains(says), answer);
    QVERIFY2(answer.contains("\r\nConnection: close\r\n"), answer);
    const qsizetype page = answer.indexOf("\r\n\r\n") + 4;
    QVERIFY2(
        answer.contains("\r\nContent-Length: " + QByteArray::number(answer.size() - page) + "\r\n"), answer);
    QVERIFY2(answer.mid(page).contains(ws::ruleInfo(rule).name.data()), answer);

    peer.leave();
    QTRY_VERIFY(bench.tap.isBalanced());
    QCOMPARE(bench.tap.fatalViolations.size(), 1);
    QCOMPARE(bench.tap.fatalViolations.first().rule, rule);
    QCOMPARE(bench.refusals, QList{status});
    QVERIFY(bench.latest.isNull());
    QVERIFY(bench.servesGoodPeer());
}

void TestBadInput::frame_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("slowly");

    for (const FrameFault &fault : frameFaults()) {
        for (const bool slowly : {false, true}) {
            QTest::addRow("%s%s", fault.name.data(), slowly ? ", byte by byte" : "")
                << fault.bytes << fault.rule << fault.code << slowly;
        }
    }
}

void TestBadInput::frame()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Rule, rule);
    QFETCH(int, code);
    QFETCH(bool, slowly);
    ws::ServerOptions options;
    options.maxPayload = MaxPayload;
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());

    if (slowly)
        peer.sendByteByByte(bytes);
    else
        peer.send(bytes);

    QCOMPARE(peer.waitForEnd(), RawPeer::End::Fin);
    // Close with the rule's code, and the reason says which rule.
    const QByteArray close = peer.takeReceived();
    QVERIFY(close.size() >= 4);
    QCOMPARE(quint8(close.at(0)), 0x88);
    QCOMPARE(close.size(), 2 + quint8(close.at(1)));
    QCOMPARE(close.mid(2, 2), closePayload(quint16(code)));
    peer.leave();
    QTRY_COMPARE(bench.closeCodes, QList{quint16(code)});
    QVERIFY(bench.tap.isBalanced());
    QCOMPARE(bench.tap.fatalViolations.size(), 1);
    QCOMPARE(bench.tap.fatalViolations.first().rule, rule);
    QCOMPARE(bench.errors, bench.tap.fatalViolations);
    QVERIFY(bench.messages.isEmpty());
    QVERIFY(bench.servesGoodPeer());
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"

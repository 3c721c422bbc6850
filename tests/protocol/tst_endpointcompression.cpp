// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Compressed messages on the wire, both roles (RFC 7692 6 and 7.2): what comes, wherever TCP cuts it; what is
// wrong; and what we send.
#include "eventlog.h"
#include "strictinflater.h"

#include <QRegularExpression>
#include <QTest>

#include <malloc.h>

using namespace ws;

namespace {

constexpr quint8 Fin = 0x80;
constexpr quint8 Rsv1 = 0x40;
constexpr quint8 Text = 0x1;
constexpr quint8 Binary = 0x2;
constexpr quint8 Ping = 0x9;

/// Bytes of a frame as the other end of @p role sends it; @p first is its first byte.
QByteArray frame(Role role, quint8 first, const QByteArray &payload)
{
    FrameHeader header = makeFrameHeader(Opcode(first & 0x0F), quint64(payload.size()));
    header.fin = (first & Fin) != 0;
    header.rsv1 = (first & Rsv1) != 0;
    if (role == Role::Server)
        header.mask = MaskKey{0x37, 0xFA, 0x21, 0x3D};
    QByteArray wire(header.encodedSize(), Qt::Uninitialized);
    encodeFrameHeader(header, wire.data());
    QByteArray body = payload;
    if (header.mask)
        applyMask(body.data(), body, *header.mask);
    return wire + body;
}

struct Piece
{
    quint8 first;
    QByteArray hex;
};

QByteArray wireOf(Role role, const QList<Piece> &pieces)
{
    QByteArray wire;
    for (const Piece &piece : pieces)
        wire += frame(role, piece.first, QByteArray::fromHex(piece.hex));
    return wire;
}

QByteArray deflated(const QByteArray &message)
{
    QByteArray payload;
    Deflater(15, true).compress(message, &payload);
    return payload;
}

/// An endpoint that has agreed to compression, and what it tells.
struct End
{
    explicit End(const Endpoint::Options &options, const DeflateParameters &agreed = {}, qsizetype threshold = 0)
        : endpoint(shared(options), &log)
    {
        endpoint.setCompression(agreed, {.enabled = true, .threshold = threshold});
    }
    EventLog log;
    Endpoint endpoint;
};

Endpoint::Options optionsOf(Role role)
{
    Endpoint::Options options;
    options.role = role;
    return options;
}

/// What was told, but for frames.
QStringList messagesOf(const EventLog &log)
{
    return log.lines.filter(QRegularExpression(QStringLiteral("^[^<>]")));
}

size_t heapInUse()
{
    const auto heap = ::mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

/// Remembers what the frame that is told last inflated to, and what the heap held at that time.
class InflationLog : public EventLog
{
public:
    QByteArray inflated;
    size_t heap = 0;

    void frameReceived(const FrameView &frame) override
    {
        heap = heapInUse();
        inflated += frame.inflated;
        EventLog::frameReceived(frame);
    }
};

void addRoles()
{
    QTest::addColumn<Role>("role");
    QTest::newRow("server") << Role::Server;
    QTest::newRow("client") << Role::Client;
}

} // namespace

Q_DECLARE_METATYPE(Role)

class TestEndpointCompression : public QObject
{
    Q_OBJECT

private slots:
    void receives_data();
    void receives();
    void fails_data();
    void fails();
    void toleratedRulesGoOn();
    void textFailsAtTheOffendingByte();
    void bombIsBounded();
    void contextIsForgotten();
    void framesShowWhatTheyInflateTo();
    void sends_data();
    void sends();
    void threshold();
    void talks_data() { addRoles(); }
    void talks();
};

void TestEndpointCompression::receives_data()
{
    QTest::addColumn<QList<Piece>>("pieces");
    QTest::addColumn<QStringList>("messages");
    const QString hello = QStringLiteral("text \"Hello\"");
    const auto row = [](const char *name, const QList<Piece> &pieces, const QStringList &messages) {
        QTest::newRow(name) << pieces << messages;
    };
    constexpr quint8 Whole = Fin | Rsv1 | Text;
    row("7.2.3.1 one block", {{Whole, "f248cdc9c90700"}}, {hello});
    row("7.2.3.1 in fragments", {{Rsv1 | Text, "f248cd"}, {Fin, "c9c90700"}}, {hello});
    row("7.2.3.2 sharing the window", {{Whole, "f248cdc9c90700"}, {Whole, "f200110000"}}, {hello, hello});
    row("7.2.3.3 stored block", {{Whole, "000500faff48656c6c6f00"}}, {hello});
    row("7.2.3.4 final block", {{Whole, "f348cdc9c9070000"}, {Whole, "f348cdc9c9070000"}}, {hello, hello});
    row("7.2.3.5 two blocks", {{Whole, "f24805000000ffffcac9c90700"}}, {hello});
    row("empty", {{Whole, "00"}, {Whole, "f248cdc9c90700"}}, {QStringLiteral("text \"\""), hello});
    row("empty, with no byte at all", {{Whole, ""}}, {QStringLiteral("text \"\"")});
    row("binary", {{Fin | Rsv1 | Binary, "f248cdc9c90700"}}, {QStringLiteral("binary \"Hello\"")});
    row("empty fragments", {{Rsv1 | Text, ""}, {0, "f248cdc9c90700"}, {0, ""}, {Fin, ""}}, {hello});
    row("a ping within", {{Rsv1 | Text, "f248cd"}, {Fin | Ping, "48"}, {Fin, "c9c90700"}},
        {QStringLiteral("ping \"H\""), hello});
    row("uncompressed between", {{Whole, "f248cdc9c90700"}, {Fin | Text, "4869"}, {Whole, "f200110000"}},
        {hello, QStringLiteral("text \"Hi\""), hello});
    row("uncompressed in fragments", {{Text, "48"}, {Fin, "69"}, {Whole, "f248cdc9c90700"}},
        {QStringLiteral("text \"Hi\""), hello});
    row("a code point cut by fragments",
        {{Rsv1 | Text, deflated("\xE2\x82\xAC").first(3).toHex()},
            {Fin, deflated("\xE2\x82\xAC").sliced(3).toHex()}},
        {QStringLiteral("text \"%E2%82%AC\"")});
}

void TestEndpointCompression::receives()
{
    QFETCH(QList<Piece>, pieces);
    QFETCH(QStringList, messages);
    for (const Role role : {Role::Server, Role::Client}) {
        const QByteArray wire = wireOf(role, pieces);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            End end(optionsOf(role));
            feed(&end.endpoint, QByteArrayView(wire).first(cut));
            feed(&end.endpoint, QByteArrayView(wire).sliced(cut));
            QCOMPARE(messagesOf(end.log), messages);
            QVERIFY(end.endpoint.isOpen());
        }
        End slow(optionsOf(role));
        for (const char byte : wire)
            feed(&slow.endpoint, {&byte, 1});
        QCOMPARE(messagesOf(slow.log), messages);
        QVERIFY(slow.endpoint.isOpen());
    }
}

void TestEndpointCompression::fails_data()
{
    QTest::addColumn<QList<Piece>>("pieces");
    QTest::addColumn<int>("rule");
    QTest::addColumn<quint16>("code");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QList<Piece> &pieces, Rule rule, quint16 code,
                         const char *says = "") {
        QTest::newRow(name) << pieces << int(rule) << code << QString::fromLatin1(says);
    };
    constexpr quint8 Whole = Fin | Rsv1 | Text;
    row("RSV1 on a continuation", {{Rsv1 | Text, "f248cd"}, {Fin | Rsv1, "c9c90700"}}, Rule::UnexpectedRsv1,
        1002, "on a continuation");
    row("RSV1 on a ping", {{Fin | Rsv1 | Ping, "48"}}, Rule::UnexpectedRsv1, 1002, "on a ping");
    row("RSV1 on a Close", {{Fin | Rsv1 | 0x8, "03e8"}}, Rule::UnexpectedRsv1, 1002, "on a close");
    row("RSV1 on a ping within a message", {{Rsv1 | Text, "f248cd"}, {Fin | Rsv1 | Ping, "48"}},
        Rule::UnexpectedRsv1, 1002, "on a ping");
    row("reserved block type", {{Whole, "ffffffffff"}}, Rule::InvalidDeflate, 1007);
    row("plain text", {{Whole, QByteArray("Hello").toHex()}}, Rule::InvalidDeflate, 1007);
    row("zlib's header", {{Whole, "789cf248cdc9c90700"}}, Rule::InvalidDeflate, 1007);
    row("a second message without its window", {{Whole, "f200110000"}}, Rule::InvalidDeflate, 1007);
    row("corrupt in a fragment", {{Rsv1 | Text, "f248cdc9c90700"}, {Fin, "ffffff"}}, Rule::InvalidDeflate,
        1007);
    row("no UTF-8", {{Whole, deflated("ab\xFFzz").toHex()}}, Rule::InvalidUtf8, 1007,
        "byte 0xff at 2 of the inflated message");
    row("no UTF-8 in the second fragment",
        {{Rsv1 | Text, deflated("a\xC3\x28").first(2).toHex()},
            {Fin, deflated("a\xC3\x28").sliced(2).toHex()}},
        Rule::InvalidUtf8, 1007, "byte 0x28 at 2 of the inflated message");
    row("ends within a code point", {{Whole, deflated("a\xE2\x82").toHex()}}, Rule::InvalidUtf8, 1007,
        "within a code point");
    row("inflates to one byte too many", {{Whole, deflated(QByteArray(100'001, 'x')).toHex()}},
        Rule::MessageTooBig, 1009, "more than maxPayload, 100000 bytes");
    const QByteArray tooMuch = deflated(QByteArray(100'001, 'x')).toHex();
    row("fragments inflate to too much", {{Rsv1 | Text, tooMuch.first(8)}, {Fin, tooMuch.sliced(8)}},
        Rule::MessageTooBig, 1009, "more than maxPayload, 100000 bytes");
    row("too long even compressed", {{Fin | Rsv1 | Binary, QByteArray(115'000, 'x').toHex()}},
        Rule::MessageTooBig, 1009, "115000 bytes compressed");
}

void TestEndpointCompression::fails()
{
    QFETCH(QList<Piece>, pieces);
    QFETCH(int, rule);
    QFETCH(quint16, code);
    QFETCH(QString, says);
    for (const Role role : {Role::Server, Role::Client}) {
        const QByteArray wire = wireOf(role, pieces);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            if (wire.size() > 600 && cut > 20 && cut < wire.size() - 20)
                cut = wire.size() - 20;
            Endpoint::Options options = optionsOf(role);
            options.limits.messageBytes = 100'000;
            End end(options);
            feed(&end.endpoint, QByteArrayView(wire).first(cut));
            feed(&end.endpoint, QByteArrayView(wire).sliced(cut));
            feed(&end.endpoint, frame(role, Fin | Rsv1 | Text, QByteArray::fromHex("f248cdc9c90700")));

            QCOMPARE(end.log.violations.size(), 1);
            QCOMPARE(int(end.log.violations.first().rule), rule);
            QVERIFY2(end.log.violations.first().detail.contains(says),
                qPrintable(end.log.violations.first().detail));
            QCOMPARE(end.endpoint.state(), Endpoint::State::Failed);
            QVERIFY(end.log.lines.filter(QStringLiteral("Hello")).isEmpty());
            QByteArray output = end.log.takeOutput();
            const auto close = parseFrameHeader(output);
            QVERIFY(close && close->opcode == Opcode::Close && !close->rsv1);
            output.remove(0, close->encodedSize());
            if (close->mask)
                applyMask(output.data(), output, *close->mask);
            QCOMPARE(parseClosePayload(output).code, code);
        }
    }
}

// Rules of RSV1 can be tolerated, and what they break is no part of the compressed message.
void TestEndpointCompression::toleratedRulesGoOn()
{
    Endpoint::Options options = optionsOf(Role::Server);
    options.strictness = Strictness::lenient();
    End end(options);
    feed(&end.endpoint,
        wireOf(Role::Server,
            {{Rsv1 | Text, "f248cd"}, {Fin | Rsv1 | Ping, "48"}, {Fin | 0x3, "4869"},
                {Fin | Rsv1, "c9c90700"}}));
    QCOMPARE(end.log.lines.filter(QStringLiteral("< ")),
        (QStringList{QStringLiteral("< text fin=0 3/3 inflates to 2"),
            QStringLiteral("< ping fin=1 1/1 !WS_ERR_UNEXPECTED_RSV_1"),
            QStringLiteral("< %1 fin=1 2/2 !WS_ERR_INVALID_OPCODE").arg(opcodeName(Opcode(3))),
            QStringLiteral("< continuation fin=1 4/4 inflates to 3 !WS_ERR_UNEXPECTED_RSV_1")}));
    QVERIFY(end.log.lines.contains(QStringLiteral("text \"Hello\"")));
}

// The wrong byte is named as soon as what carries it has come, not when the frame or the message ends.
void TestEndpointCompression::textFailsAtTheOffendingByte()
{
    QByteArray stored = QByteArray::fromHex("000600f9ff") + "ab\xFFxyz" + QByteArray(1, '\0');
    const QByteArray wire = frame(Role::Server, Fin | Rsv1 | Text, stored);
    const qsizetype offending = wire.size() - 5; // of ff xyz 00, the first
    End end(optionsOf(Role::Server));
    feed(&end.endpoint, wire.first(offending));
    QCOMPARE(end.endpoint.state(), Endpoint::State::Open);
    feed(&end.endpoint, wire.sliced(offending, 1));
    QCOMPARE(end.endpoint.state(), Endpoint::State::Failed);
    QCOMPARE(end.log.violations.first().rule, Rule::InvalidUtf8);
    QCOMPARE(end.log.violations.first().offset, quint64(offending));
}

// 64 MiB in 64 KiB. What is kept, and what the heap holds at the worst time, follow the bound.
void TestEndpointCompression::bombIsBounded()
{
    constexpr qsizetype Bound = 1024 * 1024;
    const QByteArray payload = deflated(QByteArray(64 * Bound, '\0'));
    QVERIFY(payload.size() < 100'000);
    for (const bool inFragments : {false, true}) {
        QByteArray wire;
        constexpr qsizetype Fragment = 1000;
        for (qsizetype at = 0; inFragments && at < payload.size(); at += Fragment)
            wire += frame(Role::Server, at == 0 ? Rsv1 | Binary : 0, payload.mid(at, Fragment));
        if (!inFragments)
            wire = frame(Role::Server, Fin | Rsv1 | Binary, payload);
        Endpoint::Options options = optionsOf(Role::Server);
        options.limits.messageBytes = quint64(Bound);
        InflationLog log;
        Endpoint endpoint(shared(options), &log);
        endpoint.setCompression({}, {.enabled = true});
        const size_t before = heapInUse();
        feed(&endpoint, wire);
        QCOMPARE(log.violations.size(), 1);
        QCOMPARE(log.violations.first().rule, Rule::MessageTooBig);
        QVERIFY(log.inflated.size() <= Bound);
        QVERIFY(log.inflated.size() > Bound / 2); // it was inflated, up to the bound
        // The message, what its buffer may be larger, what the log keeps, the read, and zlib's window.
        QVERIFY2(log.heap < before + 5 * size_t(Bound), QByteArray::number(log.heap - before));
    }
}

// Where the sender promised to forget, a message that reaches back is wrong; where it did not, it is right.
void TestEndpointCompression::contextIsForgotten()
{
    const QList<Piece> sharing{{Fin | Rsv1 | Text, "f248cdc9c90700"}, {Fin | Rsv1 | Text, "f200110000"}};
    for (const Role role : {Role::Server, Role::Client}) {
        const DeflateParameters clientForgets{.clientNoContextTakeover = true};
        const DeflateParameters serverForgets{.serverNoContextTakeover = true};
        End theirs(optionsOf(role), role == Role::Server ? clientForgets : serverForgets);
        feed(&theirs.endpoint, wireOf(role, sharing));
        QCOMPARE(theirs.log.violations.size(), 1);
        QCOMPARE(theirs.log.violations.first().rule, Rule::InvalidDeflate);
        End ours(optionsOf(role), role == Role::Server ? serverForgets : clientForgets);
        feed(&ours.endpoint, wireOf(role, sharing));
        QVERIFY(ours.log.violations.isEmpty());
    }
}

void TestEndpointCompression::framesShowWhatTheyInflateTo()
{
    const QByteArray wire =
        wireOf(Role::Server, {{Rsv1 | Text, "f248cd"}, {Fin | Ping, "48"}, {0, "c9c9"}, {Fin, "0700"}});
    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        InflationLog log;
        Endpoint endpoint(shared(), &log);
        endpoint.setCompression({}, {.enabled = true});
        feed(&endpoint, QByteArrayView(wire).first(cut));
        feed(&endpoint, QByteArrayView(wire).sliced(cut));
        QCOMPARE(log.inflated, QByteArray("Hello"));
        QCOMPARE(log.lines.filter(QStringLiteral("inflates to")).size(), 3);
    }
}

void TestEndpointCompression::sends_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("forgets");
    for (const Role role : {Role::Server, Role::Client}) {
        for (int bits = 8; bits <= 15; ++bits) {
            for (const bool forgets : {false, true}) {
                QTest::addRow("%s, %d bits%s", role == Role::Server ? "server" : "client", bits,
                    forgets ? ", forgets" : "")
                    << role << bits << forgets;
            }
        }
    }
}

// Every message that we send is inflated by zlib alone with the agreed window, reset where that was promised.
// The other direction has agreed to the opposite, so that taking one for the other shows.
void TestEndpointCompression::sends()
{
    QFETCH(Role, role);
    QFETCH(int, bits);
    QFETCH(bool, forgets);
    DeflateParameters agreed{.serverNoContextTakeover = forgets,
        .clientNoContextTakeover = !forgets,
        .serverMaxWindowBits = bits,
        .clientMaxWindowBits = 23 - bits};
    if (role == Role::Client) {
        std::swap(agreed.serverNoContextTakeover, agreed.clientNoContextTakeover);
        std::swap(agreed.serverMaxWindowBits, agreed.clientMaxWindowBits);
    }
    End end(optionsOf(role), agreed);
    StrictInflater decoder(bits);
    for (const QByteArray &message : {telemetry(1), telemetry(2), QByteArray(), repetitive(120'000),
             telemetry(3), repetitive(120'000), QByteArray(70'000, 'x')}) {
        QCOMPARE(end.endpoint.send(Opcode::Text, message, role == Role::Client), SendResult::Queued);
        QByteArray payload = end.log.takeOutput();
        const auto header = parseFrameHeader(payload);
        QVERIFY(header && header->fin && header->rsv1 && header->opcode == Opcode::Text);
        QCOMPARE(header->mask.has_value(), role == Role::Client);
        payload.remove(0, header->encodedSize());
        QCOMPARE(quint64(payload.size()), header->payloadLength);
        if (header->mask)
            applyMask(payload.data(), payload, *header->mask);
        const auto inflated = decoder.message(payload);
        QVERIFY(inflated && *inflated == message);
        if (forgets)
            decoder.reset();
    }
}

void TestEndpointCompression::threshold()
{
    End end(optionsOf(Role::Server), {}, 100);
    const auto isCompressed = [&end](Opcode opcode, qsizetype size) {
        end.endpoint.send(opcode, QByteArray(size, 'x'), false);
        return parseFrameHeader(end.log.takeOutput())->rsv1;
    };
    QVERIFY(!isCompressed(Opcode::Text, 99));
    QVERIFY(isCompressed(Opcode::Text, 100));
    QVERIFY(!isCompressed(Opcode::Binary, 0));
    QVERIFY(isCompressed(Opcode::Binary, 100'000));
    QVERIFY(!isCompressed(Opcode::Ping, 125)); // RFC 7692 6.1: never control frames
    QVERIFY(!isCompressed(Opcode::Pong, 125));
    end.endpoint.sendClose(1000, QByteArray(120, 'x'), false);
    QVERIFY(!parseFrameHeader(end.log.takeOutput())->rsv1);
}

// Two of ours: every message comes back as it was sent, larger than a window, and in any order.
void TestEndpointCompression::talks()
{
    QFETCH(Role, role);
    const DeflateParameters agreed{
        .serverNoContextTakeover = true, .serverMaxWindowBits = 9, .clientMaxWindowBits = 8};
    End from(optionsOf(role), agreed, 50);
    End to(optionsOf(role == Role::Server ? Role::Client : Role::Server), agreed);
    QStringList expected;
    for (int i = 0; i < 40; ++i) {
        const QByteArray message = i % 3 == 0 ? repetitive(i * 3000) : telemetry(i).left(41 + i);
        from.endpoint.send(Opcode::Binary, message, from.endpoint.masksByRule());
        feed(&to.endpoint, from.log.takeOutput());
        expected += message.isEmpty() ? QStringLiteral("binary \"\"")
                                      : QStringLiteral("binary (%1)").arg(message.size());
    }
    QCOMPARE(messagesOf(to.log), expected);
}

QTEST_GUILESS_MAIN(TestEndpointCompression)
#include "tst_endpointcompression.moc"

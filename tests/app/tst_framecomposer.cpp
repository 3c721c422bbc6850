// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/framecomposer.h"

#include "serverlib/protocol/deflate.h"

#include <QTest>

using namespace sockscope;

namespace {

constexpr ws::MaskKey Key{0x37, 0xfa, 0x21, 0x3d};

ComposeContext contextOf(ws::Role role)
{
    return {role, [] { return Key; }, 15};
}

FrameSpec specOf(ws::Opcode opcode)
{
    FrameSpec spec;
    spec.opcode = opcode;
    return spec;
}

} // namespace

class TestFrameComposer : public QObject
{
    Q_OBJECT

private slots:
    void writesExactBytes_data();
    void writesExactBytes();
    void everyHeaderComesBack();
    void cuts_data();
    void cuts();
    void writesAreTheBytes();
    void compresses();
    void refuses_data();
    void refuses();
    void largestPayload();
    void messagesShareAWrite();
};

void TestFrameComposer::writesExactBytes_data()
{
    QTest::addColumn<ws::Role>("role");
    QTest::addColumn<FrameSpec>("spec");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("wire");
    const auto row = [](const char *name, ws::Role role, const FrameSpec &spec, const char *payload,
                         const char *wire) {
        QTest::newRow(name) << role << spec << QByteArray(payload) << QByteArray::fromHex(wire);
    };
    constexpr auto Server = ws::Role::Server;
    constexpr auto Client = ws::Role::Client;
    FrameSpec spec;
    // RFC 6455 5.7 gives the first few.
    row("server text", Server, spec, "Hello", "810548656c6c6f");
    row("client text", Client, spec, "Hello", "818537fa213d7f9f4d5158");
    row("empty", Server, spec, "", "8100");
    row("ping", Server, specOf(ws::Opcode::Ping), "Hello", "890548656c6c6f");
    spec.fragmentSizes = {3};
    row("fragments", Server, spec, "Hello", "010348656c 80026c6f");
    spec.fragmentSizes = {0, 9};
    row("empty fragments", Server, spec, "Hello", "0100 000548656c6c6f 8000");
    spec = {};
    spec.fragmentEvery = 2;
    row("every two", Server, spec, "Hello", "01024865 00026c6c 80016f");
    row("every two, even", Server, spec, "Hell", "01024865 80026c6c");
    spec.fragmentSizes = {1};
    spec.pingBetween = QByteArray("p");
    row("pings between", Server, spec, "Hell", "010148 890170 0002656c 890170 80016c");
    row("pings between, masked", Client, spec, "H", "018137fa213d7f 898137fa213d47 808037fa213d");
    spec = {};
    spec.fin = false;
    row("no FIN", Server, spec, "H", "010148");
    spec = specOf(ws::Opcode(0xB));
    spec.rsv1 = spec.rsv2 = spec.rsv3 = true;
    row("all of the first byte", Server, spec, "", "fb00");
    spec.fragmentSizes = {0};
    row("RSV on the first frame", Server, spec, "", "7b00 8000");
    spec = {};
    spec.mask = MaskChoice::None;
    row("client that does not mask", Client, spec, "H", "810148");
    spec.mask = MaskChoice::Random;
    row("server that masks", Server, spec, "Hello", "818537fa213d7f9f4d5158");
    spec.mask = MaskChoice::Key;
    spec.maskKey = {1, 2, 3, 4};
    row("chosen key", Client, spec, "Hello", "8185010203044967 6f686e");
    spec = {};
    spec.length = LengthChoice::Bits16;
    row("16 bits", Server, spec, "H", "817e000148");
    spec.length = LengthChoice::Bits64;
    row("64 bits", Server, spec, "H", "817f000000000000000148");
    spec.declaredLength = 0x8000000000000000;
    row("top bit", Server, spec, "H", "817f800000000000000048");
    spec = {};
    spec.declaredLength = 5;
    row("more than there is", Server, spec, "H", "810548");
    spec.declaredLength = 300;
    row("a longer header", Server, spec, "H", "817e012c48");
    spec.declaredLength = 0;
    spec.fragmentSizes = {1};
    row("of the first frame", Server, spec, "Hi", "010048 800169");
}

void TestFrameComposer::writesExactBytes()
{
    QFETCH(ws::Role, role);
    QFETCH(FrameSpec, spec);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, wire);
    const auto result = compose(spec, payload, contextOf(role));
    QVERIFY(std::holds_alternative<Composition>(result));
    const auto &composed = std::get<Composition>(result);
    QCOMPARE(composed.bytes.toHex(' '), wire.toHex(' '));
    QCOMPARE(composed.writeCount(), 1);
    qsizetype at = 0;
    for (const ComposedFrame &frame : composed.frames) {
        QCOMPARE(frame.offset, at);
        at = frame.end();
    }
    QCOMPARE(at, composed.bytes.size());
}

// What the header says is what the parser of the other side reads, for all that can be said.
void TestFrameComposer::everyHeaderComesBack()
{
    for (int bits = 0; bits < 256; ++bits) {
        for (const MaskChoice mask : {MaskChoice::None, MaskChoice::Key}) {
            for (const LengthChoice length :
                {LengthChoice::Minimal, LengthChoice::Bits16, LengthChoice::Bits64}) {
                FrameSpec spec = specOf(ws::Opcode(bits & 0xF));
                spec.fin = (bits & 0x80) != 0;
                spec.rsv1 = (bits & 0x40) != 0;
                spec.rsv2 = (bits & 0x20) != 0;
                spec.rsv3 = (bits & 0x10) != 0;
                spec.mask = mask;
                spec.maskKey = {9, 8, 7, 6};
                spec.length = length;
                const auto composed =
                    std::get<Composition>(compose(spec, "abc", contextOf(ws::Role::Server)));
                ws::FrameHeader header;
                const int size = ws::parseFrameHeader(composed.bytes, &header);
                QCOMPARE(size, header.encodedSize());
                QVERIFY(header == composed.frames[0].header);
                QCOMPARE(quint8(composed.bytes[0]), quint8(bits));
            }
        }
    }
}

void TestFrameComposer::cuts_data()
{
    QTest::addColumn<WriteChoice>("writes");
    QTest::addColumn<qsizetype>("bytes");
    QTest::addColumn<QList<qsizetype>>("cuts");
    // Frames at 0 (4 + 3), 7 (a ping, 4 + 1) and 12 (4 + 2), of 18 bytes.
    QTest::newRow("together") << WriteChoice::Together << qsizetype(1) << QList<qsizetype>{};
    QTest::newRow("each frame") << WriteChoice::EachFrame << qsizetype(1) << QList<qsizetype>{7, 12};
    QTest::newRow("each byte") << WriteChoice::EachByte << qsizetype(1)
                               << QList<qsizetype>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};
    QTest::newRow("every 5") << WriteChoice::EveryBytes << qsizetype(5) << QList<qsizetype>{5, 10, 15};
    QTest::newRow("every 9") << WriteChoice::EveryBytes << qsizetype(9) << QList<qsizetype>{9};
    QTest::newRow("every 18") << WriteChoice::EveryBytes << qsizetype(18) << QList<qsizetype>{};
    QTest::newRow("in the header") << WriteChoice::InHeader << qsizetype(1) << QList<qsizetype>{1, 8, 13};
    QTest::newRow("in long headers") << WriteChoice::InHeader << qsizetype(3) << QList<qsizetype>{3, 10, 15};
}

void TestFrameComposer::cuts()
{
    QFETCH(WriteChoice, writes);
    QFETCH(qsizetype, bytes);
    QFETCH(QList<qsizetype>, cuts);
    FrameSpec spec;
    spec.length = LengthChoice::Bits16;
    spec.fragmentSizes = {3};
    spec.pingBetween = QByteArray("p");
    spec.writes = writes;
    spec.writeBytes = bytes;
    const auto composed = std::get<Composition>(compose(spec, "Hello", contextOf(ws::Role::Server)));
    QCOMPARE(composed.bytes.size(), 18);
    QCOMPARE(composed.cuts, cuts);
}

void TestFrameComposer::writesAreTheBytes()
{
    for (qsizetype size = 1; size < 14; ++size) {
        FrameSpec spec;
        spec.writes = WriteChoice::EveryBytes;
        spec.writeBytes = size;
        const auto composed = std::get<Composition>(compose(spec, "Hello", contextOf(ws::Role::Client)));
        QByteArray together;
        for (qsizetype i = 0; i < composed.writeCount(); ++i) {
            QVERIFY(!composed.write(i).isEmpty());
            QVERIFY(composed.write(i).size() <= size);
            together += composed.write(i);
        }
        QCOMPARE(together, composed.bytes);
    }
}

void TestFrameComposer::compresses()
{
    FrameSpec spec;
    spec.compress = true;
    spec.fragmentSizes = {4};
    const QByteArray payload = QByteArray("tick ").repeated(50);
    const auto composed = std::get<Composition>(compose(spec, payload, contextOf(ws::Role::Server)));
    QCOMPARE(composed.frames.size(), 2);
    QVERIFY(composed.frames[0].header.rsv1);
    QVERIFY(!composed.frames[1].header.rsv1);
    ws::Inflater inflater(15, false);
    QByteArray message;
    for (const ComposedFrame &frame : composed.frames) {
        const QByteArrayView part =
            QByteArrayView(composed.bytes).sliced(frame.payloadOffset(), frame.payloadSize);
        QCOMPARE(inflater.feed(part, &message, 0), ws::Inflater::Result::Ok);
    }
    QCOMPARE(inflater.finish(&message, 0), ws::Inflater::Result::Ok);
    QCOMPARE(message, payload);
}

void TestFrameComposer::refuses_data()
{
    QTest::addColumn<FrameSpec>("spec");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<QString>("words");
    FrameSpec spec;
    spec.length = LengthChoice::Bits16;
    QTest::newRow("16 bits") << spec << qsizetype(65'536) << "at most 65535";
    spec.declaredLength = 65'536;
    QTest::newRow("16-bit lie") << spec << qsizetype(1) << "65536 does not fit";
    spec = {};
    spec.fragmentEvery = 1;
    QTest::newRow("frames") << spec << qsizetype(100'001) << "more than 100000 frames";
    spec = {};
    spec.writes = WriteChoice::EachByte;
    QTest::newRow("writes") << spec << qsizetype(1'000'000) << "more than 1000000 writes";
    spec.writes = WriteChoice::EveryBytes;
    spec.writeBytes = 0;
    QTest::newRow("no bytes") << spec << qsizetype(1) << "at least one byte";
    spec.writes = WriteChoice::InHeader;
    QTest::newRow("before the header") << spec << qsizetype(1) << "so 1 to 1";
    spec.writeBytes = 2;
    QTest::newRow("behind the header") << spec << qsizetype(1) << "so 1 to 1";
    QTest::newRow("bytes") << FrameSpec() << ComposeLimits::Bytes << "more than 32 MiB";
}

void TestFrameComposer::refuses()
{
    QFETCH(FrameSpec, spec);
    QFETCH(qsizetype, size);
    QFETCH(QString, words);
    const auto result = compose(spec, QByteArray(size, 'x'), contextOf(ws::Role::Server));
    QVERIFY(std::holds_alternative<QString>(result));
    QVERIFY2(std::get<QString>(result).contains(words), qPrintable(std::get<QString>(result)));
}

void TestFrameComposer::largestPayload()
{
    FrameSpec spec;
    spec.fragmentEvery = 1024;
    const auto result = compose(spec, QByteArray(16 * 1024 * 1024, 'x'), contextOf(ws::Role::Client));
    QVERIFY(std::holds_alternative<Composition>(result));
    QCOMPARE(std::get<Composition>(result).frames.size(), 16 * 1024);
}

void TestFrameComposer::messagesShareAWrite()
{
    FrameSpec spec;
    spec.writes = WriteChoice::InHeader;
    spec.writeBytes = 1;
    const auto one = std::get<Composition>(compose(spec, "Hi", contextOf(ws::Role::Server)));
    Composition burst;
    burst.append(one, true);
    QCOMPARE(burst, one);
    burst.append(one, true);
    QCOMPARE(burst.bytes, one.bytes + one.bytes);
    QCOMPARE(burst.cuts, (QList<qsizetype>{1, 5}));
    QCOMPARE(burst.frames[1].offset, 4);
    burst.append(one, false);
    QCOMPARE(burst.cuts, (QList<qsizetype>{1, 5, 8, 9}));
}

QTEST_GUILESS_MAIN(TestFrameComposer)
#include "tst_framecomposer.moc"

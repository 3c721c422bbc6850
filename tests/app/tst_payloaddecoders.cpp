// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decodedlines.h"

#include <QTest>

using namespace sockscope;

namespace {

// Made by Python's cbor2 and msgpack of one and the same document.
const QByteArray CborReading = QByteArray::fromHex(
    "a86269646b746865726d6f2d376632616474656d70fb403580000000000064727373693839626f6bf5646e6f6e65f66372617742"
    "0102646c69737483010219012c62696ea164686561701a0002c3f0");
const QByteArray MessagePackReading = QByteArray::fromHex(
    "88a26964ab746865726d6f2d37663261a474656d70cb4035800000000000a472737369d0c6a26f6bc3a46e6f6e65c0a3726177c4"
    "020102a46c697374930102cd012ca2696e81a468656170ce0002c3f0");

} // namespace

class TestPayloadDecoders : public QObject
{
    Q_OBJECT

private slots:
    void trees_data();
    void trees();
    void problems_data();
    void problems();
    void cutAnywhere_data();
    void cutAnywhere();
    void depthIsBounded_data();
    void depthIsBounded();
    void valuesAreBounded();
    void longPayloadsAreTold();
    void numbers_data();
    void numbers();
};

void TestPayloadDecoders::trees_data()
{
    QTest::addColumn<Codec>("codec");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("JSON") << Codec::Json
                          << QByteArray(
                                 R"({"id": "a\"b\u00e4", "temp":-21.50e1 , "l":[true,null, {}], "l":""})")
                          << QStringList{"(object) @0+67", "  id@1+4: a\"bä (string) @7+12",
                                 "  temp@21+6: -21.50e1 (number) @28+8", "  l@39+3: (array) @43+15",
                                 "    [0]: true (true) @44+4", "    [1]: null (null) @49+4",
                                 "    [2]: (object) @55+2", "  l@60+3:  (string) @64+2"};
    QTest::newRow("JSON, a number alone")
        << Codec::Json << QByteArray(" 42 ") << QStringList{"42 (number) @1+2"};
    QTest::newRow("CBOR") << Codec::Cbor << CborReading
                          << QStringList{"(map of 8) @0+79", "  id@1+3: thermo-7f2a (text) @4+12",
                                 "  temp@16+5: 21.5 (float 64) @21+9", "  rssi@30+5: -58 (negative) @35+2",
                                 "  ok@37+3: true (simple) @40+1", "  none@41+5: null (simple) @46+1",
                                 "  raw@47+4: 01 02 (2 bytes) @51+3", "  list@54+5: (array of 3) @59+6",
                                 "    [0]: 1 (unsigned) @60+1", "    [1]: 2 (unsigned) @61+1",
                                 "    [2]: 300 (unsigned) @62+3", "  in@65+3: (map of 1) @68+11",
                                 "    heap@69+5: 181232 (unsigned) @74+5"};
    QTest::newRow("CBOR, chunks and unknown lengths")
        << Codec::Cbor << QByteArray::fromHex("bf61617f61626163ff61629f01ffff")
        << QStringList{"(map of unknown length) @0+15", "  a@1+2: bc (text) @3+6",
               "  b@9+2: (array of unknown length) @11+3", "    [0]: 1 (unsigned) @12+1"};
    QTest::newRow("CBOR, keys that are no text, tags")
        << Codec::Cbor << QByteArray::fromHex("a40120810203c249010000000000000000f5c11a514b67b0f4")
        << QStringList{"(map of 4) @0+25", "  1@1+1: -1 (negative) @2+1", "  81 02@3+2: 3 (unsigned) @5+1",
               "  c2 49 01 00 00 00 00 00 00 00 00@6+11: true (simple) @17+1",
               "  c1 1a 51 4b 67 b0@18+6: false (simple) @24+1"};
    QTest::newRow("CBOR, the ends of its numbers")
        << Codec::Cbor << QByteArray::fromHex("831bffffffffffffffff3bfffffffffffffffff93e00")
        << QStringList{"(array of 3) @0+22", "  [0]: 18446744073709551615 (unsigned) @1+9",
               "  [1]: -18446744073709551616 (negative) @10+9", "  [2]: 1.5 (float 16) @19+3"};
    QTest::newRow("MessagePack") << Codec::MessagePack << MessagePackReading
                                 << QStringList{"(map of 8) @0+80", "  id@1+3: thermo-7f2a (str) @4+12",
                                        "  temp@16+5: 21.5 (float 64) @21+9",
                                        "  rssi@30+5: -58 (int 8) @35+2", "  ok@37+3: true (bool) @40+1",
                                        "  none@41+5: nil (nil) @46+1",
                                        "  raw@47+4: 01 02 (bin, 2 bytes) @51+4",
                                        "  list@55+5: (array of 3) @60+6", "    [0]: 1 (fixint) @61+1",
                                        "    [1]: 2 (fixint) @62+1", "    [2]: 300 (uint 16) @63+3",
                                        "  in@66+3: (map of 1) @69+11",
                                        "    heap@70+5: 181232 (uint 32) @75+5"};
    QTest::newRow("MessagePack, keys that are no text, a timestamp")
        << Codec::MessagePack << QByteArray::fromHex("830102a174d7ff773594006955b9009101c0")
        << QStringList{"(map of 3) @0+18", "  1@1+1: 2 (fixint) @2+1",
               "  t@3+2: 2026-01-01T00:00:00.500Z (timestamp) @5+10", "  91 01@15+2: nil (nil) @17+1"};
    QTest::newRow("Base64 of JSON") << Codec::Base64 << QByteArray(R"({"a":[1,22]})").toBase64()
                                    << QStringList{"(object) @0+16", "  a@1+5: (array) @6+9",
                                           "    [0]: 1 (number) @8+2", "    [1]: 22 (number) @10+4"};
    QTest::newRow("Base64 of bytes, URL-safe, broken in lines, not padded")
        << Codec::Base64 << QByteArray("-_\r\n_-") << QStringList{"fb ff fe (3 bytes) @0+6"};
}

void TestPayloadDecoders::trees()
{
    QFETCH(Codec, codec);
    QFETCH(QByteArray, payload);
    QFETCH(QStringList, lines);
    const DecodedPayload decoded = makeDecoder(codec)->decode(payload);
    QVERIFY2(!decoded.problem, qPrintable(decoded.problem.value_or(DecodeProblem()).words));
    QCOMPARE(decodedLines(decoded.tree), lines);
}

void TestPayloadDecoders::problems_data()
{
    QTest::addColumn<Codec>("codec");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<QString>("words"); // in what is said
    const auto row = [](const char *name, Codec codec, const QByteArray &payload, qsizetype offset,
                         const char *words) {
        QTest::newRow(name) << codec << payload << offset << QString(words);
    };
    row("JSON, no colon", Codec::Json, R"({"a" 1})", 5, "expected ':'");
    row("JSON, a comma too many", Codec::Json, R"([1,])", 3, "unexpected ']'");
    row("JSON, two commas", Codec::Json, "[1,,2]", 3, "unexpected ','");
    row("JSON, no comma", Codec::Json, R"({"a":1 "b":2})", 7, "unexpected string literal");
    row("JSON, an open string", Codec::Json, R"(["ab)", 1, "missing closing quote");
    row("JSON, unquoted", Codec::Json, "{a:1}", 1, "expected string literal");
    row("JSON, more behind", Codec::Json, "{} x", 3, "expected end of input");
    row("JSON, nothing", Codec::Json, "", 0, "unexpected end of input");
    row("JSON, too great", Codec::Json, "[1e999]", 1, "number overflow");
    row("CBOR, more behind", Codec::Cbor, QByteArray::fromHex("a0ff"), 1, "follow the value");
    row("CBOR, text that is none", Codec::Cbor, QByteArray::fromHex("8161ff"), 2, "UTF-8");
    row("CBOR, reserved", Codec::Cbor, QByteArray::fromHex("a161611c"), 3, "illegal number");
    row("MessagePack, never used", Codec::MessagePack, QByteArray::fromHex("9201c1"), 2,
        "0xc1 begins no value");
    row("MessagePack, more behind", Codec::MessagePack, QByteArray::fromHex("9001"), 1, "follow the value");
    row("MessagePack, cut", Codec::MessagePack, QByteArray::fromHex("9201a361"), 4, "begins at byte 2");
    row("Base64, no digit", Codec::Base64, "YWJj!YWJj", 4, "no digit of base64");
    row("Base64, a digit alone", Codec::Base64, "YWJjY", 5, "RFC 4648");
    row("Protobuf, a group", Codec::Protobuf, QByteArray::fromHex("08010b"), 2, "groups");
    row("Protobuf, field 0", Codec::Protobuf, QByteArray::fromHex("080100"), 2, "begin at 1");
    row("Protobuf, cut", Codec::Protobuf, QByteArray::fromHex("0a0561"), 1,
        "5 bytes were announced, 1 are there");
}

void TestPayloadDecoders::problems()
{
    QFETCH(Codec, codec);
    QFETCH(QByteArray, payload);
    QFETCH(QString, words);
    const DecodedPayload decoded = makeDecoder(codec)->decode(payload);
    QVERIFY(decoded.problem);
    QVERIFY2(decoded.problem->words.contains(words), qPrintable(decoded.problem->words));
    QTEST(decoded.problem->offset, "offset");
}

void TestPayloadDecoders::cutAnywhere_data()
{
    QTest::addColumn<Codec>("codec");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("JSON") << Codec::Json << QByteArray(R"({"a":[1,true,"x\n",{"b":null}],"c":-2.5})");
    QTest::newRow("CBOR") << Codec::Cbor << CborReading;
    QTest::newRow("MessagePack") << Codec::MessagePack << MessagePackReading;
}

void TestPayloadDecoders::cutAnywhere()
{
    QFETCH(Codec, codec);
    QFETCH(QByteArray, payload);
    QCOMPARE(problemWithPrefixes(payload, *makeDecoder(codec)), QString());
}

void TestPayloadDecoders::depthIsBounded_data()
{
    QTest::addColumn<Codec>("codec");
    QTest::addColumn<QByteArray>("level");
    QTest::newRow("JSON") << Codec::Json << QByteArray("[");
    QTest::newRow("CBOR") << Codec::Cbor << QByteArray("\x81");
    QTest::newRow("CBOR, in keys") << Codec::Cbor << QByteArray("\xa1");
    QTest::newRow("CBOR, tags") << Codec::Cbor << QByteArray("\xc1");
    QTest::newRow("MessagePack") << Codec::MessagePack << QByteArray("\x91");
    QTest::newRow("MessagePack, in keys") << Codec::MessagePack << QByteArray("\x81");
}

void TestPayloadDecoders::depthIsBounded()
{
    QFETCH(Codec, codec);
    QFETCH(QByteArray, level);
    const DecodedPayload decoded = makeDecoder(codec)->decode(level.repeated(200'000));
    QVERIFY(decoded.problem);
    QVERIFY(decoded.tree.size() <= PayloadTreeBuilder::MaxDepth);
}

void TestPayloadDecoders::valuesAreBounded()
{
    const QByteArray json = '[' + QByteArray("1,").repeated(PayloadTreeBuilder::MaxNodes) + "1]";
    const DecodedPayload decoded = makeJsonDecoder()->decode(json);
    QCOMPARE(decoded.tree.size(), PayloadTreeBuilder::MaxNodes);
    QVERIFY(decoded.problem);
    QVERIFY2(decoded.problem->words.contains("100"), qPrintable(decoded.problem->words));
}

void TestPayloadDecoders::longPayloadsAreTold()
{
    const QByteArray json = '"' + QByteArray(PayloadDecoder::MaxBytes, 'x') + '"';
    const DecodedPayload decoded = makeJsonDecoder()->decode(json);
    QVERIFY(decoded.problem);
    QVERIFY(decoded.problem->offset <= PayloadDecoder::MaxBytes);
    QVERIFY(
        makeCborDecoder()->decode(QByteArray("\x5a\x00\x20\x00\x00") + QByteArray(0x200000, 'x')).problem);
}

void TestPayloadDecoders::numbers_data()
{
    QTest::addColumn<Codec>("codec");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("path");
    QTest::addColumn<double>("number"); // NaN: none
    QTest::newRow("JSON") << Codec::Json << QByteArray(R"({"a":{"b":[1,2.5]}})") << ".a.b[1]" << 2.5;
    QTest::newRow("JSON, text") << Codec::Json << QByteArray(R"({"a":"1"})") << ".a" << qQNaN();
    QTest::newRow("CBOR") << Codec::Cbor << CborReading << ".in.heap" << 181232.;
    QTest::newRow("CBOR, absent") << Codec::Cbor << CborReading << ".in.free" << qQNaN();
    QTest::newRow("MessagePack") << Codec::MessagePack << MessagePackReading << ".list[2]" << 300.;
    QTest::newRow("Base64") << Codec::Base64 << QByteArray(R"({"t":21})").toBase64() << ".t" << 21.;
    QTest::newRow("Protobuf") << Codec::Protobuf << QByteArray::fromHex("0801120308ac02") << ".2.1" << 300.;
}

void TestPayloadDecoders::numbers()
{
    QFETCH(Codec, codec);
    QFETCH(QByteArray, payload);
    QFETCH(QString, path);
    QFETCH(double, number);
    const auto found = makeDecoder(codec)->numberAt(payload, *JsonPath::parse(path));
    QCOMPARE(found.has_value(), !qIsNaN(number));
    if (found)
        QCOMPARE(*found, number);
}

QTEST_APPLESS_MAIN(TestPayloadDecoders)
#include "tst_payloaddecoders.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/protobufdecoder.h"
#include "decodedlines.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;

namespace {

// protoc --encode=sensors.Reading reading.proto
const QByteArray Reading = QByteArray::fromHex(
    "0a0b746865726d6f2d37663261150000ac41187320012a040102ac02320e09000000000040484015000044413a"
    "080a04626f6f741007420201ff480150fdffffffffffffffff01");

} // namespace

class TestProtobufDecoder : public QObject
{
    Q_OBJECT

private slots:
    void byNumber();
    void byName();
    void anotherMessage();
    void aFieldOfAnotherType();
    void cutAnywhere();
    void depthIsBounded();
    void brokenSchemas_data();
    void brokenSchemas();
    void changedSchema();
};

void TestProtobufDecoder::byNumber()
{
    const DecodedPayload decoded = makeProtobufDecoder()->decode(Reading);
    QVERIFY(!decoded.problem);
    QCOMPARE(decodedLines(decoded.tree),
        (QStringList{"(message) @0+71", "  1@0+1: thermo-7f2a (text?) @2+11", "  2@13+1: 21.5 (float?) @14+4",
            "  3@18+1: 115 (varint) @19+1", "  4@20+1: 1 (varint) @21+1",
            "  5@22+1: 01 02 ac 02 (4 bytes) @24+4", "  6@28+1: (message?) @30+14",
            "    1@30+1: 48.5 (double?) @31+8", "    2@39+1: 12.25 (float?) @40+4",
            "  7@44+1: (message?) @46+8", "    1@46+1: boot (text?) @48+4", "    2@52+1: 7 (varint) @53+1",
            "  8@54+1: 01 ff (2 bytes) @56+2", "  9@58+1: 1 (varint) @59+1",
            "  10@60+1: 18446744073709551613 (varint) @61+10"}));
}

void TestProtobufDecoder::byName()
{
    QString error;
    const auto schema = ProtoSchema::load(QFINDTESTDATA("reading.proto"), &error);
    QVERIFY2(schema, qPrintable(error));
    QCOMPARE(schema->messageTypes(), (QStringList{"sensors.Position", "sensors.Reading"}));
    const DecodedPayload decoded = makeProtobufDecoder(schema, "sensors.Reading")->decode(Reading);
    QVERIFY(!decoded.problem);
    QCOMPARE(decodedLines(decoded.tree),
        (QStringList{"(sensors.Reading) @0+71", "  id@0+1: thermo-7f2a (string) @2+11",
            "  temp@13+1: 21.5 (float) @14+4", "  rssi@18+1: -58 (sint32) @19+1",
            "  state@20+1: RUNNING (1) (State) @21+1", "  samples@22+1: (packed uint32) @24+4",
            "    [0]: 1 (uint32) @24+1", "    [1]: 2 (uint32) @25+1", "    [2]: 300 (uint32) @26+2",
            "  position@28+1: (Position) @30+14", "    lat@30+1: 48.5 (double) @31+8",
            "    alt@39+1: 12.25 (float) @40+4", "  counts@44+1: (CountsEntry) @46+8",
            "    key@46+1: boot (string) @48+4", "    value@52+1: 7 (int32) @53+1",
            "  raw@54+1: 01 ff (bytes, 2) @56+2", "  ok@58+1: true (bool) @59+1",
            "  offset@60+1: -3 (int64) @61+10"}));
}

void TestProtobufDecoder::anotherMessage()
{
    QString error;
    const auto schema = ProtoSchema::load(QFINDTESTDATA("reading.proto"), &error);
    QVERIFY(!schema->find("sensors.Nothing"));
    QCOMPARE(schema->find(""), schema->find("sensors.Position"));
}

void TestProtobufDecoder::aFieldOfAnotherType()
{
    QString error;
    const auto schema = ProtoSchema::load(QFINDTESTDATA("reading.proto"), &error);
    const auto decoder = makeProtobufDecoder(schema, "sensors.Reading");
    // A float with a length in front, and text as a figure: unknown fields, by number.
    const DecodedPayload decoded = decoder->decode(QByteArray::fromHex("120241420801"));
    QVERIFY(!decoded.problem);
    QCOMPARE(decodedLines(decoded.tree),
        (QStringList{"(sensors.Reading) @0+6", "  2@0+1: AB (text?) @2+2", "  1@4+1: 1 (varint) @5+1"}));
}

void TestProtobufDecoder::cutAnywhere()
{
    // Without its last field: a message may end behind any of its fields.
    const auto decoder = makeProtobufDecoder();
    for (qsizetype size = 0; size < Reading.size(); ++size) {
        const QByteArray prefix(Reading.constData(), size);
        const DecodedPayload decoded = decoder->decode(prefix);
        for (int i = 0; i < decoded.tree.size(); ++i)
            QVERIFY(decoded.tree.at(i).range.end() <= size);
        if (decoded.problem)
            QVERIFY(decoded.problem->offset <= size && !decoded.problem->words.isEmpty());
    }
    QVERIFY(decoder->decode(Reading.chopped(1)).problem);
}

void TestProtobufDecoder::depthIsBounded()
{
    QByteArray nested = QByteArray::fromHex("0801");
    for (int i = 0; i < 200; ++i) {
        QByteArray length;
        for (auto left = quint32(nested.size()); true; left >>= 7) {
            length += char((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
            if (left <= 0x7f)
                break;
        }
        nested = '\x0a' + length + nested;
    }
    const DecodedPayload decoded = makeProtobufDecoder()->decode(nested);
    QVERIFY(decoded.tree.size() <= PayloadTreeBuilder::MaxDepth + 1);
}

void TestProtobufDecoder::brokenSchemas_data()
{
    QTest::addColumn<QByteArray>("text"); // null: there is no file
    QTest::addColumn<QString>("words");
    QTest::newRow("absent") << QByteArray() << "broken.proto";
    QTest::newRow("a line that is none")
        << QByteArray("syntax = \"proto3\";\nmessage A {\n  int32 = 1;\n}\n") << "line 3, column 9";
    QTest::newRow("an unknown type") << QByteArray("syntax = \"proto3\";\nmessage A { B b = 1; }\n")
                                     << "\"B\"";
    QTest::newRow("an absent import")
        << QByteArray("syntax = \"proto3\";\nimport \"x.proto\";\nmessage A {}\n") << "x.proto";
    QTest::newRow("no message") << QByteArray("syntax = \"proto3\";\n") << "describes no message";
}

void TestProtobufDecoder::brokenSchemas()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const QTemporaryDir directory;
    const QString path = directory.filePath("broken.proto");
    if (!text.isNull()) {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text);
    }
    QString error;
    QVERIFY(!ProtoSchema::load(path, &error));
    QVERIFY2(error.contains(words), qPrintable(error));
}

void TestProtobufDecoder::changedSchema()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath("a.proto"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("syntax = \"proto3\";\nmessage A { int32 a = 1; }\n");
    file.close();
    QString error;
    const auto schema = ProtoSchema::load(file.fileName(), &error);
    QVERIFY2(schema, qPrintable(error));
    QVERIFY(schema->isCurrent());
    QVERIFY(file.open(QFile::ReadWrite));
    file.setFileTime(QDateTime::currentDateTime().addSecs(60), QFile::FileModificationTime);
    file.close();
    QVERIFY(!schema->isCurrent());
}

QTEST_APPLESS_MAIN(TestProtobufDecoder)
#include "tst_protobufdecoder.moc"

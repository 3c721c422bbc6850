// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/payloadreader.h"

#include <QTest>

using namespace sockscope;
using Scope = CodecBindings::Scope;

class TestPayloadReader : public QObject
{
    Q_OBJECT

private slots:
    void guessesWithoutBinding();
    void bound();
    void boundToNothing();
    void aSchemaThatIsAbsent();
    void aSchema();
};

void TestPayloadReader::guessesWithoutBinding()
{
    PayloadReader reader;
    const auto choice = reader.choose({1, "", "/"}, R"({"a":1})", true);
    QCOMPARE(choice.codec, Codec::Json);
    QVERIFY(choice.decoder);
    QVERIFY(!choice.boundBy);
    QVERIFY(!reader.choose({1, "", "/"}, "hello", true).decoder);
}

void TestPayloadReader::bound()
{
    PayloadReader reader;
    CodecBindings bindings;
    bindings.bind(Scope::Path, {1, "", "/m"}, CodecBinding{Codec::MessagePack});
    reader.setBindings(bindings);
    const auto choice = reader.choose({2, "", "/m"}, R"({"a":1})", true);
    QCOMPARE(choice.codec, Codec::MessagePack);
    QCOMPARE(choice.boundBy, Scope::Path);
    QVERIFY(choice.decoder->decode(R"({"a":1})").problem);
}

void TestPayloadReader::boundToNothing()
{
    PayloadReader reader;
    CodecBindings bindings;
    bindings.bind(Scope::Connection, {1, "", "/"}, CodecBinding{Codec::None});
    reader.setBindings(bindings);
    QVERIFY(!reader.choose({1, "", "/"}, R"({"a":1})", true).decoder);
}

void TestPayloadReader::aSchemaThatIsAbsent()
{
    PayloadReader reader;
    CodecBindings bindings;
    bindings.bind(Scope::Path, {1, "", "/"}, CodecBinding{Codec::Protobuf, "absent.proto"});
    reader.setBindings(bindings);
    const auto choice = reader.choose({1, "", "/"}, QByteArray::fromHex("0801"), false);
    QVERIFY(choice.problem.contains("absent.proto"));
    QCOMPARE(choice.decoder->numberAt(QByteArray::fromHex("0801"), *JsonPath::parse(u".1")), 1.);
}

void TestPayloadReader::aSchema()
{
    PayloadReader reader;
    CodecBindings bindings;
    const QString path = QFINDTESTDATA("reading.proto");
    bindings.bind(Scope::Path, {1, "", "/"}, CodecBinding{Codec::Protobuf, path, "sensors.Reading"});
    bindings.bind(Scope::Path, {1, "", "/x"}, CodecBinding{Codec::Protobuf, path, "sensors.Absent"});
    reader.setBindings(bindings);
    const auto choice = reader.choose({1, "", "/"}, QByteArray::fromHex("1873"), false);
    QVERIFY2(choice.problem.isEmpty(), qPrintable(choice.problem));
    QCOMPARE(choice.decoder->numberAt(QByteArray::fromHex("1873"), *JsonPath::parse(u".rssi")), -58.);
    QVERIFY(reader.choose({1, "", "/x"}, "", false).problem.contains("sensors.Absent"));
}

QTEST_APPLESS_MAIN(TestPayloadReader)
#include "tst_payloadreader.moc"

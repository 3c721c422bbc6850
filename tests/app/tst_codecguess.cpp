// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/codecguess.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sockscope;

class TestCodecGuess : public QObject
{
    Q_OBJECT

private slots:
    void guesses_data();
    void guesses();
    void randomBytesAreBytes();
};

void TestCodecGuess::guesses_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("isText");
    QTest::addColumn<Codec>("codec");
    const auto text = [](const char *name, const QByteArray &payload, Codec codec) {
        QTest::newRow(name) << payload << true << codec;
    };
    const auto binary = [](const char *name, const char *hex, Codec codec) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << false << codec;
    };
    text("an object", R"( {"a":1})", Codec::Json);
    text("an empty object", "{}", Codec::None);
    text("broken JSON", R"({"a":1)", Codec::None);
    text("a number", "42", Codec::None);
    text("a word of base64's digits", "password", Codec::None);
    text("JSON in base64", QByteArray(R"({"a":1})").toBase64(), Codec::Base64);
    text("CBOR in base64", QByteArray::fromHex("a1616101").toBase64(), Codec::Base64);
    QTest::newRow("JSON in a binary message") << QByteArray(R"([1,2])") << false << Codec::Json;
    binary("CBOR of a sensor", "a26474656d70fb40358000000000006472737369 3839", Codec::Cbor);
    binary("CBOR, figures alone", "8318c8190bb8f93c00", Codec::Cbor);
    binary("MessagePack of a sensor", "82a474656d70cb4035800000000000a472737369d0c6", Codec::MessagePack);
    binary("MessagePack, figures alone", "93ccc8cd0bb8ca3f800000", Codec::MessagePack);
    binary("Protobuf of a sensor", "0a0b746865726d6f2d37663261150000ac4118732001", Codec::Protobuf);
    binary("the start of a JPEG", "ffd8ffe000104a46494600010100", Codec::None);
    binary("two bytes", "8101", Codec::None);
    binary("little-endian 16 bit samples", "10002000300040005000", Codec::None);
    binary("nothing", "", Codec::None);
}

void TestCodecGuess::guesses()
{
    QFETCH(QByteArray, payload);
    QFETCH(bool, isText);
    QTEST(guessCodec(payload, isText), "codec");
}

void TestCodecGuess::randomBytesAreBytes()
{
    QRandomGenerator random(1);
    int taken = 0;
    constexpr int Count = 2000;
    for (int i = 0; i < Count; ++i) {
        QByteArray payload(16, Qt::Uninitialized);
        for (char &byte : payload)
            byte = char(random.bounded(256));
        taken += guessCodec(payload, false) != Codec::None;
    }
    QVERIFY2(taken <= Count / 200, qPrintable(QString::number(taken)));
}

QTEST_APPLESS_MAIN(TestCodecGuess)
#include "tst_codecguess.moc"

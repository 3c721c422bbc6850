// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/codecbindings.h"

#include <QTest>

using namespace sockscope;
using Scope = CodecBindings::Scope;

class TestCodecBindings : public QObject
{
    Q_OBJECT

private slots:
    void theNarrowestCounts();
    void survivesJson();
    void nonsenseIsLeftOut();
};

void TestCodecBindings::theNarrowestCounts()
{
    const PayloadOrigin origin{7, "sensor.v2", "/telemetry"};
    CodecBindings bindings;
    QVERIFY(!bindings.find(origin));
    bindings.bind(Scope::Path, origin, CodecBinding{Codec::Json});
    bindings.bind(Scope::Subprotocol, origin, CodecBinding{Codec::Cbor});
    bindings.bind(Scope::Connection, origin, CodecBinding{Codec::None});
    QCOMPARE(bindings.find(origin)->codec, Codec::None);
    QCOMPARE(bindings.find({8, "sensor.v2", "/telemetry"})->codec, Codec::Cbor);
    QCOMPARE(bindings.find({8, "", "/telemetry"})->codec, Codec::Json);
    QVERIFY(!bindings.find({8, "", "/"}));
    bindings.bind(Scope::Connection, origin, std::nullopt);
    QCOMPARE(bindings.scopeOf(origin), Scope::Subprotocol);
}

void TestCodecBindings::survivesJson()
{
    const CodecBinding protobuf{Codec::Protobuf, "/home/a/reading.proto", "sensors.Reading"};
    CodecBindings bindings;
    bindings.bind(Scope::Path, {1, "", "/p"}, protobuf);
    bindings.bind(Scope::Subprotocol, {1, "s", "/p"}, CodecBinding{Codec::MessagePack});
    bindings.bind(Scope::Connection, {1, "s", "/p"}, CodecBinding{Codec::Json});
    CodecBindings read;
    read.bind(Scope::Connection, {9, "", "/p"}, CodecBinding{Codec::Cbor});
    read.readJson(bindings.toJson());
    QCOMPARE(read.find({9, "", "/p"}), CodecBinding{Codec::Cbor}); // stays
    QCOMPARE(read.find({2, "", "/p"}), protobuf);
    QCOMPARE(read.find({2, "s", "/p"}), CodecBinding{Codec::MessagePack});
    QCOMPARE(read.scopeOf({1, "s", "/p"}), Scope::Subprotocol); // connections are of one log
}

void TestCodecBindings::nonsenseIsLeftOut()
{
    CodecBindings read;
    read.readJson(
        R"({"paths":[{"of":"/a","codec":"yaml"},{"codec":"json"},3,{"of":"/b","codec":"json"}],"subprotocols":5})");
    QVERIFY(!read.find({0, "", "/a"}));
    QVERIFY(read.find({0, "", "/b"}));
    read.readJson("garbage");
    QVERIFY(!read.find({0, "", "/b"}));
}

QTEST_APPLESS_MAIN(TestCodecBindings)
#include "tst_codecbindings.moc"

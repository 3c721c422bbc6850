// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/jsonpath.h"

#include <QTest>

using namespace sockscope;
using Kind = JsonValue::Kind;

class TestJsonPath : public QObject
{
    Q_OBJECT

private slots:
    void paths_data();
    void paths();
    void values_data();
    void values();
    void anyPrefixWillDo();
    void pathsAreReadAsTheyAreWritten();
};

void TestJsonPath::paths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("steps"); // -1: no path
    const auto row = [](const char *text, int steps) { QTest::newRow(text) << QString(text) << steps; };
    row("", 0);
    row(".a", 1);
    row(".a.b[0]", 3);
    row("[0][1]", 2);
    row("[\"a key\"].b", 2);
    row("['a.b']", 1);
    row("a", -1);
    row(".", -1);
    row(".a..b", -1);
    row("[", -1);
    row("[]", -1);
    row("[x]", -1);
    row("[-1]", -1);
    row("[\"a\"", -1);
    row("[99999999999999999999]", -1);
}

void TestJsonPath::paths()
{
    QFETCH(QString, text);
    QFETCH(int, steps);
    const auto path = JsonPath::parse(text);
    QCOMPARE(path ? int(path->steps.size()) : -1, steps);
}

void TestJsonPath::values_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<JsonValue>("value");
    const auto row = [](const char *name, const QByteArray &json, const char *path, const JsonValue &value) {
        QTest::newRow(name) << json << QString(path) << true << value;
    };
    const auto none = [](const char *name, const QByteArray &json, const char *path) {
        QTest::newRow(name) << json << QString(path) << false << JsonValue();
    };
    row("number", "{\"a\":21.5}", ".a", {.kind = Kind::Number, .number = 21.5});
    row("negative", "[-3e2]", "[0]", {.kind = Kind::Number, .number = -300});
    row("true", "[true]", "[0]", {.kind = Kind::Boolean, .boolean = true});
    row("false", "[false]", "[0]", {.kind = Kind::Boolean});
    row("null", "[null]", "[0]", {.kind = Kind::Null});
    row("object", "[{}]", "[0]", {.kind = Kind::Object});
    row("array", "[[]]", "[0]", {.kind = Kind::Array});
    row("root", "7", "", {.kind = Kind::Number, .number = 7});
    row("spaces", " { \"x\" : [ 1 , 2 ] , \"a\" : \"y\" } ", ".a", {.kind = Kind::String, .string = "y"});
    row("behind containers", R"({"x":{"a":[1,"}]"]},"a":1})", ".a", {.kind = Kind::Number, .number = 1});
    row("behind an escaped quote", R"({"x":"\"a\":2\\","a":1})", ".a", {.kind = Kind::Number, .number = 1});
    row("an escaped key", R"({"\u0061":1})", ".a", {.kind = Kind::Number, .number = 1});
    row("escapes", R"(["\"\\\/\n\u00e9\ud83d\ude00"])", "[0]",
        {.kind = Kind::String, .string = "\"\\/\n\xc3\xa9\xf0\x9f\x98\x80"});
    row("the first of two", R"({"a":1,"a":2})", ".a", {.kind = Kind::Number, .number = 1});
    row("cut behind it", R"({"a":1,"b":)", ".a", {.kind = Kind::Number, .number = 1});
    row("second element", "[1,[2,3],4]", "[1][1]", {.kind = Kind::Number, .number = 3});
    none("another key", R"({"aa":1})", ".a");
    none("no object", "[1]", ".a");
    none("no array", R"({"a":1})", "[0]");
    none("beyond the end", "[1]", "[1]");
    none("cut before it", "{\"b\":[1,2", ".a");
    none("cut in a string", "{\"b\":\"a", ".b");
    none("cut in a key", "{\"a", ".a");
    none("no JSON", "hello", "");
    none("nothing", "", "");
    none("closed too early", "}", ".a");
    none("an escape at the end", "{\"a\":\"\\", ".a");
    none("too deep", "{\"b\":" + QByteArray(1000, '[') + QByteArray(1000, ']') + ",\"a\":1}", ".a");
}

void TestJsonPath::values()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    QFETCH(bool, isThere);
    QFETCH(JsonValue, value);
    const auto found = jsonValueAt(json, JsonPath::parse(path).value());
    QCOMPARE(found.has_value(), isThere);
    if (isThere)
        QVERIFY(*found == value);
}

// Whatever a device sends, at whatever byte it was cut: nothing is read behind the end.
void TestJsonPath::anyPrefixWillDo()
{
    const QByteArray json = R"({"x":["\u00e9\\",{"y":-1.5e3}],"t":true,"n":null,"a":{"b":[1,"z"]}})";
    for (qsizetype length = 0; length < json.size(); ++length) {
        const QByteArray front(json.constData(), length); // of its own, so that sanitizers see its end
        for (const char *path : {".a.b[1]", ".t", ".n", ".x[1].y", ""})
            jsonValueAt(front, JsonPath::parse(QString::fromLatin1(path)).value());
    }
}

void TestJsonPath::pathsAreReadAsTheyAreWritten()
{
    const JsonPath path{{QByteArray("a"), qsizetype(12), QByteArray("two words"), QByteArray("x\"]y"),
        QByteArray("\xc3\xa4")}};
    QCOMPARE(path.text(), QStringLiteral(".a[12][\"two words\"]['x\"]y'][\"ä\"]"));
    QVERIFY(JsonPath::parse(path.text()) == path);
}

QTEST_GUILESS_MAIN(TestJsonPath)
#include "tst_jsonpath.moc"

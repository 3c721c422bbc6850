// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/jsontext.h"

#include <QTest>

using namespace sockscope;

class TestJsonText : public QObject
{
    Q_OBJECT

private slots:
    void laysOut_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("short objects take one line")
            << QByteArray("{\"b\":1,\"a\":[1,2]}") << "{\"b\": 1, \"a\": [1, 2]}";
        QTest::newRow("figures stay as written")
            << QByteArray("[1.50, 12345678901234567890, 1e3]") << "[1.50, 12345678901234567890, 1e3]";
        QTest::newRow("signs within strings")
            << QByteArray("{\"a\\\"{\":\"},[: \"}") << "{\"a\\\"{\": \"},[: \"}";
        QTest::newRow("white space goes") << QByteArray("{\n \"a\" :\t1 }") << "{\"a\": 1}";
        QTest::newRow("empty containers") << QByteArray("{}") << "{}";
        const QByteArray text(90, 'x');
        QTest::newRow("long objects take a line per member")
            << QByteArray("{\"a\":\"" + text + "\",\"b\":{\"c\":[]}}")
            << QString::fromLatin1("{\n  \"a\": \"" + text + "\",\n  \"b\": {\"c\": []}\n}");
    }

    void laysOut()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        const auto laidOut = jsonText(json);
        QVERIFY(laidOut);
        QCOMPARE(*laidOut, text);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("words") << QByteArray("hello");
        QTest::newRow("a scalar alone") << QByteArray("17");
        QTest::newRow("cut off") << QByteArray("{\"a\":1");
        QTest::newRow("not UTF-8") << QByteArray::fromHex("7b22ff223a317d");
        QTest::newRow("too long") << QByteArray("[" + QByteArray(MaxJsonBytes, ' ') + "]");
    }

    void refuses()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!jsonText(json));
    }

    void deepNestingStaysSmall()
    {
        const int depth = 1000;
        const auto text = jsonText(QByteArray(depth, '[') + QByteArray(depth, ']'));
        QVERIFY(text);
        QVERIFY(text->size() < depth * 100);
    }
};

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/payloaddecoder.h"

#include <QTest>

using namespace sockscope;

class TestPayloadTree : public QObject
{
    Q_OBJECT

private slots:
    void nodeAtByte();
    void pathsLeadBack();
    void ofNothing();
};

void TestPayloadTree::nodeAtByte()
{
    const QByteArray json = R"({"a": [1, 22], "bc": true})";
    const PayloadTree tree = makeJsonDecoder()->decode(json).tree;
    const auto nameAt = [&](const char *bytes) {
        const int node = tree.nodeAt(json.indexOf(bytes));
        return node < 0 ? QString() : tree.nameOf(node);
    };
    QCOMPARE(nameAt("\"a\""), QStringLiteral("a"));
    QCOMPARE(nameAt("[1"), QStringLiteral("a"));
    QCOMPARE(nameAt("22"), QStringLiteral("[1]"));
    QCOMPARE(nameAt("c\""), QStringLiteral("bc"));
    QCOMPARE(nameAt("ue}"), QStringLiteral("bc"));
    QCOMPARE(tree.nodeAt(json.indexOf(": [")), 0); // between a key and its value: the object's
    QCOMPARE(tree.nodeAt(json.size()), -1);
    QCOMPARE(tree.nodeAt(-1), -1);
}

void TestPayloadTree::pathsLeadBack()
{
    const PayloadTree tree = makeJsonDecoder()->decode(R"({"a":[{"x.y":1},[2]],"b":{"c":3}})").tree;
    for (int node = 0; node < tree.size(); ++node)
        QCOMPARE(tree.find(tree.pathOf(node)), node);
    QCOMPARE(tree.pathOf(3).steps.size(), size_t(3));
    QCOMPARE(tree.find(*JsonPath::parse(u".a[2]")), -1);
    QCOMPARE(tree.find(*JsonPath::parse(u".a.x")), -1);
    QCOMPARE(tree.find(*JsonPath::parse(u"[0]")), -1);
}

void TestPayloadTree::ofNothing()
{
    const PayloadTree tree = makeJsonDecoder()->decode("").tree;
    QVERIFY(tree.isEmpty());
    QCOMPARE(tree.nodeAt(0), -1);
    QCOMPARE(tree.find({}), -1);
}

QTEST_APPLESS_MAIN(TestPayloadTree)
#include "tst_payloadtree.moc"

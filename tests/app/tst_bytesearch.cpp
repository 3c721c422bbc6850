// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/bytesearch.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sockscope;
using Case = ByteSearch::Case;

class TestByteSearch : public QObject
{
    Q_OBJECT

private slots:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("needle");
        QTest::addColumn<QByteArray>("haystack");
        QTest::addColumn<bool>("anyCase");
        QTest::addColumn<int>("place");
        QTest::newRow("one byte") << QByteArray("x") << QByteArray("abcx") << false << 3;
        QTest::newRow("the whole") << QByteArray("abcx") << QByteArray("abcx") << false << 0;
        QTest::newRow("too short") << QByteArray("abcx") << QByteArray("bcx") << false << -1;
        QTest::newRow("nothing to search") << QByteArray("a") << QByteArray() << false << -1;
        QTest::newRow("at the end of many")
            << QByteArray("end") << QByteArray(100, 'e') + "nd" << false << 99;
        QTest::newRow("nearly") << QByteArray("aab") << QByteArray(40, 'a') << false << -1;
        QTest::newRow("zeros") << QByteArray("\0\0", 2) << QByteArray(17, 'x') + QByteArray(3, '\0') << false
                               << 17;
        QTest::newRow("another case") << QByteArray("Temp") << QByteArray("{\"tEMP\":1}") << true << 2;
        QTest::newRow("case matters") << QByteArray("Temp") << QByteArray("{\"tEMP\":1}") << false << -1;
        QTest::newRow("@ is no capital `") << QByteArray("@a") << QByteArray("`a") << true << -1;
        QTest::newRow("[ is no capital {")
            << QByteArray("{") << QByteArray("[[[[[[[[[[[[[[[[[[[[") << true << -1;
    }

    void finds()
    {
        QFETCH(QByteArray, needle);
        QFETCH(QByteArray, haystack);
        QFETCH(bool, anyCase);
        const ByteSearch search(needle, anyCase ? Case::AsciiInsensitive : Case::Sensitive);
        QTEST(placeOf(search, haystack), "place");
    }

    // Against the obvious way, with needles of every length at every distance from the end.
    void findsWhatTheObviousWayFinds()
    {
        QRandomGenerator random(4);
        for (int round = 0; round < 20'000; ++round) {
            QByteArray haystack(int(random.bounded(80)), Qt::Uninitialized);
            for (char &byte : haystack)
                byte = "abAB"[random.bounded(4)];
            QByteArray needle(1 + int(random.bounded(6)), Qt::Uninitialized);
            for (char &byte : needle)
                byte = "abAB"[random.bounded(4)];
            QCOMPARE(placeOf(ByteSearch(needle), haystack), int(haystack.indexOf(needle)));
            QCOMPARE(placeOf(ByteSearch(needle, Case::AsciiInsensitive), haystack),
                int(haystack.toLower().indexOf(needle.toLower())));
        }
    }

private:
    static int placeOf(const ByteSearch &search, QByteArrayView haystack)
    {
        const char *const found = search.find(haystack.begin(), haystack.end());
        return found == haystack.end() ? -1 : int(found - haystack.begin());
    }
};

QTEST_GUILESS_MAIN(TestByteSearch)
#include "tst_bytesearch.moc"

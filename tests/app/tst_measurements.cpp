// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/measurements.h"

#include <QTest>

#include <numeric>

using namespace sockscope;

class TestMeasurements : public QObject
{
    Q_OBJECT
private slots:
    void summarizes_data();
    void summarizes();
};

void TestMeasurements::summarizes_data()
{
    QTest::addColumn<QList<qint64>>("rtts");
    QTest::addColumn<QList<qint64>>("wanted"); // current, min, median, p95, max
    QTest::newRow("none") << QList<qint64>{} << QList<qint64>{-1, -1, -1, -1, -1};
    QTest::newRow("one") << QList<qint64>{7} << QList<qint64>{7, 7, 7, 7, 7};
    QTest::newRow("unsorted") << QList<qint64>{30, 10, 20} << QList<qint64>{20, 10, 20, 30, 30};
    QTest::newRow("even count") << QList<qint64>{4, 3, 2, 1} << QList<qint64>{1, 1, 2, 4, 4};
    QList<qint64> hundred(100);
    std::iota(hundred.begin(), hundred.end(), 1);
    QTest::newRow("1 to 100") << hundred << QList<qint64>{100, 1, 50, 95, 100};
}

void TestMeasurements::summarizes()
{
    QFETCH(QList<qint64>, rtts);
    QFETCH(QList<qint64>, wanted);
    const RttSummary summary = summarize(rtts);
    QCOMPARE((QList<qint64>{summary.current, summary.min, summary.median, summary.p95, summary.max}), wanted);
    QCOMPARE(summary.count, rtts.size());
}

QTEST_GUILESS_MAIN(TestMeasurements)
#include "tst_measurements.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/decimatedseries.h"

#include <QTest>

using namespace sockscope;

class TestDecimatedSeries : public QObject
{
    Q_OBJECT

private slots:
    void figures();
    void memoryIsBounded();
};

void TestDecimatedSeries::figures()
{
    DecimatedSeries series;
    QVERIFY(series.isEmpty());
    for (const double value : {3., -1., 4.})
        series.add(qint64(series.count()), value, 10 + series.count());
    QCOMPARE(series.count(), quint64(3));
    QCOMPARE(series.last(), 4.);
    QCOMPARE(series.min(), -1.);
    QCOMPARE(series.max(), 4.);
    QCOMPARE(series.mean(), 2.);
    QCOMPARE(series.buckets().size(), size_t(3));
    QCOMPARE(series.buckets()[1].row, quint64(11));
}

void TestDecimatedSeries::memoryIsBounded()
{
    DecimatedSeries series;
    constexpr quint64 Count = 100'000;
    constexpr quint64 Peak = 77'777;
    for (quint64 i = 0; i < Count; ++i)
        series.add(qint64(i), i == Peak ? 1000 : double(i % 10), i);
    QVERIFY(series.buckets().size() <= DecimatedSeries::MaxBuckets);
    QVERIFY(series.buckets().size() >= DecimatedSeries::MaxBuckets / 2);
    quint64 next = 0;
    bool hasPeak = false;
    for (const auto &bucket : series.buckets()) { // nothing is left out, nothing counted twice
        QCOMPARE(bucket.firstNs, qint64(next));
        QCOMPARE(bucket.row, next);
        next = quint64(bucket.lastNs) + 1;
        QCOMPARE(bucket.min, 0.);
        hasPeak |= bucket.max == 1000;
    }
    QCOMPARE(next, Count);
    QVERIFY(hasPeak);
    QVERIFY(qAbs(series.mean() - 4.51) < 0.001);
}

QTEST_APPLESS_MAIN(TestDecimatedSeries)
#include "tst_decimatedseries.moc"

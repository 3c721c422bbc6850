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
    void takesWhatIsNew();
    void forgetsBeyondCapacity();
    void clearingKeepsNumbers();
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

void TestMeasurements::takesWhatIsNew()
{
    SampleLog<RttSample> log;
    quint64 next = 0;
    QVERIFY(log.takeSince(&next).isEmpty());
    log.append({1, 1, 10, 0});
    log.append({2, 1, 20, 1});
    const QList<RttSample> first = log.takeSince(&next);
    QCOMPARE(first.size(), 2);
    QCOMPARE(first[1].rttNs, 20);
    QVERIFY(log.takeSince(&next).isEmpty());
    log.append({3, 1, 30, 2});
    const QList<RttSample> second = log.takeSince(&next);
    QCOMPARE(second.size(), 1);
    QCOMPARE(second[0].rttNs, 30);
}

void TestMeasurements::forgetsBeyondCapacity()
{
    SampleLog<SizeSample> log;
    constexpr quint64 Extra = 5;
    for (quint64 i = 0; i < SampleLog<SizeSample>::Capacity + Extra; ++i) {
        SizeSample sample;
        sample.bytes = i;
        log.append(sample);
    }
    quint64 next = 0;
    const QList<SizeSample> held = log.takeSince(&next);
    QCOMPARE(size_t(held.size()), SampleLog<SizeSample>::Capacity);
    QCOMPARE(held.first().bytes, Extra);
    QCOMPARE(next, SampleLog<SizeSample>::Capacity + Extra);
}

void TestMeasurements::clearingKeepsNumbers()
{
    SampleLog<RttSample> log;
    log.append({1, 1, 10, 0});
    log.clear();
    log.append({2, 1, 20, 1});
    quint64 next = 0;
    const QList<RttSample> held = log.takeSince(&next);
    QCOMPARE(held.size(), 1);
    QCOMPARE(held[0].rttNs, 20);
    QCOMPARE(next, 2u);
}

QTEST_GUILESS_MAIN(TestMeasurements)
#include "tst_measurements.moc"

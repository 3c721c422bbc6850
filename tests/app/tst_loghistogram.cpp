// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timing/loghistogram.h"

#include <QTest>

#include <cmath>
#include <random>
#include <thread>

using namespace sockscope;

namespace {

constexpr qint64 Hour = 3'600'000'000'000;

// Nearest rank: the smallest value that at least so many percent do not exceed.
qint64 exactPercentile(const std::vector<qint64> &sorted, double percent)
{
    const auto rank = size_t(std::ceil(double(sorted.size()) * percent / 100));
    return sorted[std::max<size_t>(rank, 1) - 1];
}

} // namespace

class TestLogHistogram : public QObject
{
    Q_OBJECT

private slots:
    void nothingCame()
    {
        const LogHistogram histogram;
        QCOMPARE(histogram.count(), 0u);
        QCOMPARE(histogram.percentile(50), -1);
        QCOMPARE(histogram.min(), -1);
        QCOMPARE(histogram.max(), -1);
        QCOMPARE(histogram.mean(), -1.0);
        QVERIFY(histogram.buckets().isEmpty());
    }

    void oneValueIsExactEverywhere_data()
    {
        QTest::addColumn<qint64>("value");
        for (const qint64 value : {qint64(0), qint64(1), qint64(63), qint64(64), qint64(65), qint64(127),
                 qint64(128), qint64(1'000'003), Hour, LogHistogram::MaxValue})
            QTest::addRow("%lld", static_cast<long long>(value)) << value;
    }
    void oneValueIsExactEverywhere()
    {
        QFETCH(qint64, value);
        LogHistogram histogram;
        histogram.add(value, 7);
        QCOMPARE(histogram.percentile(0), value);
        QCOMPARE(histogram.percentile(50), value);
        QCOMPARE(histogram.percentile(100), value);
        QCOMPARE(histogram.min(), value);
        QCOMPARE(histogram.max(), value);
        QCOMPARE(histogram.last(), value);
        QCOMPARE(histogram.mean(), double(value));
        const QList<LogHistogram::Bucket> buckets = histogram.buckets();
        QCOMPARE(buckets.size(), 1);
        QVERIFY(buckets[0].low <= value && value <= buckets[0].high);
        QCOMPARE(buckets[0].count, 1u);
        QCOMPARE(buckets[0].row, 7u);
    }

    void whatIsOutOfRangeCountsAtItsEnd()
    {
        LogHistogram histogram;
        histogram.add(-5, 0);
        histogram.add(4 * LogHistogram::MaxValue, 1);
        QCOMPARE(histogram.min(), 0);
        QCOMPARE(histogram.max(), LogHistogram::MaxValue);
        QCOMPARE(histogram.count(), 2u);
    }

    void percentilesAreExactToOnePercent_data()
    {
        QTest::addColumn<double>("decades"); // that the values spread over, from 1 ns
        QTest::newRow("tens of nanoseconds") << 2.0;
        QTest::newRow("microseconds") << 5.0;
        QTest::newRow("a millisecond") << 6.0;
        QTest::newRow("an hour") << std::log10(double(Hour));
    }
    void percentilesAreExactToOnePercent()
    {
        QFETCH(double, decades);
        std::mt19937_64 random(7);
        std::uniform_real_distribution<double> exponent(0, decades);
        LogHistogram histogram;
        std::vector<qint64> values(100'000);
        for (qint64 &value : values) {
            value = qint64(std::pow(10, exponent(random)));
            histogram.add(value, 0);
        }
        std::ranges::sort(values);
        const QList<double> percents{0, 1, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100};
        const QList<qint64> found = histogram.percentiles(percents);
        for (qsizetype i = 0; i < percents.size(); ++i) {
            const double exact = double(exactPercentile(values, percents[i]));
            QVERIFY2(std::abs(double(found[i]) - exact) <= exact / 100,
                qPrintable(QStringLiteral("p%1: %2, not %3").arg(percents[i]).arg(found[i]).arg(exact)));
        }
        QCOMPARE(histogram.min(), values.front());
        QCOMPARE(histogram.max(), values.back());
    }

    void bucketsLieSideBySide()
    {
        LogHistogram histogram;
        for (qint64 value = 0; value < 5000; ++value)
            histogram.add(value, quint64(value));
        for (const int perOctave : {64, 16, 4, 1}) {
            qint64 next = 0;
            for (const LogHistogram::Bucket &bucket : histogram.buckets(perOctave)) {
                QCOMPARE(bucket.low, next);
                QCOMPARE(bucket.count, quint64(std::min<qint64>(bucket.high, 4999) - bucket.low + 1));
                QCOMPARE(bucket.row, quint64(std::min<qint64>(bucket.high, 4999)));
                next = bucket.high + 1;
            }
            QVERIFY(next >= 5000);
        }
    }

    void mergedIsAsIfAddedToOne()
    {
        std::mt19937 random(3);
        LogHistogram first, second, both;
        for (int i = 0; i < 10'000; ++i) {
            const qint64 value = qint64(random());
            (i % 3 == 0 ? first : second).add(value, quint64(i));
            both.add(value, quint64(i));
        }
        LogHistogram merged(first);
        merged.merge(second);
        QCOMPARE(merged.count(), both.count());
        QCOMPARE(merged.min(), both.min());
        QCOMPARE(merged.max(), both.max());
        QVERIFY(qFuzzyCompare(merged.mean(), both.mean()));
        QCOMPARE(merged.percentiles({1, 50, 99}), both.percentiles({1, 50, 99}));
        const auto found = merged.buckets();
        const auto wanted = both.buckets();
        QCOMPARE(found.size(), wanted.size());
        for (qsizetype i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].count, wanted[i].count);
            QCOMPARE(found[i].row, wanted[i].row);
        }
        merged.merge(LogHistogram());
        QCOMPARE(merged.count(), both.count());
    }

    void readerBesideWriter()
    {
        constexpr quint64 Values = 300'000;
        LogHistogram histogram;
        std::thread writer([&histogram] {
            for (quint64 i = 1; i <= Values; ++i)
                histogram.add(qint64(i * i % 1'000'003), i);
        });
        quint64 last = 0;
        bool isAscending = true;
        while (last < Values) {
            const LogHistogram copy(histogram);
            isAscending = isAscending && copy.count() >= last && copy.percentile(99) <= 1'000'003;
            last = copy.count();
        }
        writer.join();
        QVERIFY(isAscending);
        QCOMPARE(histogram.count(), Values);
    }
};

QTEST_GUILESS_MAIN(TestLogHistogram)
#include "tst_loghistogram.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timing/timeseries.h"

#include <QTest>

#include <atomic>
#include <limits>
#include <thread>

using namespace sockscope;

namespace {

using Series = TimeSeries<ValueBin>;

constexpr qint64 Second = 1'000'000'000;
constexpr qint64 Hour = 3600 * Second;
constexpr qint64 Day = 24 * Hour;
constexpr qint64 Ever = std::numeric_limits<qint64>::max();

// One value a second, which is its number.
void fill(Series *series, qint64 seconds)
{
    for (qint64 i = 0; i < seconds; ++i)
        series->at(i * Second).add(i, quint64(i));
}

// What bins of such a series say of the values in them.
bool isRight(const ValueBin &bin, qint64 seconds)
{
    const qint64 last = std::min<qint64>(qint64(bin.beginS) + bin.widthS, seconds) - 1;
    const qint64 count = last - qint64(bin.beginS) + 1;
    return bin.min == qint64(bin.beginS) && bin.max == last && bin.row == quint64(last)
        && bin.count == quint64(count) && bin.sum == (bin.min + bin.max) * count / 2;
}

} // namespace

class TestTimeSeries : public QObject
{
    Q_OBJECT

private slots:
    void aSecondIsOneBin()
    {
        Series series;
        QVERIFY(series.isEmpty());
        QVERIFY(series.bins(0, Ever).isEmpty());
        series.at(5 * Second).add(30, 1);
        series.at(5 * Second + 1).add(50, 2);
        series.at(6 * Second - 1).add(10, 3);
        series.at(9 * Second).add(7, 4);
        QVERIFY(!series.isEmpty());
        const QList<ValueBin> bins = series.bins(0, Ever);
        QCOMPARE(bins.size(), 2); // nothing came in between
        QCOMPARE(bins[0].beginNs(), 5 * Second);
        QCOMPARE(bins[0].endNs(), 6 * Second);
        QCOMPARE(quint64(bins[0].count), 3u);
        QCOMPARE(qint64(bins[0].min), 10);
        QCOMPARE(qint64(bins[0].max), 50);
        QCOMPARE(quint64(bins[0].row), 2u); // of the largest
        QCOMPARE(bins[0].mean(), 30.0);
        QCOMPARE(quint64(bins[1].row), 4u);
    }

    void whatIsLateGoesIntoTheNewestBin()
    {
        Series series;
        series.at(5 * Second).add(1, 0);
        series.at(2 * Second).add(2, 0);
        QCOMPARE(series.bins(0, Ever).size(), 1);
        QCOMPARE(qint64(series.bins(0, Ever)[0].max), 2);
    }

    void aStretchIsCutOut()
    {
        Series series;
        fill(&series, 100);
        const QList<ValueBin> bins = series.bins(10 * Second, 20 * Second);
        QCOMPARE(bins.size(), 10);
        QCOMPARE(bins.first().beginNs(), 10 * Second);
        QCOMPARE(bins.last().beginNs(), 19 * Second);
    }

    void widerBinsOnRequest_data()
    {
        QTest::addColumn<qint64>("widthNs");
        QTest::addColumn<quint32>("widest");
        QTest::newRow("as narrow as can be") << qint64(0) << 1u;
        QTest::newRow("9 s") << 9 * Second << 1u;
        QTest::newRow("10 s") << 10 * Second << 10u;
        QTest::newRow("an hour") << Hour << 120u;
    }
    void widerBinsOnRequest()
    {
        QFETCH(qint64, widthNs);
        QFETCH(quint32, widest);
        for (const qint64 seconds : {1, 9, 10, 11, 119, 121, 1234}) { // the newest bin full and not
            Series series;
            fill(&series, seconds);
            qint64 next = 0;
            for (const ValueBin &bin : series.bins(0, Ever, widthNs)) {
                QCOMPARE(bin.beginNs(), next);
                QCOMPARE(quint32(bin.widthS), widest);
                QVERIFY(isRight(bin, seconds));
                next = bin.endNs();
            }
            QVERIFY(next >= seconds * Second);
        }
    }

    void aDayStaysWhole()
    {
        Series series;
        constexpr qint64 Seconds = 3 * Day / Second + 7;
        fill(&series, Seconds);
        const QList<ValueBin> bins = series.bins(0, Ever);
        qint64 next = 0;
        qint64 fine = 0, middle = 0;
        for (const ValueBin &bin : bins) {
            QCOMPARE(bin.beginNs(), next); // no gap and no overlap where widths change
            QVERIFY(isRight(bin, Seconds));
            next = bin.endNs();
            (bin.widthS == 1u ? fine : middle) += bin.widthS <= 10u ? quint32(bin.widthS) : 0u;
        }
        QCOMPARE(next, Seconds * Second);
        QVERIFY(fine * Second >= Hour - 10 * Second);
        QVERIFY(middle * Second >= Day - Hour - 120 * Second);
    }

    void memoryIsBounded()
    {
        Series series;
        fill(&series, 7 * Day / Second);
        qsizetype most = 0;
        for (const Series::Level &level : Series::Levels)
            most += qsizetype(level.bins) + 240;
        const QList<ValueBin> bins = series.bins(0, Ever);
        QVERIFY(bins.size() <= most);
        QVERIFY(bins.last().endNs() - bins.first().beginNs() >= 5 * Day);
    }

    void readerBesideWriter()
    {
        constexpr qint64 Seconds = 20'000;
        constexpr qint64 MostAhead = 1000; // within one reading no hour goes by, after which bins are let go
        Series series;
        std::atomic<qint64> seen = 0;
        std::thread writer([&] {
            for (qint64 i = 0; i < Seconds; ++i) {
                while (i - seen.load(std::memory_order_relaxed) > MostAhead)
                    std::this_thread::yield();
                series.at(i * Second).add(i, quint64(i));
            }
        });
        bool isWhole = true;
        qint64 last = 0;
        while (last < Seconds) {
            const QList<ValueBin> bins = series.bins(0, Ever, last % 2 == 0 ? 0 : 10 * Second);
            qint64 next = bins.isEmpty() ? 0 : bins.first().beginNs();
            for (qsizetype i = 0; i + 1 < bins.size(); ++i) {
                isWhole = isWhole && bins[i].beginNs() == next && isRight(bins[i], Seconds);
                next = bins[i].endNs();
            }
            last = bins.isEmpty() ? 0 : qint64(bins.last().max) + 1;
            seen.store(last, std::memory_order_relaxed);
        }
        writer.join();
        QVERIFY(isWhole);
    }
};

QTEST_GUILESS_MAIN(TestTimeSeries)
#include "tst_timeseries.moc"

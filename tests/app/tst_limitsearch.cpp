// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitsearch.h"

#include <QTest>

#include <functional>

using namespace sockscope;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr int MostTries = 140;

using Device = std::function<ProbeOutcome(qint64 value, int attempt)>;

ProbeOutcome outcome(ProbeEnd end)
{
    ProbeOutcome outcome;
    outcome.end = end;
    return outcome;
}

/// Stands everything up to @p largest.
Device standing(qint64 largest, ProbeEnd end = ProbeEnd::Closed)
{
    return [=](qint64 value, int) { return outcome(value <= largest ? ProbeEnd::Survived : end); };
}

LimitBracket search(const LimitRange &range, const Device &device, QList<qint64> *asked = nullptr)
{
    LimitSearch search(range);
    for (int attempt = 0; attempt < MostTries; ++attempt) {
        const auto value = search.next();
        if (!value)
            return search.bracket();
        if (asked)
            asked->append(*value);
        search.record(device(*value, attempt));
    }
    qFatal("the search did not end");
}

} // namespace

class TestLimitSearch : public QObject
{
    Q_OBJECT
private slots:
    void exact_data()
    {
        QTest::addColumn<qint64>("largest");
        for (const qint64 largest : {0LL, 1LL, 2LL, 3LL, 4LL, 5LL, 124LL, 125LL, 126LL, 127LL, 128LL, 1000LL,
                 1020LL, 65534LL, 65535LL, 65536LL, 65537LL, 1000000LL, 1048576LL, 16777214LL, 16777215LL})
            QTest::addRow("%lld", largest) << qint64(largest);
    }
    void exact()
    {
        QFETCH(qint64, largest);
        QList<qint64> asked;
        const LimitBracket bracket = search({0, 16 * MiB}, standing(largest, ProbeEnd::Reset), &asked);
        QCOMPARE(bracket.state, LimitState::Found);
        QCOMPARE(bracket.worked, largest);
        QCOMPARE(bracket.failed, largest + 1);
        QCOMPARE(bracket.how.end, ProbeEnd::Reset);
        QCOMPARE(bracket.tries, int(asked.size()));
        QVERIFY2(bracket.tries <= 54, qPrintable(QString::number(bracket.tries)));
        // Both sides once more at the end.
        QCOMPARE(asked.last(), largest + 1);
        QCOMPARE(asked.at(asked.size() - 2), largest);
        QCOMPARE(asked.count(largest), 2);
    }

    // A failure may cost a device a reconnect with a long wait.
    void powersOfTwoCostFewFailures_data()
    {
        QTest::addColumn<qint64>("largest");
        QTest::newRow("1024") << qint64(1024);
        QTest::newRow("65535") << qint64(65535);
        QTest::newRow("65536") << qint64(65536);
        QTest::newRow("1 MiB") << MiB;
    }
    void powersOfTwoCostFewFailures()
    {
        QFETCH(qint64, largest);
        QList<qint64> asked;
        search({0, 16 * MiB}, standing(largest), &asked);
        const auto failures = std::ranges::count_if(asked, [=](qint64 value) { return value > largest; });
        QVERIFY2(failures <= 3, qPrintable(QString::number(failures)));
    }

    void allWithinSmallRanges()
    {
        for (qint64 hardest = 0; hardest < 40; ++hardest) {
            for (qint64 largest = 0; largest <= hardest; ++largest) {
                const LimitBracket bracket = search({0, hardest}, standing(largest));
                QCOMPARE(bracket.worked, largest);
                QCOMPARE(bracket.state, largest == hardest ? LimitState::BoundSurvived : LimitState::Found);
            }
        }
    }

    void theBoundIsAResult()
    {
        const LimitBracket bracket = search({0, 5000}, standing(1 * MiB));
        QCOMPARE(bracket.state, LimitState::BoundSurvived);
        QCOMPARE(bracket.worked, 5000);
        QVERIFY(!bracket.failed);
    }

    void nothingWorks()
    {
        const LimitBracket bracket = search({1, 4096}, standing(0, ProbeEnd::Silent));
        QCOMPARE(bracket.state, LimitState::NothingWorked);
        QVERIFY(!bracket.worked);
        QCOMPARE(bracket.failed, 1);
        QCOMPARE(bracket.how.end, ProbeEnd::Silent);
        QCOMPARE(bracket.tries, 2); // once more makes sure
    }

    void lessIsHarder_data()
    {
        QTest::addColumn<qint64>("smallest");
        for (const int smallest : {2, 3, 4, 5, 64, 129, 130})
            QTest::addRow("%d", smallest) << qint64(smallest);
    }
    void lessIsHarder()
    {
        QFETCH(qint64, smallest);
        const LimitBracket bracket = search({130, 1, 0, true}, [=](qint64 value, int) {
            return outcome(value >= smallest ? ProbeEnd::Survived : ProbeEnd::Ended);
        });
        QCOMPARE(bracket.state, LimitState::Found);
        QCOMPARE(bracket.worked, smallest);
        QCOMPARE(bracket.failed, smallest - 1);
    }

    void theHardestFirst()
    {
        QList<qint64> asked;
        const LimitBracket bracket = search({130, 1, 0, true}, standing(MiB), &asked);
        QCOMPARE(asked, QList<qint64>{1});
        QCOMPARE(bracket.state, LimitState::BoundSurvived);
        QCOMPARE(bracket.worked, 1);
        QCOMPARE(search({4, 1, 0, true}, standing(-1)).state, LimitState::NothingWorked);
    }

    void withinATolerance()
    {
        const LimitBracket bracket = search({2, 1024, 2}, standing(613));
        QCOMPARE(bracket.state, LimitState::Found);
        QVERIFY(*bracket.worked <= 613 && *bracket.failed > 613);
        QVERIFY(*bracket.failed - *bracket.worked <= 12); // 2 %
        const LimitBracket small = search({2, 1024, 2}, standing(20));
        QCOMPARE(small.worked, 20);
        QCOMPARE(small.failed, 21);
    }

    void aFlakyDeviceIsCalledSo_data()
    {
        QTest::addColumn<bool>("largestFails");
        QTest::newRow("what worked fails") << true;
        QTest::newRow("what failed works") << false;
    }
    void aFlakyDeviceIsCalledSo()
    {
        QFETCH(bool, largestFails);
        QHash<qint64, int> times;
        const LimitBracket bracket = search({0, 4096}, [&](qint64 value, int) {
            const bool again = times[value]++ > 0;
            const bool odd = again && value == (largestFails ? 1000 : 1001);
            return outcome((value <= 1000) != odd ? ProbeEnd::Survived : ProbeEnd::Closed);
        });
        QCOMPARE(bracket.state, LimitState::Flaky);
        QCOMPARE(bracket.worked, 1000);
        QCOMPARE(bracket.failed, 1001);
    }

    // Whatever a device does, the search ends, and its bracket is true to what was seen.
    void endsWithAnyDevice()
    {
        quint32 random = 1;
        for (int device = 0; device < 300; ++device) {
            QSet<qint64> worked;
            QSet<qint64> failed;
            const LimitBracket bracket = search({0, 1 << (device % 25)}, [&](qint64 value, int) {
                random = random * 1664525 + 1013904223;
                const bool survives = (random >> 16) % 3 != 0;
                (survives ? worked : failed).insert(value);
                return outcome(survives ? ProbeEnd::Survived : ProbeEnd::Reset);
            });
            QVERIFY(bracket.state != LimitState::Searching);
            QVERIFY(!bracket.worked || worked.contains(*bracket.worked));
            QVERIFY(!bracket.failed || failed.contains(*bracket.failed));
        }
    }

    void knowsWhatItHasSoFar()
    {
        LimitSearch search({0, 4096});
        QCOMPARE(search.next(), 0);
        search.record({});
        QCOMPARE(search.bracket().worked, 0);
        QCOMPARE(search.bracket().state, LimitState::Searching);
        QCOMPARE(search.next(), 1);
    }
};

QTEST_APPLESS_MAIN(TestLimitSearch)
#include "tst_limitsearch.moc"

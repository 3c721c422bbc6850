// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/reconnectpolicy.h"

#include <QTest>

using namespace sockscope;
using std::chrono::milliseconds;

class TestReconnectPolicy : public QObject
{
    Q_OBJECT

private slots:
    void never()
    {
        SeededRandom random(1);
        QVERIFY(!ReconnectPolicy().wait(1, &random));
        QVERIFY(ReconnectPolicy().fault().isEmpty());
    }

    void fixed()
    {
        SeededRandom random(1);
        const ReconnectPolicy policy{ReconnectPolicy::Kind::Fixed, milliseconds(250), {}};
        for (const int attempt : {1, 2, 1000})
            QCOMPARE(policy.wait(attempt, &random), milliseconds(250));
    }

    void backsOff()
    {
        SeededRandom random(1);
        const ReconnectPolicy policy{ReconnectPolicy::Kind::Backoff, milliseconds(100), milliseconds(1000)};
        const QList<int> wholes{100, 200, 400, 800, 1000, 1000};
        QSet<qint64> waits;
        for (qsizetype i = 0; i < wholes.size(); ++i) {
            for (int again = 0; again < 50; ++again) {
                const milliseconds wait = *policy.wait(int(i) + 1, &random);
                QVERIFY(wait.count() >= wholes[i] / 2 && wait.count() <= wholes[i]);
                waits.insert(wait.count());
            }
        }
        QVERIFY(waits.size() > 100); // there is jitter
        QVERIFY(*policy.wait(2'000'000'000, &random) <= policy.most);
    }

    void faults_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("most");
        QTest::addColumn<bool>("isFault");
        const qint64 longest = ReconnectPolicy::Longest.count();
        QTest::newRow("never") << 0 << qint64(0) << qint64(0) << false;
        QTest::newRow("at once") << 1 << qint64(0) << qint64(1) << true;
        QTest::newRow("longest") << 1 << longest << qint64(0) << false;
        QTest::newRow("beyond") << 1 << longest + 1 << qint64(1) << true;
        QTest::newRow("no bound") << 2 << qint64(1) << qint64(0) << true;
        QTest::newRow("backoff") << 2 << qint64(1) << longest << false;
    }

    void faults()
    {
        QFETCH(int, kind);
        QFETCH(qint64, first);
        QFETCH(qint64, most);
        QFETCH(bool, isFault);
        const ReconnectPolicy policy{ReconnectPolicy::Kind(kind), milliseconds(first), milliseconds(most)};
        QCOMPARE(!policy.fault().isEmpty(), isFault);
    }
};

QTEST_GUILESS_MAIN(TestReconnectPolicy)
#include "tst_reconnectpolicy.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/composerrun.h"
#include "app/compose/sendschedule.h"

#include <QTest>

using namespace sockscope;
using namespace std::chrono_literals;

class TestSendSchedule : public QObject
{
    Q_OBJECT

private slots:
    void sendsOnce()
    {
        SendSchedule schedule;
        QCOMPARE(schedule.due(0ms), 0);
        schedule.start({}, 5ms);
        QVERIFY(schedule.isRunning());
        QCOMPARE(schedule.due(5ms), 1);
        QVERIFY(!schedule.isRunning());
        QCOMPARE(schedule.due(5000ms), 0);
    }

    void repeatsInBursts()
    {
        SendSchedule schedule;
        schedule.start({3, 10ms, 4}, 100ms);
        QCOMPARE(schedule.due(100ms), 4);
        QCOMPARE(schedule.due(100ms), 0);
        QCOMPARE(*schedule.next(), 110ms);
        QCOMPARE(schedule.due(109ms), 0);
        QCOMPARE(schedule.due(110ms), 4);
        QCOMPARE(schedule.due(121ms), 4); // a little late, and last
        QVERIFY(!schedule.next());
        QCOMPARE(schedule.bursts(), 3);
        QCOMPARE(schedule.missed(), 0);
    }

    void goesOnUntilStopped()
    {
        SendSchedule schedule;
        schedule.start({0, 1ms, 1}, 0ms);
        for (int i = 0; i < 5000; ++i)
            QCOMPARE(schedule.due(std::chrono::milliseconds(i)), 1);
        schedule.stop();
        QVERIFY(!schedule.isRunning());
        QCOMPARE(schedule.due(5000ms), 0);
    }

    // The times stay on their grid, and what a sleeping machine missed is not made up for.
    void aLateCallerGetsOneBurst()
    {
        SendSchedule schedule;
        schedule.start({0, 10ms, 2}, 0ms);
        QCOMPARE(schedule.due(0ms), 2);
        QCOMPARE(schedule.due(3'600'005ms), 2);
        QCOMPARE(schedule.due(3'600'005ms), 0);
        QCOMPARE(*schedule.next(), 3'600'010ms);
        QCOMPARE(schedule.missed(), 359'999);
    }

    void refusesPlans_data()
    {
        QTest::addColumn<quint64>("repeat");
        QTest::addColumn<int>("every");
        QTest::addColumn<int>("burst");
        QTest::newRow("repeat") << SchedulePlan::MaxRepeat + 1 << 1 << 1;
        QTest::newRow("no time") << quint64(0) << 0 << 1;
        QTest::newRow("long time") << quint64(0) << 86'400'001 << 1;
        QTest::newRow("no burst") << quint64(1) << 1 << 0;
        QTest::newRow("large burst") << quint64(1) << 1 << SchedulePlan::MaxBurst + 1;
    }

    void refusesPlans()
    {
        QFETCH(quint64, repeat);
        QFETCH(int, every);
        QFETCH(int, burst);
        const SchedulePlan plan{repeat, std::chrono::milliseconds(every), burst};
        QVERIFY(!plan.fault().isEmpty());
        SendSchedule schedule;
        schedule.start(plan, 0ms);
        QVERIFY(!schedule.isRunning());
    }

    void theSameSeedIsTheSameRun()
    {
        const auto bytesOf = [](quint64 seed) {
            const auto source =
                PayloadSource::parse(InputForm::Text, QStringLiteral("{{counter}} {{random:1..1000000}}"));
            ComposerRun run(std::get<PayloadSource>(source), {}, ws::Role::Client, seed);
            QByteArray bytes;
            for (int burst = 1; burst < 4; ++burst)
                bytes += std::get<Composition>(run.next(burst, 0, 1)).bytes;
            return bytes;
        };
        QCOMPARE(bytesOf(7), bytesOf(7));
        QVERIFY(bytesOf(7) != bytesOf(8));
    }

    void countsMessages()
    {
        const auto source = PayloadSource::parse(InputForm::Text, QStringLiteral("{{counter}}/{{conn}}"));
        FrameSpec spec;
        ComposerRun run(std::get<PayloadSource>(source), spec, ws::Role::Server, 1);
        QCOMPARE(std::get<Composition>(run.next(2, 0, 5)).bytes,
            QByteArray("\x81\x03"
                       "1/5\x81\x03"
                       "2/5"));
        QCOMPARE(std::get<Composition>(run.next(1, 0, 6)).bytes,
            QByteArray("\x81\x03"
                       "3/6"));
        QCOMPARE(run.count(), 3);
        spec.writes = WriteChoice::EachFrame;
        ComposerRun apart(std::get<PayloadSource>(source), spec, ws::Role::Server, 1);
        QCOMPARE(std::get<Composition>(apart.next(2, 0, 5)).cuts, QList<qsizetype>{5});
    }

    void whatCannotBeMadeIsSaid()
    {
        const auto source = PayloadSource::parse(InputForm::Json, QStringLiteral("{{random:hex:1}}{"));
        ComposerRun run(std::get<PayloadSource>(source), {}, ws::Role::Server, 1);
        QVERIFY(std::get<QString>(run.next(1, 0, 1)).startsWith(QStringLiteral("Line 1, column 1")));
        const auto large = PayloadSource::parse(InputForm::Text, QString(8 * 1024 * 1024, u'x'));
        ComposerRun burst(std::get<PayloadSource>(large), {}, ws::Role::Server, 1);
        QVERIFY(std::get<QString>(burst.next(5, 0, 1)).contains(QStringLiteral("send fewer")));
    }
};

QTEST_GUILESS_MAIN(TestSendSchedule)
#include "tst_sendschedule.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadpacer.h"

#include <QTest>

using namespace sockscope;

class TestLoadPacer : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheRate_data()
    {
        QTest::addColumn<double>("perSecond");
        QTest::addColumn<qint64>("stepNs");
        for (const double rate : {0.5, 1.0, 7.0, 1000.0, 250'000.0}) {
            for (const qint64 stepMs : {1, 7, 90})
                QTest::addRow("%g/s every %lld ms", rate, stepMs) << rate << stepMs * 1'000'000;
        }
    }

    void keepsTheRate()
    {
        QFETCH(double, perSecond);
        QFETCH(qint64, stepNs);
        LoadPacer pacer;
        pacer.start(5);
        pacer.setRate(perSecond);
        QCOMPARE(pacer.due(5), quint64(1)); // at once
        quint64 due = 1;
        qint64 now = 5;
        while (now < 20'000'000'000)
            due += pacer.due(now += stepNs);
        const double expected = perSecond * double(now - 5) / 1e9 + 1;
        QVERIFY2(std::abs(double(due) - expected) <= 1.001, qPrintable(QString::number(due)));
        QCOMPARE(pacer.missed(), quint64(0));
    }

    void catchesUpWithinBounds()
    {
        LoadPacer pacer;
        pacer.start(0);
        pacer.setRate(1000);
        QCOMPARE(pacer.due(0), quint64(1));
        QCOMPARE(pacer.due(LoadPacer::CatchUpNs), quint64(100));
        QCOMPARE(pacer.due(LoadPacer::CatchUpNs + 1'000'000'000), quint64(100));
        QCOMPARE(pacer.missed(), quint64(900));
    }

    void owesNothingWithoutARate()
    {
        LoadPacer pacer;
        pacer.start(0);
        QCOMPARE(pacer.due(3'000'000'000), quint64(0));
        pacer.setRate(10);
        QCOMPARE(pacer.due(3'000'000'000), quint64(1));
        pacer.setRate(0);
        QCOMPARE(pacer.due(9'000'000'000), quint64(0));
        QCOMPARE(pacer.missed(), quint64(0));
    }
};

QTEST_GUILESS_MAIN(TestLoadPacer)
#include "tst_loadpacer.moc"

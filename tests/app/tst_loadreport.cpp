// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadreport.h"

#include <QTest>

using namespace sockscope;

/// What a report makes of figures; that those are right is tst_loadrun's matter.
class TestLoadReport : public QObject
{
    Q_OBJECT

private slots:
    void theRateIsThatOfAllClients_data();
    void theRateIsThatOfAllClients();
};

void TestLoadReport::theRateIsThatOfAllClients_data()
{
    QTest::addColumn<qint64>("fullMs");
    QTest::addColumn<quint64>("fullSent");
    QTest::addColumn<double>("rate");
    QTest::newRow("a ramp of two seconds") << 2000LL << 4000ULL << 2000.0;
    QTest::newRow("full for too short a time") << 499LL << 4000ULL << 1500.0;
    QTest::newRow("never full") << 0LL << 0ULL << 1500.0;
}

void TestLoadReport::theRateIsThatOfAllClients()
{
    QFETCH(qint64, fullMs);
    QFETCH(quint64, fullSent);
    QFETCH(double, rate);
    LoadFigures figures;
    figures.sent = 6000;
    figures.sendingNs = 4'000'000'000;
    figures.fullNs = fullMs * 1'000'000;
    figures.fullSent = fullSent;
    QCOMPARE(LoadReport({}, figures).reachedRate, rate);
}

QTEST_GUILESS_MAIN(TestLoadReport)
#include "tst_loadreport.moc"

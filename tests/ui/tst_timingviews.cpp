// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timingfixture.h"
#include "ui/plots/distributionplot.h"
#include "ui/timing/timingtexts.h"

using namespace sockscope;

namespace {

// A message each 100 ms for ten seconds, every tenth 50 ms late; one of 1000 B back each second.
QList<FrameRecord> tenSeconds()
{
    QList<FrameRecord> records;
    for (int i = 0; i < 100; ++i) {
        const qint64 timeNs = i * 100 * Millisecond + (i % 10 == 9 ? 50 * Millisecond : 0);
        records.append(messageFrame(1, timeNs, i % 2 == 0 ? 20 : 40));
        if (i % 10 == 0)
            records.append(messageFrame(1, timeNs, 1000, ws::Direction::Sent));
    }
    return records;
}

double sumOf(const QCPGraph *graph)
{
    double sum = 0;
    for (int i = 0; i < graph->dataCount(); ++i)
        sum += graph->dataMainValue(i);
    return sum;
}

} // namespace

class TestTimingViews : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<ShownTimingPanel> m_shown;

    void open(const QList<FrameRecord> &records, const char *view)
    {
        m_session = savedSession(m_folder, records);
        m_shown = std::make_unique<ShownTimingPanel>(m_session.get());
        m_shown->show(view);
    }

private slots:
    void cleanup()
    {
        m_shown.reset();
        m_session.reset();
    }

    void aHistogramWithItsPercentiles()
    {
        QList<FrameRecord> pongs;
        for (int i = 1; i <= 100; ++i)
            pongs.append(pongFrame(1, i * Second, i <= 90 ? 10 : 200));
        open(pongs, "histogram");
        QTRY_VERIFY(m_shown->hasRows(1));
        QCOMPARE(m_shown->row(0).mid(1), QStringList({"100", "29.0", "10.0", "200", "200", "200"}));
        auto *plot = m_shown->seen<DistributionPlot>();
        QCOMPARE(plot->graphCount(), 1);
        double top = 0;
        for (int i = 0; i < plot->graph(0)->dataCount(); ++i)
            top = std::max(top, plot->graph(0)->dataMainValue(i));
        QCOMPARE(top, 90.0); // percent, in one step
        QCOMPARE(plot->itemCount(), 1 + 2 * 3); // the cursor; a line and a word for p50, p95, p99
        QVERIFY(plot->xAxis->range().contains(10) && plot->xAxis->range().contains(200));
    }

    void stepsBecomeFinerWithTheZoom()
    {
        QList<FrameRecord> pongs;
        for (int i = 0; i < 2000; ++i)
            pongs.append(pongFrame(1, i * Millisecond, 1 + i));
        open(pongs, "histogram");
        QTRY_VERIFY(m_shown->hasRows(1));
        auto *plot = m_shown->seen<DistributionPlot>();
        const auto narrowest = [plot] {
            const auto &points = plot->graph(0)->data();
            double ratio = 10;
            for (auto point = points->constBegin(); std::next(point) != points->constEnd(); ++point) {
                if (std::next(point)->key > point->key)
                    ratio = std::min(ratio, std::next(point)->key / point->key);
            }
            return ratio;
        };
        const double before = narrowest();
        plot->xAxis->setRange(100, 200);
        QVERIFY(narrowest() < before);
        plot->goHome();
        QCOMPARE(narrowest(), before);
    }

    void gapsBetweenMessages()
    {
        open(tenSeconds(), "jitter");
        QTRY_VERIFY(m_shown->hasRows(1));
        const QStringList row = m_shown->row(0);
        QCOMPARE(row.at(1), QStringLiteral("99"));
        QCOMPARE(row.at(2), QStringLiteral("101")); // mean: 9.95 s over 99
        QCOMPARE(row.at(5), QStringLiteral("150")); // p99 is a late one
        QTRY_VERIFY(m_shown->drawsCurves(1));
        const QCPGraph *gaps = m_shown->curves()->graph(0);
        bool found = false;
        const QCPRange values = gaps->getValueRange(found);
        QCOMPARE(values.upper, 150.0);
        QCOMPARE(values.lower, 50.0); // after a late one
    }

    void jitterAndItsSpread()
    {
        open(tenSeconds(), "jitter");
        QTRY_VERIFY(m_shown->drawsCurves(1));
        m_shown->show("jitterCurve");
        QTRY_VERIFY((m_shown->panel.refresh(),
            m_shown->curves()->accessibleName() == QStringLiteral("Plot of the jitter of messages over time")
                && m_shown->curves()->graph(0)->dataCount() == 10));
        bool found = false;
        const QCPRange values = m_shown->curves()->graph(0)->getValueRange(found);
        QVERIFY(values.lower > 0 && values.upper < 50);
        m_shown->show("gapSpread");
        QVERIFY(m_shown->seen<DistributionPlot>());
        QVERIFY(!m_shown->chip("live")); // it has no time to slide along with
    }

    void throughputEachWay()
    {
        open(tenSeconds(), "throughput");
        QTRY_VERIFY(m_shown->drawsCurves(2));
        const CurvesPlot *plot = m_shown->curves();
        QVERIFY(plot->graph(0)->name().startsWith(u'→'));
        QVERIFY(plot->graph(1)->name().startsWith(u'←'));
        QCOMPARE(plot->graph(0)->pen().style(), Qt::SolidLine);
        QCOMPARE(plot->graph(1)->pen().style(), Qt::DashLine);
        constexpr double headers = 10 * 6; // of ten masked frames
        QCOMPARE(plot->graph(0)->dataMainValue(0), 5 * 20 + 5 * 40 + headers);
        QCOMPARE(plot->graph(1)->dataMainValue(0), 1000. + 4);
        m_shown->show("framesPerSecond");
        QTRY_COMPARE((m_shown->panel.refresh(), plot->graph(0)->dataMainValue(0)), 10.);
        QCOMPARE(m_shown->row(0).at(2), QStringLiteral("10"));
    }

    void throughputOfAllTogether()
    {
        QList<FrameRecord> records;
        for (int i = 0; i < 30; ++i) {
            for (const quint64 connection : {1, 2, 3})
                records.append(messageFrame(connection, i * 100 * Millisecond, 94));
        }
        records.append(messageFrame(1, 5 * Second, 94)); // nothing for two seconds
        open(records, "throughput");
        QTRY_VERIFY(m_shown->drawsCurves(6));
        QTest::mouseClick(m_shown->chip("together"), Qt::LeftButton);
        QTRY_VERIFY(m_shown->drawsCurves(2));
        const QCPGraph *all = m_shown->curves()->graph(0);
        QCOMPARE(all->name(), QStringLiteral("→ all"));
        QCOMPARE(all->dataMainValue(0), 3. * 10 * 100);
        QCOMPARE(all->data()->findBegin(3, false)->value, 0.);
        QCOMPARE(sumOf(m_shown->curves()->graph(1)), 0.);
    }

    void ofASavedLogAllIsInView()
    {
        QList<FrameRecord> records;
        for (int i = 0; i < 200; ++i)
            records.append(pongFrame(1, i * Second, 5));
        open(records, "rtt");
        QTRY_VERIFY(m_shown->drawsCurves(1));
        QVERIFY(m_shown->curves()->xAxis->range().lower <= 0);
        QCOMPARE(m_shown->curves()->graph(0)->dataCount(), 200);
        QVERIFY(!m_shown->chip("live"));
    }

    void manyFitTheirColumn_data()
    {
        QTest::addColumn<quint64>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("few") << quint64(9'999) << "9,999";
        QTest::newRow("thousands") << quint64(35'999) << "36.0 k";
        QTest::newRow("many thousands") << quint64(864'000) << "864 k";
        QTest::newRow("millions") << quint64(1'234'567) << "1.2 M";
    }
    void manyFitTheirColumn()
    {
        QFETCH(quint64, count);
        QTEST(countFigure(count), "text");
    }

    void theChosenOneStandsOut()
    {
        QList<FrameRecord> records;
        for (const quint64 connection : {1, 2})
            records.append(pongFrame(connection, Second, 5. * double(connection)));
        open(records, "rtt");
        QTRY_VERIFY(m_shown->drawsCurves(2));
        m_shown->panel.selectConnection(2);
        QVERIFY(m_shown->curves()->graph(1)->pen().widthF() > m_shown->curves()->graph(0)->pen().widthF());
        QCOMPARE(m_shown->seen<FigureTable>()->currentIndex().row(), 1);
        m_shown->curves()->putCursor(1);
        QCOMPARE(m_shown->curves()->readings().first().value, 10.);
    }
};

QTEST_MAIN(TestTimingViews)
#include "tst_timingviews.moc"

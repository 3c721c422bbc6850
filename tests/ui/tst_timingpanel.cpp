// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timingfixture.h"
#include "ui/plots/rttcurves.h"
#include "ui/views/panelheader.h"
#include "ui/widgets/paneldock.h"

#include <QAbstractItemModelTester>
#include <QMainWindow>
#include <QSignalSpy>

using namespace sockscope;

class TestTimingPanel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<Measurer> m_log;
    std::unique_ptr<ShownTimingPanel> m_shown;

    void pongs(quint64 connection, std::initializer_list<double> milliseconds)
    {
        for (const double rtt : milliseconds)
            m_log->pong(connection, rtt);
    }
    TimingPanel *panel() const { return &m_shown->panel; }
    CurvesPlot *plot() const { return m_shown->curves(); }

private slots:
    void init()
    {
        m_session = std::make_unique<BenchSession>();
        m_log = std::make_unique<Measurer>(m_session.get());
        m_shown = std::make_unique<ShownTimingPanel>(m_session.get());
    }

    void cleanup()
    {
        m_shown.reset();
        m_log.reset();
        m_session.reset();
    }

    void figuresOfKnownSamples()
    {
        const auto tables = panel()->findChildren<FigureTable *>();
        QList<QSharedPointer<QAbstractItemModelTester>> testers;
        for (FigureTable *table : tables)
            testers.append(QSharedPointer<QAbstractItemModelTester>::create(table->model()));
        nameDevice(m_session->connections(), 1, QStringLiteral("thermo-7f2a"));
        m_session->connections().update(
            2, [](ConnectionStats &stats, BenchTotals &) { stats.pingsLost = 2; });
        pongs(1, {5, 1, 2, 4, 3});
        pongs(2, {0.21, 148});
        QTRY_VERIFY(m_shown->hasRows(2));
        QCOMPARE(
            m_shown->row(0), QStringList({"thermo-7f2a", "3.0", "1.0", "3.0", "5.0", "5.0", "5.0", "0"}));
        QCOMPARE(m_shown->row(1).at(1), QStringLiteral("148"));
        QCOMPARE(m_shown->row(1).at(2), QStringLiteral("0.21"));
        QCOMPARE(m_shown->row(1).last(), QStringLiteral("2"));
        const QModelIndex lost = m_shown->seen<FigureTable>()->model()->index(1, 7);
        QCOMPARE(lost.data(Qt::ForegroundRole).value<QColor>(), Theme::current().error);
    }

    void aCurvePerConnection()
    {
        pongs(1, {3, 4});
        pongs(7, {148});
        QTRY_VERIFY(m_shown->drawsCurves(2));
        QCOMPARE(plot()->graph(0)->dataCount(), 2);
        QCOMPARE(plot()->graph(0)->dataMainValue(1), 4.0);
        QCOMPARE(plot()->graph(0)->pen().color(), Theme::current().seriesColor(1));
        QVERIFY(plot()->yAxis->range().lower <= 3 && plot()->yAxis->range().upper >= 148);
    }

    void whoseClockMeasuredIsSaid()
    {
        FrameRecord pong = pongFrame(1, 0, 3);
        pong.rttSource = RttSource::Kernel;
        m_log->append(pong);
        QTRY_VERIFY(m_shown->hasRows(1));
        const auto says = [this](const QString &words) {
            const auto labels = panel()->findChildren<QLabel *>();
            return std::ranges::any_of(
                labels, [&](const QLabel *label) { return label->isVisible() && label->text() == words; });
        };
        QVERIFY(says(QStringLiteral("by the kernel's clock")));
        m_log->pong(2, 4);
        QTRY_VERIFY(m_shown->hasRows(2));
        QVERIFY(says(QStringLiteral("by the kernel's clock: 1 of 2")));
        m_log->pong(1, 4);
        QTRY_VERIFY((panel()->refresh(), says(QStringLiteral("by this program's clock"))));
    }

    void aClickOnAPointTellsItsRow()
    {
        pongs(1, {3, 40, 5});
        QTRY_VERIFY(m_shown->drawsCurves(1));
        plot()->xAxis->setRange(-0.001, 0.003);
        plot()->yAxis->setRange(1, 100);
        plot()->replot();
        QSignalSpy activated(panel(), &TimingPanel::rowActivated);
        const QPoint at(qRound(plot()->xAxis->coordToPixel(0.001)), qRound(plot()->yAxis->coordToPixel(40)));
        QTest::mouseClick(plot(), Qt::LeftButton, {}, at);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.last(), QVariantList{quint64(1)});
    }

    void aClickInTheTableTellsARow()
    {
        pongs(1, {3, 4, 5});
        QTRY_VERIFY(m_shown->hasRows(1));
        auto *table = m_shown->seen<FigureTable>();
        QSignalSpy activated(panel(), &TimingPanel::rowActivated);
        QTest::mouseClick(
            table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
        QCOMPARE(activated.last(), QVariantList{quint64(2)});
    }

    void aRowOfTheLogIsShown()
    {
        pongs(1, {3, 4, 5});
        QTRY_VERIFY(m_shown->drawsCurves(1));
        panel()->showRow(1);
        QVERIFY(plot()->isLive()); // it is in view
        QCOMPARE(plot()->readings().size(), 1);
        QVERIFY(plot()->isRowShown(plot()->readings().first()));
        QCOMPARE(plot()->readings().first().value, 4.0);
        plot()->xAxis->setRange(100, 110);
        QTRY_VERIFY((panel()->refresh(), plot()->graph(0)->dataCount() == 0));
        panel()->showRow(2);
        QVERIFY(plot()->xAxis->range().contains(0.002));
    }

    void drawsNothingWhileHiddenOrUnchanged()
    {
        auto *rtts = panel()->findChild<CurvesPlot *>(QStringLiteral("rttPlot"));
        QSignalSpy drawn(rtts, &QCustomPlot::afterReplot);
        panel()->hide();
        QCoreApplication::processEvents();
        drawn.clear();
        pongs(1, {3});
        for (int i = 0; i < 10; ++i)
            panel()->refresh();
        QCoreApplication::processEvents();
        QCOMPARE(drawn.size(), 0);
        panel()->show();
        QTRY_VERIFY((panel()->refresh(), drawn.size() > 0));
        rtts->setLive(false);
        QTRY_VERIFY((panel()->refresh(), !rtts->isLive()));
        QCoreApplication::processEvents();
        panel()->refresh();
        QCoreApplication::processEvents();
        drawn.clear();
        panel()->refresh();
        QCoreApplication::processEvents();
        QCOMPARE(drawn.size(), 0);
    }

    void draggingStopsTheSlidingAndALiveZoomDoesNot()
    {
        pongs(1, {3});
        QTRY_VERIFY(m_shown->drawsCurves(1));
        Chip *live = m_shown->chip("live");
        QVERIFY(live->isChecked());
        const double before = plot()->xAxis->range().size();
        plot()->zoomIn();
        QVERIFY(plot()->isLive());
        QVERIFY(plot()->xAxis->range().size() < before);
        plot()->xAxis->setRange(0, 1);
        QVERIFY(!live->isChecked());
        QTest::mouseClick(live, Qt::LeftButton);
        QVERIFY(plot()->isLive());
        plot()->goHome();
        QTRY_VERIFY((panel()->refresh(), qFuzzyCompare(plot()->xAxis->range().size(), before)));
    }

    // What has just come is not half beyond the edge, and the words of the axis are whole.
    void nothingIsCutOffAtTheEdges()
    {
        pongs(1, {0.5});
        QTRY_VERIFY(m_shown->drawsCurves(1));
        plot()->replot();
        const double now = plot()->xAxis->coordToPixel(plot()->graph(0)->data()->constBegin()->key);
        QVERIFY(now + 2 < plot()->axisRect()->right());
        const int half = QFontMetrics(plot()->yAxis->tickLabelFont()).height() / 2;
        QVERIFY(plot()->axisRect()->top() >= half);
        QVERIFY(plot()->width() - plot()->axisRect()->right() >= half);
    }

    void pauseKeepsThePictures()
    {
        pongs(1, {3, 4});
        QTRY_VERIFY(m_shown->drawsCurves(1));
        panel()->setPaused(true);
        const double edge = plot()->xAxis->range().upper;
        pongs(1, {5});
        pongs(2, {5});
        for (int i = 0; i < 10; ++i)
            panel()->refresh();
        plot()->drawSoon();
        panel()->refresh();
        QCOMPARE(plot()->graph(0)->dataCount(), 2);
        QVERIFY(plot()->xAxis->range().upper - edge < 1);
        QVERIFY(m_shown->hasRows(1));
        m_shown->show("histogram");
        QVERIFY(m_shown->hasRows(1));
        m_shown->show("rtt");
        panel()->setPaused(false);
        QTRY_VERIFY(m_shown->drawsCurves(2));
        QCOMPARE(plot()->graph(0)->dataCount(), 3);
    }

    void theLastSamplesAreBounded()
    {
        RttCurves curves;
        QList<RttSample> samples;
        for (size_t i = 0; i < RttCurves::MaxSamples + 10; ++i)
            samples.append({qint64(i), 1, 1, i});
        for (quint64 connection = 2; connection < RttCurves::MaxCurves + 2; ++connection)
            samples.append({qint64(RttCurves::MaxSamples + 10 + connection), connection, 1, 0});
        samples.append({0, 1, 1, 0}); // the quietest comes back, and pushes out the next
        curves.add(samples);
        QCOMPARE(curves.byConnection().size(), RttCurves::MaxCurves);
        curves.clear();
        curves.add(samples.first(qsizetype(RttCurves::MaxSamples) + 10));
        QCOMPARE(curves.byConnection().at(1).samples.size(), RttCurves::MaxSamples);
    }

    void clearForgets()
    {
        pongs(1, {3});
        QTRY_VERIFY(m_shown->hasRows(1));
        panel()->clear();
        QVERIFY(!m_shown->seen<FigureTable>()); // what to do next instead
        QVERIFY(m_session->timing().connections().isEmpty());
    }

    void everyChipShowsItsView_data()
    {
        QTest::addColumn<QString>("chip");
        QTest::addColumn<QString>("plot");
        QTest::newRow("RTT") << "rtt"
                             << "Plot of ping round trips over time";
        QTest::newRow("histogram") << "histogram"
                                   << "Plot of how often which round trip came";
        QTest::newRow("jitter") << "jitter"
                                << "Plot of the gaps between messages over time";
        QTest::newRow("throughput") << "throughput"
                                    << "Plot of throughput over time";
        QTest::newRow("sizes") << "sizes"
                               << "Plot of message sizes over time";
    }
    void everyChipShowsItsView()
    {
        QFETCH(QString, chip);
        QFETCH(QString, plot);
        pongs(1, {3});
        m_log->append(messageFrame(1, 10 * Millisecond, 20));
        m_log->append(messageFrame(1, 20 * Millisecond, 20));
        m_shown->show(qPrintable(chip));
        QTRY_VERIFY((panel()->refresh(), m_shown->seen<ScopePlot>()));
        QCOMPARE(m_shown->seen<ScopePlot>()->accessibleName(), plot);
    }

    void controlsStayInReachAsATab()
    {
        QMainWindow window;
        auto *inDock = new TimingPanel(m_session.get());
        auto *dock = new PanelDock(
            QStringLiteral("timing"), QStringLiteral("Timing"), inDock, PanelDock::Bar::Title, &window);
        auto *other = new PanelDock(
            QStringLiteral("other"), QStringLiteral("Other"), new QWidget, PanelDock::Bar::Title, &window);
        window.addDockWidget(Qt::RightDockWidgetArea, dock);
        window.addDockWidget(Qt::RightDockWidgetArea, other);
        window.tabifyDockWidget(other, dock);
        window.show();
        dock->raise();
        QTRY_VERIFY(!qobject_cast<PanelHeader *>(other->titleBarWidget()));
        QTRY_VERIFY(dock->findChild<Chip *>(QStringLiteral("throughput"))->isVisible());
        QVERIFY(dock->titleBarWidget()->minimumSizeHint().width() <= 430); // the dock's, to begin with
    }

    void labelsNeverTakeTextForHtml() { QCOMPARE(richLabels(*panel()), QStringList()); }
};

QTEST_MAIN(TestTimingPanel)
#include "tst_timingpanel.moc"

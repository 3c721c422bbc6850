// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchfill.h"
#include "ui/panels/timingpanel.h"
#include "ui/plots/rttplot.h"
#include "ui/plots/rtttablemodel.h"
#include "ui/theme/theme.h"
#include "ui/views/chip.h"
#include "ui/views/panelheader.h"
#include "ui/widgets/paneldock.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace sockscope;
using Column = RttTableModel::Column;

class TestTimingPanel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<TimingPanel> m_panel;
    RttPlot *m_plot = nullptr;
    RttTableModel *m_model = nullptr;

    void measure(quint64 connection, std::initializer_list<double> milliseconds)
    {
        for (const double rtt : milliseconds) {
            const quint64 row = appendFrame(m_session->capture(), ws::Opcode::Pong, "", connection);
            m_session->rtts().append({qint64(row) * Millisecond, connection, qint64(rtt * Millisecond), row});
        }
    }

    QString cell(int row, Column column) const { return m_model->index(row, int(column)).data().toString(); }

    // The table and the plot take their time between updates.
    bool refreshedTo(int rows)
    {
        m_panel->refresh();
        return m_model->rowCount() == rows;
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void init()
    {
        m_session = std::make_unique<BenchSession>();
        m_panel = std::make_unique<TimingPanel>(m_session.get());
        m_plot = m_panel->findChild<RttPlot *>();
        m_model = m_panel->findChild<RttTableModel *>();
        m_panel->resize(460, 300);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void cleanup()
    {
        m_panel.reset();
        m_session.reset();
    }

    void figuresOfKnownSamples()
    {
        const QAbstractItemModelTester tester(m_model);
        nameDevice(m_session->connections(), 1, QStringLiteral("thermo-7f2a"));
        m_session->connections().update(
            2, [](ConnectionStats &stats, BenchTotals &) { stats.pingsLost = 2; });
        measure(1, {5, 1, 2, 4, 3});
        measure(2, {0.21, 148});
        QTRY_VERIFY(refreshedTo(2));
        QCOMPARE(cell(0, Column::Device), QStringLiteral("thermo-7f2a"));
        QCOMPARE(cell(0, Column::Last), QStringLiteral("3.0"));
        QCOMPARE(cell(0, Column::Min), QStringLiteral("1.0"));
        QCOMPARE(cell(0, Column::Median), QStringLiteral("3.0"));
        QCOMPARE(cell(0, Column::P95), QStringLiteral("5.0"));
        QCOMPARE(cell(0, Column::Max), QStringLiteral("5.0"));
        QCOMPARE(cell(0, Column::Lost), QStringLiteral("0"));
        QCOMPARE(cell(1, Column::Last), QStringLiteral("148"));
        QCOMPARE(cell(1, Column::Min), QStringLiteral("0.21"));
        QCOMPARE(cell(1, Column::Lost), QStringLiteral("2"));
    }

    void aCurvePerConnection()
    {
        measure(1, {3, 4});
        measure(7, {148});
        m_panel->refresh();
        QTRY_VERIFY((m_panel->refresh(), m_plot->graphCount() == 2));
        QCOMPARE(m_plot->graph(0)->dataCount(), 2);
        QCOMPARE(m_plot->graph(0)->dataMainValue(1), 4.0);
        QCOMPARE(m_plot->graph(0)->pen().color(), Theme::current().seriesColor(1));
        QVERIFY(m_plot->yAxis->range().lower <= 3 && m_plot->yAxis->range().upper >= 148);
    }

    void aClickOnAPointTellsItsRow()
    {
        measure(1, {3, 40, 5});
        QTRY_VERIFY((m_panel->refresh(), m_plot->graphCount() == 1));
        m_plot->setLive(false);
        m_plot->xAxis->setRange(-0.001, 0.003);
        m_plot->yAxis->setRange(1, 100);
        m_plot->replot();
        QSignalSpy activated(m_panel.get(), &TimingPanel::rowActivated);
        const QPoint at(qRound(m_plot->xAxis->coordToPixel(0.001)), qRound(m_plot->yAxis->coordToPixel(40)));
        QTest::mouseClick(m_plot, Qt::LeftButton, {}, at);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.last(), QVariantList{quint64(1)});
    }

    void aClickInTheTableTellsTheLastRow()
    {
        measure(1, {3, 4, 5});
        QTRY_VERIFY(refreshedTo(1));
        auto *table = m_panel->findChild<QTableView *>();
        QSignalSpy activated(m_panel.get(), &TimingPanel::rowActivated);
        QTRY_VERIFY(table->isVisible());
        QTest::mouseClick(
            table->viewport(), Qt::LeftButton, {}, table->visualRect(m_model->index(0, 0)).center());
        QCOMPARE(activated.last(), QVariantList{quint64(2)});
    }

    void drawsNothingWhileHiddenOrUnchanged()
    {
        QSignalSpy drawn(m_plot, &QCustomPlot::afterReplot);
        m_panel->hide();
        measure(1, {3});
        for (int i = 0; i < 10; ++i)
            m_panel->refresh();
        QCoreApplication::processEvents();
        QCOMPARE(drawn.size(), 0);
        m_panel->show();
        QTRY_VERIFY((m_panel->refresh(), drawn.size() > 0));
        m_plot->setLive(false);
        QTRY_VERIFY((m_panel->refresh(), !m_plot->isLive()));
        QCoreApplication::processEvents();
        m_panel->refresh();
        QCoreApplication::processEvents();
        drawn.clear();
        m_panel->refresh();
        QCoreApplication::processEvents();
        QCOMPARE(drawn.size(), 0);
    }

    void draggingStopsTheSliding()
    {
        measure(1, {3});
        QTRY_VERIFY((m_panel->refresh(), m_plot->graphCount() == 1));
        auto *live = m_panel->findChild<Chip *>(QStringLiteral("live"));
        QVERIFY(live->isChecked());
        m_plot->xAxis->setRange(0, 1);
        QVERIFY(!live->isChecked());
        QTest::mouseClick(live, Qt::LeftButton);
        QVERIFY(m_plot->isLive());
        QTRY_COMPARE((m_panel->refresh(), m_plot->xAxis->range().size()), TimePlot::WindowSeconds);
    }

    void tellsThePingInterval()
    {
        auto *interval = m_panel->findChild<QComboBox *>(QStringLiteral("pingInterval"));
        QSignalSpy changed(m_panel.get(), &TimingPanel::pingIntervalChanged);
        interval->setFocus();
        QTest::keyClick(interval, Qt::Key_Down);
        QCOMPARE(changed.last(), QVariantList{200});
        m_panel->setPingInterval(750);
        QCOMPARE(interval->currentText(), QStringLiteral("0.75 s"));
        QCOMPARE(changed.size(), 1);
    }

    void curvesAreBounded()
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
        QCOMPARE(curves.nearest(1, 12)->row, quint64(12));
        QCOMPARE(curves.nearest(9, 12), nullptr);
    }

    void clearForgets()
    {
        measure(1, {3});
        QTRY_VERIFY(refreshedTo(1));
        m_panel->clear();
        QCOMPARE(m_model->rowCount(), 0);
    }

    void controlsStayInReachAsATab()
    {
        QMainWindow window;
        auto *panel = new TimingPanel(m_session.get());
        auto *dock = new PanelDock(
            QStringLiteral("timing"), QStringLiteral("Timing"), panel, PanelDock::Bar::Title, &window);
        auto *other = new PanelDock(
            QStringLiteral("other"), QStringLiteral("Other"), new QWidget, PanelDock::Bar::Title, &window);
        window.addDockWidget(Qt::RightDockWidgetArea, dock);
        window.addDockWidget(Qt::RightDockWidgetArea, other);
        window.tabifyDockWidget(other, dock);
        window.show();
        dock->raise();
        QTRY_VERIFY(!qobject_cast<PanelHeader *>(other->titleBarWidget()));
        QTRY_VERIFY(dock->findChild<QComboBox *>(QStringLiteral("pingInterval"))->isVisible());
    }

    void labelsNeverTakeTextForHtml() { QCOMPARE(richLabels(*m_panel), QStringList()); }
};

QTEST_MAIN(TestTimingPanel)
#include "tst_timingpanel.moc"

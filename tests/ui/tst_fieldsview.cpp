// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchfill.h"
#include "ui/panels/timingpanel.h"
#include "ui/plots/fieldplot.h"
#include "ui/plots/fieldtablemodel.h"
#include "ui/theme/theme.h"
#include "ui/timing/fieldsview.h"
#include "ui/views/chip.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace sockscope;
using Column = FieldTableModel::Column;

class TestFieldsView : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<TimingPanel> m_panel;
    FieldsView *m_curves = nullptr;
    FieldPlot *m_plot = nullptr;
    FieldTableModel *m_model = nullptr;

    void appendReadings(std::initializer_list<double> temperatures)
    {
        for (const double temperature : temperatures)
            appendFrame(m_session->capture(), ws::Opcode::Text,
                QStringLiteral(R"({"temp":%1,"heap":181000})").arg(temperature).toUtf8());
    }

    static FieldSource field(const QString &path)
    {
        return {1, ws::Direction::Received, makeDecoder(Codec::Json), *JsonPath::parse(path)};
    }

    QTableView *table() const { return m_panel->findChild<QTableView *>(QStringLiteral("fieldTable")); }
    QString cell(int row, Column column) const { return m_model->index(row, int(column)).data().toString(); }
    // The table and the plot take their time between updates.
    bool refreshedTo(int row, const QString &values)
    {
        m_panel->refresh();
        return cell(row, Column::Count) == values;
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void init()
    {
        m_session = std::make_unique<BenchSession>();
        nameDevice(m_session->connections(), 1, QStringLiteral("thermo-7f2a"));
        m_panel = std::make_unique<TimingPanel>(m_session.get());
        m_curves = m_panel->findChild<FieldsView *>();
        m_plot = m_panel->findChild<FieldPlot *>();
        m_model = m_panel->findChild<FieldTableModel *>();
        m_panel->resize(460, 300);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void cleanup()
    {
        m_panel.reset();
        m_session.reset();
    }

    void aFieldBecomesACurve()
    {
        const QAbstractItemModelTester tester(m_model);
        appendReadings({21, 22, 26});
        m_panel->plotField(field(".temp"));
        QVERIFY(m_curves->isVisible());
        QTRY_VERIFY(refreshedTo(0, "3"));
        QCOMPARE(cell(0, Column::Field), QStringLiteral("temp · thermo-7f2a"));
        QCOMPARE(cell(0, Column::Last), QStringLiteral("26"));
        QCOMPARE(cell(0, Column::Min), QStringLiteral("21"));
        QCOMPARE(cell(0, Column::Mean), QStringLiteral("23"));
        QCOMPARE(cell(0, Column::Max), QStringLiteral("26"));
        QTRY_VERIFY((m_panel->refresh(), m_plot->graph(0)->dataCount() == 3));
        appendReadings({30});
        QTRY_VERIFY(refreshedTo(0, "4"));
    }

    void eachCurveHasAnAxis()
    {
        appendReadings({21, 22});
        m_panel->plotField(field(".temp"));
        m_panel->plotField(field(".heap"));
        QTRY_VERIFY((m_panel->refresh(), m_plot->graphCount() == 2 && m_plot->graph(1)->dataCount() == 2));
        QVERIFY(m_plot->graph(0)->valueAxis() != m_plot->graph(1)->valueAxis());
        QVERIFY(!m_plot->graph(0)->valueAxis()->visible());
        QVERIFY(m_plot->graph(1)->valueAxis()->visible());
        QVERIFY(m_plot->graph(1)->valueAxis()->range().contains(181000));
        table()->selectRow(0);
        QVERIFY(m_plot->graph(0)->valueAxis()->visible());
        QVERIFY(!m_plot->graph(1)->valueAxis()->visible());
    }

    void theSameFieldIsPlottedOnce()
    {
        m_panel->plotField(field(".temp"));
        m_panel->plotField(field(".heap"));
        m_panel->plotField(field(".temp"));
        QCOMPARE(m_curves->count(), size_t(2));
        QCOMPARE(table()->currentIndex().row(), 0);
    }

    void curvesAreBounded()
    {
        for (size_t i = 0; i <= FieldsView::MaxCurves; ++i)
            m_panel->plotField(field(QStringLiteral(".f%1").arg(i)));
        QCOMPARE(m_curves->count(), FieldsView::MaxCurves);
        QVERIFY(cell(0, Column::Field).startsWith(QStringLiteral("f1 ")));
    }

    void deleteRemoves()
    {
        m_panel->plotField(field(".temp"));
        m_panel->plotField(field(".heap"));
        table()->setFocus();
        table()->selectRow(0);
        QTest::keyClick(table(), Qt::Key_Delete);
        QCOMPARE(m_curves->count(), size_t(1));
        QVERIFY(cell(0, Column::Field).startsWith(QStringLiteral("heap")));
        QTest::keyClick(table(), Qt::Key_Delete);
        QCOMPARE(m_curves->count(), size_t(0));
        QVERIFY(!table()->isVisible()); // what to do next instead
    }

    void aPointTellsItsRow()
    {
        appendReadings({21, 40, 22});
        m_panel->plotField(field(".temp"));
        QTRY_VERIFY((m_panel->refresh(), m_plot->graphCount() == 1 && m_plot->graph(0)->dataCount() == 3));
        m_plot->setLive(false);
        m_plot->xAxis->setRange(-0.001, 0.003);
        m_plot->replot();
        QSignalSpy activated(m_panel.get(), &TimingPanel::rowActivated);
        const QPoint at(qRound(m_plot->xAxis->coordToPixel(0.001)), qRound(m_plot->yAxis->coordToPixel(40)));
        QTest::mouseClick(m_plot, Qt::LeftButton, {}, at);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.last(), QVariantList{quint64(1)});
    }

    void aClearedLogBeginsAnew()
    {
        appendReadings({21, 22});
        m_panel->plotField(field(".temp"));
        QTRY_VERIFY(refreshedTo(0, "2"));
        m_session->capture().clear();
        m_panel->clear();
        appendReadings({30});
        QTRY_VERIFY(refreshedTo(0, "1"));
        QCOMPARE(cell(0, Column::Min), QStringLiteral("30"));
    }

    void theTabsSwitch()
    {
        QVERIFY(!m_curves->isVisible());
        QTest::mouseClick(m_panel->findChild<Chip *>(QStringLiteral("fields")), Qt::LeftButton);
        QVERIFY(m_curves->isVisible());
        QTest::mouseClick(m_panel->findChild<Chip *>(QStringLiteral("rtt")), Qt::LeftButton);
        QVERIFY(!m_curves->isVisible());
    }
};

QTEST_MAIN(TestFieldsView)
#include "tst_fieldsview.moc"

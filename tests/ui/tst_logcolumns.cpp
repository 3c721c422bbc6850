// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the log are a person's own.
#include "logpanelfixture.h"
#include "ui/theme/theme.h"
#include "uifixture.h"

#include <QApplication>
#include <QHeaderView>
#include <QMenu>

using namespace sockscope;

using Column = FrameLogModel::Column;

class TestLogColumns : public QObject
{
    Q_OBJECT

private:
    struct Log
    {
        explicit Log(UiFixture &bench) : panel(&bench.session, &bench.settings)
        {
            panel.resize(1200, 400);
            panel.show();
        }
        FrameLogPanel panel;
        FrameLogView *view = panel.findChild<FrameLogView *>();
        QHeaderView *header = view->header();
    };
    /// Opens the header's menu and triggers what is called @p text there.
    static void choose(Log &log, const QString &text)
    {
        emit log.header->customContextMenuRequested({5, 5});
        auto *menu = log.panel.findChild<QMenu *>(QStringLiteral("columnMenu"));
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                action->trigger();
        }
        menu->close();
        QTRY_VERIFY(!log.panel.findChild<QMenu *>(QStringLiteral("columnMenu")));
    }
    static QString time(const Log &log, int row)
    {
        return log.view->model()->index(row, int(Column::Time)).data().toString();
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void aColumnIsHiddenAndStaysSo()
    {
        UiFixture bench;
        {
            Log log(bench);
            choose(log, QStringLiteral("mask"));
            QVERIFY(log.header->isSectionHidden(int(Column::Mask)));
        }
        Log again(bench);
        QVERIFY(again.header->isSectionHidden(int(Column::Mask)));
        choose(again, QStringLiteral("Reset columns"));
        QVERIFY(!again.header->isSectionHidden(int(Column::Mask)));
    }

    void orderAndWidthsStay()
    {
        UiFixture bench;
        {
            Log log(bench);
            log.header->moveSection(log.header->visualIndex(int(Column::Opcode)), 0);
            log.header->resizeSection(int(Column::Device), 222);
        }
        Log again(bench);
        QCOMPARE(again.header->visualIndex(int(Column::Opcode)), 0);
        QCOMPARE(again.header->sectionSize(int(Column::Device)), 222);
        choose(again, QStringLiteral("Reset columns"));
        QCOMPARE(again.header->visualIndex(int(Column::Opcode)), int(Column::Opcode));
        QVERIFY(again.header->sectionSize(int(Column::Device)) != 222);
    }

    void devicesHaveTheColoursOfTheirCurves()
    {
        UiFixture bench;
        appendFrame(bench.session.capture(), ws::Opcode::Text, "x");
        const auto hasColour = [](Log &log) {
            const QRect cell = log.view->visualRect(log.view->model()->index(0, int(Column::Device)));
            const QImage shown = log.view->viewport()->grab(cell).toImage();
            const QColor wanted = Theme::current().seriesColor(1);
            for (int y = 0; y < shown.height(); ++y) {
                for (int x = 0; x < shown.width(); ++x) {
                    if (shown.pixelColor(x, y) == wanted)
                        return true;
                }
            }
            return false;
        };
        {
            Log log(bench);
            QVERIFY(QTest::qWaitForWindowExposed(&log.panel));
            QVERIFY(!hasColour(log));
            choose(log, QStringLiteral("Devices in colour, as in the plots"));
            QVERIFY(hasColour(log));
        }
        Log again(bench);
        QVERIFY(QTest::qWaitForWindowExposed(&again.panel));
        QVERIFY(hasColour(again));
    }

    void thePayloadTakesTheRest()
    {
        UiFixture bench;
        appendFrame(bench.session.capture(), ws::Opcode::Text, "x");
        Log log(bench);
        QVERIFY(QTest::qWaitForWindowExposed(&log.panel));
        log.header->resizeSection(int(Column::Device), 300);
        QCOMPARE(log.header->length(), log.view->viewport()->width());
    }

    void timesAreCountedFromWhatIsChosen()
    {
        UiFixture bench;
        bench.session.connections().update(
            1, [](ConnectionStats &stats, BenchTotals &) { stats.acceptedNs = 2 * Millisecond; });
        for (int i = 0; i < 10; ++i)
            appendFrame(bench.session.capture(), ws::Opcode::Text, "x"); // one each millisecond
        Log log(bench);
        QCOMPARE(time(log, 5), QStringLiteral("0.0050"));
        choose(log, QStringLiteral("Time since the connection"));
        QCOMPARE(time(log, 5), QStringLiteral("0.0030"));
        choose(log, QStringLiteral("Time by the clock"));
        QCOMPARE(time(log, 5),
            bench.session.capture().startedAt().addMSecs(5).toString(QStringLiteral("HH:mm:ss.zzz")));
        QCOMPARE(log.view->model()->headerData(0, Qt::Horizontal).toString(), QStringLiteral("time"));
        Log again(bench);
        QCOMPARE(time(again, 5), time(log, 5));
    }
};

QTEST_MAIN(TestLogColumns)
#include "tst_logcolumns.moc"

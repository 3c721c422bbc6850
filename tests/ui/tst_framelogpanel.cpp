// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logpanelfixture.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>

using namespace sockscope;

class TestFrameLogPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void aClickHidesAKind()
    {
        LogPanelFixture log;
        log.append(5, ws::Opcode::Text);
        log.append(3, ws::Opcode::Ping);
        log.click("ping");
        QCOMPARE(log.rows(), 5);
        QCOMPARE(log.words("rowCount"), QStringLiteral("5 of 8"));
        log.click("text");
        QCOMPARE(log.rows(), 0);
        QVERIFY(log.words("emptyState").contains(QStringLiteral("No row passes the filter")));
        log.click("showAll");
        QCOMPARE(log.rows(), 8);
    }

    void controlClickKeepsOneKind()
    {
        LogPanelFixture log;
        log.append(5, ws::Opcode::Text);
        log.append(3, ws::Opcode::Ping);
        log.append(1, ws::Opcode::Close);
        log.click("ping", Qt::ControlModifier);
        QCOMPARE(log.rows(), 3);
        log.click("ping", Qt::ControlModifier);
        QCOMPARE(log.rows(), 9);
    }

    void violationsOnly()
    {
        LogPanelFixture log;
        log.append(5);
        log.store.append(unmaskedFrame(0), {});
        log.click("violations");
        QCOMPARE(log.rows(), 1);
        log.click("violations");
        QCOMPARE(log.rows(), 6);
    }

    void showsOneConnection()
    {
        LogPanelFixture log;
        nameDevice(log.session.connections(), 1, QStringLiteral("thermo-7f2a"));
        appendFrame(log.store, ws::Opcode::Text, "x", 1);
        appendFrame(log.store, ws::Opcode::Text, "x", 2);
        log.panel.showConnection(2);
        QCOMPARE(log.rows(), 1);
        log.panel.showConnection(0);
        QCOMPARE(log.rows(), 2);
    }

    void tellsTheSelectedRow()
    {
        LogPanelFixture log;
        log.append(5);
        QSignalSpy selected(&log.panel, &FrameLogPanel::rowSelected);
        log.clickRow(2);
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected.last(), (QVariantList{quint64(2), quint64(1)}));
        QTest::keyClick(log.view, Qt::Key_Down);
        QCOMPARE(selected.last(), (QVariantList{quint64(3), quint64(1)}));
        QTest::keyClick(log.view, Qt::Key_Right);
        QCOMPARE(selected.size(), 2);
    }

    void selectsARowForOthers()
    {
        LogPanelFixture log;
        log.append(500);
        QSignalSpy selected(&log.panel, &FrameLogPanel::rowSelected);
        log.panel.selectRow(100);
        QCOMPARE(selected.last(), (QVariantList{quint64(100), quint64(1)}));
        QVERIFY(!log.view->isFollowing());
        QVERIFY(
            log.view->viewport()->rect().contains(log.view->visualRect(log.view->currentIndex()).center()));
    }

    void tellsOfARowThatTheFilterHides()
    {
        LogPanelFixture log;
        log.append(1, ws::Opcode::Ping);
        log.click("ping");
        QSignalSpy selected(&log.panel, &FrameLogPanel::rowSelected);
        log.panel.selectRow(0);
        QCOMPARE(selected.last(), (QVariantList{quint64(0), quint64(1)}));
        log.panel.selectRow(99);
        QCOMPARE(selected.size(), 1);
    }

    void selectionSurvivesAFilter()
    {
        LogPanelFixture log;
        log.append(5, ws::Opcode::Text);
        log.append(5, ws::Opcode::Ping);
        log.panel.selectRow(7);
        log.click("text");
        QCOMPARE(log.view->currentIndex().row(), 2);
        QVERIFY(log.view->selectionModel()->hasSelection());
    }

    void copiesTheRow()
    {
        LogPanelFixture log;
        log.append(1, ws::Opcode::Text, "{\"seq\":57}");
        QVERIFY(log.isActive);
        log.clickRow(0);
        QTest::keySequence(log.view, QKeySequence::Copy);
        const QString line = QGuiApplication::clipboard()->text();
        QVERIFY2(line.contains(QStringLiteral("\ttext\t1\t")), qPrintable(line));
        QVERIFY2(line.endsWith(QStringLiteral("\t{\"seq\":57}")), qPrintable(line));
    }

    void contextActions_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("copied");
        QTest::newRow("text") << "Copy payload as text"
                              << "ab";
        QTest::newRow("hex") << "Copy payload as hex"
                             << "61 62";
    }

    void contextActions()
    {
        QFETCH(QString, action);
        LogPanelFixture log;
        log.append(1, ws::Opcode::Text, "ab");
        log.clickRow(0);
        for (QAction *candidate : log.view->actions()) {
            if (candidate->text() == action)
                candidate->trigger();
        }
        QTEST(QGuiApplication::clipboard()->text(), "copied");
    }

    void clearEmptiesTheLog()
    {
        LogPanelFixture log;
        log.append(5);
        log.panel.clearLog();
        QCOMPARE(log.rows(), 0);
        QCOMPARE(log.store.rows().size(), quint64(0));
        QVERIFY(log.words("emptyState").contains(QStringLiteral("Start it")));
        log.append(1);
        QVERIFY(log.view->isVisible());
    }

    void labelsNeverTakeTextForHtml()
    {
        LogPanelFixture log;
        QCOMPARE(richLabels(log.panel), QStringList());
    }
};

QTEST_MAIN(TestFrameLogPanel)
#include "tst_framelogpanel.moc"

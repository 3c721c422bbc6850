// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Ways through the log by keyboard.
#include "logpanelfixture.h"
#include "ui/models/rowmarks.h"
#include "ui/views/jumpbar.h"

#include <QLineEdit>

using namespace sockscope;

class TestLogNavigation : public QObject
{
    Q_OBJECT

private:
    static int current(const LogPanelFixture &log) { return log.view->currentIndex().row(); }
    static JumpBar *bar(const LogPanelFixture &log, const char *name)
    {
        return log.panel.findChild<JumpBar *>(QLatin1StringView(name));
    }
    static QString message(const LogPanelFixture &log, const char *name)
    {
        return bar(log, name)->findChild<QLabel *>(QStringLiteral("jumpMessage"))->text();
    }
    /// Types into the bar that a key has opened.
    static void enter(const LogPanelFixture &log, const char *name, const QString &text)
    {
        auto *edit = bar(log, name)->findChild<QLineEdit *>();
        QVERIFY(edit->hasFocus());
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }

private slots:
    void findGoesFromMatchToMatch()
    {
        LogPanelFixture log;
        QVERIFY(log.isActive);
        log.append(50);
        log.append(1, ws::Opcode::Text, "a Needle here");
        log.append(50);
        log.append(1, ws::Opcode::Text, "needle");
        log.append(50);
        log.clickRow(140);
        QTest::keyClick(log.view, Qt::Key_F, Qt::ControlModifier);
        enter(log, "findBar", QStringLiteral("needle"));
        QTRY_COMPARE(current(log), 50); // went on at the beginning
        QTest::keyClick(log.view, Qt::Key_N);
        QTRY_COMPARE(current(log), 101);
        QTest::keyClick(log.view, Qt::Key_N, Qt::ShiftModifier);
        QTRY_COMPARE(current(log), 50);
        QTest::keyClick(log.view, Qt::Key_N, Qt::ShiftModifier);
        QTRY_COMPARE(current(log), 101);
        QVERIFY(bar(log, "findBar")->isVisible());
        QTest::keyClick(log.view, Qt::Key_F, Qt::ControlModifier);
        QTest::keyClick(bar(log, "findBar")->findChild<QLineEdit *>(), Qt::Key_Escape);
        QVERIFY(!bar(log, "findBar")->isVisible());
        QVERIFY(log.view->hasFocus());
    }

    void whatIsNotThereIsSaid()
    {
        LogPanelFixture log;
        log.append(10);
        log.clickRow(3);
        QTest::keyClick(log.view, Qt::Key_F, Qt::ControlModifier);
        enter(log, "findBar", QStringLiteral("\"nothing\" like this"));
        QTRY_VERIFY(message(log, "findBar").contains(QStringLiteral("not in the rows")));
        QCOMPARE(current(log), 3);
    }

    void goesToARowAndATime()
    {
        LogPanelFixture log;
        log.append(500); // a row each millisecond
        log.clickRow(499);
        QTest::keyClick(log.view, Qt::Key_G, Qt::ControlModifier);
        enter(log, "goToBar", QStringLiteral("123"));
        QCOMPARE(current(log), 123);
        QVERIFY(
            log.view->viewport()->rect().contains(log.view->visualRect(log.view->currentIndex()).center()));
        QTest::keyClick(log.view, Qt::Key_G, Qt::ControlModifier);
        enter(log, "goToBar", QStringLiteral("+200ms"));
        QCOMPARE(current(log), 323);
        QTest::keyClick(log.view, Qt::Key_G, Qt::ControlModifier);
        enter(log, "goToBar", QStringLiteral("nowhere"));
        QVERIFY(bar(log, "goToBar")->isVisible());
        QVERIFY(message(log, "goToBar").contains(QStringLiteral("Name a row")));
        QCOMPARE(current(log), 323);
    }

    void marksAreGoneThrough()
    {
        LogPanelFixture log;
        log.append(100);
        log.view->setFocus();
        for (const int row : {95, 90, 80}) {
            log.panel.selectRow(quint64(row));
            QTest::keyClick(log.view, Qt::Key_M);
        }
        QTest::keyClick(log.view, Qt::Key_BracketRight);
        QCOMPARE(current(log), 90);
        QTest::keyClick(log.view, Qt::Key_BracketLeft);
        QCOMPARE(current(log), 80);
        QTest::keyClick(log.view, Qt::Key_BracketLeft);
        QCOMPARE(current(log), 95); // round the beginning
        QTest::keyClick(log.view, Qt::Key_M); // takes it off
        QTest::keyClick(log.view, Qt::Key_BracketRight);
        QCOMPARE(current(log), 80);
    }

    void marksAreBounded()
    {
        RowMarks marks;
        for (quint64 row = 0; row < RowMarks::MaxMarks; ++row)
            QVERIFY(marks.toggle(row));
        QVERIFY(!marks.toggle(RowMarks::MaxMarks));
        QVERIFY(marks.toggle(5));
        QVERIFY(!marks.contains(5));
        marks.dropBefore(100);
        QVERIFY(!marks.contains(99));
        QVERIFY(marks.contains(100));
    }
};

QTEST_MAIN(TestLogNavigation)
#include "tst_lognavigation.moc"

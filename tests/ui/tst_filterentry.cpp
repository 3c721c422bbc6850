// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterfields.h"
#include "logpanelfixture.h"
#include "ui/theme/theme.h"
#include "ui/views/filteredit.h"
#include "ui/views/filterhints.h"
#include "ui/widgets/filtermenu.h"

#include <QApplication>
#include <QListWidget>
#include <QTextBrowser>
#include <QToolButton>

using namespace sockscope;

namespace {

/// A log of five texts and three pings, with hands on its filter.
struct Filtering : LogPanelFixture
{
    Filtering()
    {
        append(5, ws::Opcode::Text, "{\"temp\":21}");
        append(3, ws::Opcode::Ping);
        edit->setFocus();
    }

    void type(const char *text) { QTest::keyClicks(edit, QString::fromLatin1(text)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(edit, key, modifiers); }
    FilterHints *hints() const { return panel.findChild<FilterHints *>(); }
    bool hasHints() const { return hints() && hints()->isVisible(); }
    QListWidget *list() const { return hints()->findChild<QListWidget *>(); }
    QStringList offered() const
    {
        QStringList words;
        for (int row = 0; hints() && hints()->hasCompletions() && row < list()->count(); ++row)
            words.append(list()->item(row)->text());
        return words;
    }
    QString complaint() const { return hasHints() ? words("filterError") : QString(); }
    QAction *action(const char *name) const { return view->findChild<QAction *>(QLatin1StringView(name)); }
    void choose(int row, FrameLogModel::Column column)
    {
        const QRect cell = view->visualRect(view->model()->index(row, int(column)));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, cell.center());
    }

    FilterEdit *edit = panel.findChild<FilterEdit *>(QStringLiteral("filterText"));
};

} // namespace

class TestFilterEntry : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void filtersWhenTheHandRests()
    {
        Filtering log;
        log.type("opcode == ping");
        QTRY_COMPARE(log.rows(), 3);
        QVERIFY(!log.edit->error());
        log.edit->clear();
        QTRY_COMPARE(log.rows(), 8);
    }

    void filtersAtOnceWithEnter()
    {
        Filtering log;
        log.type("opcode == ping");
        log.press(Qt::Key_Return);
        QCOMPARE(log.rows(), 3);
        QVERIFY(!log.hasHints());
    }

    void joinsTheQuickFilters()
    {
        Filtering log;
        log.type("temp or opcode == ping");
        log.press(Qt::Key_Return);
        QCOMPARE(log.rows(), 8);
        log.click("ping");
        QCOMPARE(log.rows(), 5);
        log.click("showAll");
        QCOMPARE(log.rows(), 8);
        QVERIFY(log.edit->text().isEmpty());
    }

    void aWrongFilterIsExplainedAndChangesNothing()
    {
        Filtering log;
        log.type("opcode == ping");
        log.press(Qt::Key_Return);
        log.edit->clear();
        log.type("opcod == ping");
        log.press(Qt::Key_Return);
        QCOMPARE(log.complaint(), QStringLiteral("unknown field \"opcod\"; did you mean \"opcode\"?"));
        QVERIFY(log.edit->property("invalid").toBool());
        QCOMPARE(log.edit->accessibleDescription(), log.complaint());
        QCOMPARE(log.rows(), 3);
    }

    void whatIsNotFinishedIsNotCalledWrong()
    {
        Filtering log;
        log.type("opcode == ");
        QVERIFY(log.edit->error());
        QVERIFY(log.hasHints());
        QCOMPARE(log.complaint(), QString());
    }

    void aQuickFilterLeavesAloneWhatIsBeingWritten()
    {
        Filtering log;
        log.type("opcode ==");
        log.click("ping");
        QCOMPARE(log.edit->text(), QStringLiteral("opcode =="));
        QCOMPARE(log.rows(), 5);
    }

    void tabCompletes()
    {
        Filtering log;
        log.type("opc");
        QCOMPARE(log.offered().value(0), QStringLiteral("opcode"));
        log.press(Qt::Key_Tab);
        QCOMPARE(log.edit->text(), QStringLiteral("opcode "));
        QVERIFY(log.edit->hasFocus());
        QCOMPARE(log.offered().value(0), QStringLiteral("=="));
        log.press(Qt::Key_Tab);
        log.type("pi");
        log.press(Qt::Key_Tab);
        QCOMPARE(log.edit->text(), QStringLiteral("opcode == ping "));
        QTRY_COMPARE(log.rows(), 3);
        log.edit->undo();
        QVERIFY(log.edit->text().startsWith(QStringLiteral("opcode ==")));
    }

    void arrowsAndEnterComplete()
    {
        Filtering log;
        log.type("opcode == p");
        QCOMPARE(log.offered(), (QStringList{QStringLiteral("ping"), QStringLiteral("pong")}));
        log.press(Qt::Key_Down);
        log.press(Qt::Key_Down);
        QCOMPARE(log.hints()->current()->insert, QStringLiteral("pong"));
        log.press(Qt::Key_Down);
        QCOMPARE(log.hints()->current()->insert, QStringLiteral("ping"));
        log.press(Qt::Key_Up);
        log.press(Qt::Key_Return);
        QCOMPARE(log.edit->text(), QStringLiteral("opcode == pong "));
    }

    void theMouseCompletes()
    {
        Filtering log;
        log.type("opcode == p");
        const QRect second = log.list()->visualItemRect(log.list()->item(1));
        QTest::mouseClick(log.list()->viewport(), Qt::LeftButton, {}, second.center());
        QCOMPARE(log.edit->text(), QStringLiteral("opcode == pong "));
        QVERIFY(log.edit->hasFocus());
    }

    void controlSpaceOffersEverything()
    {
        Filtering log;
        log.press(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(log.offered().size() > 20);
        QVERIFY(log.edit->text().isEmpty());
    }

    void escapeGoesStepByStepBackToTheLog()
    {
        Filtering log;
        log.type("op");
        QVERIFY(log.hasHints());
        log.press(Qt::Key_Escape);
        QVERIFY(!log.hasHints());
        QVERIFY(log.edit->hasFocus());
        log.press(Qt::Key_Escape);
        QVERIFY(log.view->hasFocus());
        QCOMPARE(log.edit->text(), QStringLiteral("op"));
    }

    void aSlashLeadsToTheFilter()
    {
        Filtering log;
        log.view->setFocus();
        QTest::keyClick(log.view, Qt::Key_Slash);
        QVERIFY(log.edit->hasFocus());
        QVERIFY(log.edit->text().isEmpty());
        log.type("/x/"); // where it is a sign like others
        QCOMPARE(log.edit->text(), QStringLiteral("/x/"));
    }

    void arrowsGoThroughHistory()
    {
        Filtering log;
        for (const char *filter : {"fin", "rsv1"}) {
            log.edit->clear();
            log.type(filter);
            log.press(Qt::Key_Return);
        }
        log.edit->clear();
        log.type("half");
        log.press(Qt::Key_Escape);
        log.press(Qt::Key_Up);
        QCOMPARE(log.edit->text(), QStringLiteral("rsv1"));
        log.press(Qt::Key_Up);
        QCOMPARE(log.edit->text(), QStringLiteral("fin"));
        log.press(Qt::Key_Up);
        QCOMPARE(log.edit->text(), QStringLiteral("fin"));
        log.press(Qt::Key_Down);
        log.press(Qt::Key_Down);
        QCOMPARE(log.edit->text(), QStringLiteral("half"));
    }

    void filtersAreSavedByName()
    {
        Filtering log;
        log.type("opcode == ping");
        auto *menu = log.panel.findChild<FilterMenu *>();
        emit menu->aboutToShow();
        auto *name = menu->findChild<QLineEdit *>(QStringLiteral("filterName"));
        QVERIFY(name);
        name->setText(QStringLiteral("pings & co"));
        QTest::keyClick(name, Qt::Key_Return);
        log.edit->clear();
        QTRY_COMPARE(log.rows(), 8);
        emit menu->aboutToShow();
        menuAction(menu, QStringLiteral("pings && co"))->trigger();
        QCOMPARE(log.edit->text(), QStringLiteral("opcode == ping"));
        QCOMPARE(log.rows(), 3);
        emit menu->aboutToShow();
        auto *removal = menu->findChild<QMenu *>();
        QVERIFY(removal);
        menuAction(removal, QStringLiteral("pings && co"))->trigger();
        emit menu->aboutToShow();
        QVERIFY(!menuAction(menu, QStringLiteral("pings && co")));
    }

    void aCellFilters()
    {
        Filtering log;
        log.choose(6, FrameLogModel::Column::Opcode);
        QCOMPARE(log.action("filterByCell")->text(), QStringLiteral("Filter by this cell: opcode == ping"));
        log.action("filterByCell")->trigger();
        QCOMPARE(log.rows(), 3);
        QCOMPARE(log.edit->text(), QStringLiteral("opcode == ping"));
        log.choose(0, FrameLogModel::Column::Length);
        log.action("hideLikeCell")->trigger();
        QCOMPARE(log.edit->text(), QStringLiteral("opcode == ping and not len == 1"));
        QCOMPARE(log.rows(), 0);
        QVERIFY(!log.action("filterByCell")->isEnabled());
    }

    void aCellThatSaysNothingDoesNotFilter()
    {
        Filtering log;
        log.choose(1, FrameLogModel::Column::Delta);
        QVERIFY(!log.action("filterByCell")->isEnabled());
        QVERIFY(!log.action("hideLikeCell")->isEnabled());
    }

    void helpNamesEveryField()
    {
        Filtering log;
        QTest::mouseClick(log.panel.findChild<QToolButton *>(QStringLiteral("filterHelp")), Qt::LeftButton);
        const auto *page = log.panel.findChild<QTextBrowser *>(QStringLiteral("filterHelpPage"));
        QVERIFY(page->isVisible());
        const QString text = page->toPlainText();
        for (const FilterField &field : filterFields()) {
            QVERIFY2(text.contains(field.name), qPrintable(field.name));
            QVERIFY2(text.contains(field.example), qPrintable(field.example));
        }
    }

private:
    static QAction *menuAction(const QMenu *menu, const QString &text)
    {
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
};

QTEST_MAIN(TestFilterEntry)
#include "tst_filterentry.moc"

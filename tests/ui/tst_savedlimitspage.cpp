// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limitsfill.h"
#include "ui/limits/limitscomparewindow.h"
#include "ui/limits/limitsmodel.h"
#include "ui/limits/savedlimitspage.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;

/// Results of before: opened, compared, removed.
class TestSavedLimitsPage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SavedLimitsPage> m_page;

    template <typename Widget> Widget *child(const char *name) const
    {
        return m_page->findChild<Widget *>(QLatin1StringView(name));
    }
    LimitsArchive archive() const { return LimitsArchive(m_dir->filePath(QStringLiteral("limits"))); }

    void makePage()
    {
        m_page = std::make_unique<SavedLimitsPage>(archive());
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_page.reset(); }

    void savedOnesOpenAndCompare()
    {
        QCOMPARE(archive().save(reportOf(QStringLiteral("cam-1"), 1000, 1)), QString());
        QCOMPARE(archive().save(reportOf(QStringLiteral("cam-2"), 2000, 2)), QString());
        makePage();
        auto *list = child<QListWidget>("savedLimits");
        QCOMPARE(list->count(), 2);
        QCOMPARE(list->item(0)->text(), QStringLiteral("cam-2, 27 Nov 2026 14:02"));
        QVERIFY(!child<QPushButton>("openLimits")->isEnabled());
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Home);
        QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(child<QPushButton>("compareLimits")->isEnabled());
        QTest::mouseClick(child<QPushButton>("compareLimits"), Qt::LeftButton);
        QPointer<LimitsCompareWindow> window = m_page->findChild<LimitsCompareWindow *>();
        QVERIFY(window);
        auto *model = window->findChild<LimitsModel *>();
        QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("1,000 B"));
        QVERIFY(model->index(0, 1).data(LimitsModel::DiffersRole).toBool());
        QVERIFY(!model->index(0, 3).data(LimitsModel::DiffersRole).toBool());
        window->findChild<QAction *>(QStringLiteral("copyMarkdown"))->trigger();
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("**1,000 B**")));
        auto *close = window->findChild<QAction *>(QStringLiteral("closeLimits"));
        QCOMPARE(close->shortcut(), QKeySequence(Qt::Key_Escape));
        close->trigger();
        QTRY_VERIFY(!window);
        QSignalSpy opened(m_page.get(), &SavedLimitsPage::opened);
        QTest::keyClick(list, Qt::Key_Home);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<LimitsReport>().device, QStringLiteral("cam-2"));
    }

    void savedOnesAreRemovedAndComeBack()
    {
        for (int minute = 1; minute <= 3; ++minute)
            QCOMPARE(archive().save(reportOf(QStringLiteral("cam"), 1000, minute)), QString());
        makePage();
        auto *list = child<QListWidget>("savedLimits");
        auto *removal = child<QPushButton>("removeLimits");
        QVERIFY(!removal->isEnabled());
        QSignalSpy remarks(m_page.get(), &SavedLimitsPage::remarked);
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(list->count(), 1);
        QCOMPARE(archive().reports().size(), 1);
        QCOMPARE(remarks.last().first().toString(),
            QStringLiteral("2 results are removed. Ctrl+Z brings them back."));
        QTest::keyClick(list, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(list->count(), 3);
        QCOMPARE(archive().reports().size(), 3);
        QCOMPARE(list->item(0)->text(), QStringLiteral("cam, 27 Nov 2026 14:03"));
        QTest::keyClick(list, Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(archive().reports().size(), 1);
        list->setCurrentRow(0);
        QTest::mouseClick(removal, Qt::LeftButton);
        QVERIFY(list->item(0)->text().contains(QStringLiteral("find some first")));
        QVERIFY(!removal->isEnabled());
    }

    // What another program has removed meanwhile.
    void whatIsGoneIsNamed()
    {
        QCOMPARE(archive().save(reportOf(QStringLiteral("cam"), 1000, 1)), QString());
        makePage();
        QDir(archive().path()).removeRecursively();
        QSignalSpy failures(m_page.get(), &SavedLimitsPage::failed);
        QSignalSpy remarks(m_page.get(), &SavedLimitsPage::remarked);
        auto *list = child<QListWidget>("savedLimits");
        list->setCurrentRow(0);
        QTest::mouseClick(child<QPushButton>("removeLimits"), Qt::LeftButton);
        QCOMPARE(failures.size(), 1);
        QVERIFY(failures.first().first().toString().contains(QStringLiteral("is not removed")));
        QVERIFY(remarks.isEmpty()); // it would hide that
    }
};

QTEST_MAIN(TestSavedLimitsPage)
#include "tst_savedlimitspage.moc"

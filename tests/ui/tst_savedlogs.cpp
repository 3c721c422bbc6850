// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Logs as files: saved, found again after a crash, shown in a window of their own.
#include "app/session/sessiondirectory.h"
#include "benchfill.h"
#include "ui/mainwindow.h"
#include "ui/panels/framelogpanel.h"
#include "ui/savedlogwindows.h"
#include "ui/widgets/logmenu.h"
#include "uifixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace sockscope;

namespace {

quint64 rowsOf(const SessionDirectory &directory, quint64 rows)
{
    const QDateTime start(QDate(2026, 5, 4), QTime(10, int(rows)));
    CaptureStore store(CaptureStore::MinCapacity, start);
    if (!store.keepIn(directory.newFile(start)).isEmpty())
        return 0;
    FrameRecord record;
    for (quint64 i = 0; i < rows; ++i)
        store.append(record, "x");
    return store.rows().size();
}

} // namespace

class TestSavedLogs : public QObject
{
    Q_OBJECT

private slots:
    void aSavedLogIsShownInAWindowOfItsOwn();
    void aFileThatIsNoLogIsRefused();
    void aLogIsNotSavedOverItself();
    void aKilledProgramsLogIsOffered_data();
    void aKilledProgramsLogIsOffered();
    void aFullDiskIsSaid();
};

void TestSavedLogs::aSavedLogIsShownInAWindowOfItsOwn()
{
    UiFixture bench;
    for (int i = 0; i < 30; ++i)
        appendFrame(bench.session.capture(), ws::Opcode::Text, "hello");
    const quint64 rows = bench.session.capture().rows().size();
    LogMenu menu(&bench.session, &bench.settings);
    const QSignalSpy remarked(&menu, &LogMenu::remarked);
    const QString path = bench.folder.filePath(QStringLiteral("saved.sockscope"));
    menu.saveAs(path);
    QTRY_COMPARE(remarked.size(), 2);
    QVERIFY(remarked.last().first().toString().contains(QStringLiteral("Saved the log")));

    SavedLogWindows windows(&bench.settings);
    QPointer<MainWindow> window = windows.open(path);
    QVERIFY(window);
    QVERIFY(window->windowTitle().startsWith(QStringLiteral("saved.sockscope")));
    QVERIFY(QTest::qWaitForWindowExposed(window));
    const auto *count = child<QLabel>(*window, "rowCount");
    QTRY_VERIFY2(count->text().contains(QStringLiteral("%1 of %1").arg(rows)), qPrintable(count->text()));
    QVERIFY(!child<QToolButton>(*window, "start")->isVisible());
    QVERIFY(!child<QDockWidget>(*window, "server")->isVisible());
    QCOMPARE(child<QLabel>(*window, "listening")->text(), QStringLiteral("Saved log"));
    QVERIFY(!child<QLabel>(*window, "logFault")->isVisible());
    QVERIFY(!child<QCheckBox>(*window, "follow")->isChecked());
    QVERIFY(!child<QComboBox>(*window, "pingInterval")->isVisible());
    window->close();
    QTRY_VERIFY(!window);
}

void TestSavedLogs::aFileThatIsNoLogIsRefused()
{
    UiFixture bench;
    SavedLogWindows windows(&bench.settings);
    const QSignalSpy failed(&windows, &SavedLogWindows::failed);
    QVERIFY(!windows.open(bench.settings.fileName()));
    QCOMPARE(failed.size(), 1);
}

void TestSavedLogs::aLogIsNotSavedOverItself()
{
    UiFixture bench;
    const QString path = bench.folder.filePath(QStringLiteral("live.sockscope"));
    QCOMPARE(bench.session.capture().keepIn(path), QString());
    LogMenu menu(&bench.session, &bench.settings);
    const QSignalSpy failed(&menu, &LogMenu::failed);
    menu.saveAs(path);
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(QStringLiteral("is the log itself")));
}

void TestSavedLogs::aKilledProgramsLogIsOffered_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<bool>("opens");
    QTest::addColumn<bool>("isLeft");
    QTest::newRow("open") << QByteArray("recoveryOpen") << true << true;
    QTest::newRow("later") << QByteArray("recoveryLater") << false << true;
    QTest::newRow("delete") << QByteArray("recoveryDelete") << false << false;
}

void TestSavedLogs::aKilledProgramsLogIsOffered()
{
    QFETCH(QByteArray, button);
    QFETCH(bool, opens);
    QFETCH(bool, isLeft);
    UiFixture bench;
    const SessionDirectory directory(bench.folder.filePath(QStringLiteral("logs")));
    QCOMPARE(rowsOf(directory, 5), 5u);
    QCOMPARE(rowsOf(directory, 7), 7u);
    MainWindow window(&bench.session, &bench.settings);
    const QSignalSpy opened(&window, &MainWindow::openRequested);
    window.offerRecovery(directory.sessions());
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto *text = child<QLabel>(window, "recoveryText");
    QVERIFY2(
        text->toolTip().contains(QStringLiteral("4 May 10:07:00 · 7 rows")), qPrintable(text->toolTip()));
    QVERIFY(text->toolTip().contains(QStringLiteral("1 more")));
    QTest::mouseClick(child<QToolButton>(window, button.constData()), Qt::LeftButton);
    QCOMPARE(opened.size(), opens ? 1 : 0);
    QCOMPARE(directory.sessions().size(), isLeft ? 2 : 1);
    QTRY_VERIFY(!window.findChild<QLabel *>(QStringLiteral("recoveryText")));
}

void TestSavedLogs::aFullDiskIsSaid()
{
    UiFixture bench;
    QVERIFY(!bench.session.capture().keepIn(QStringLiteral("/no/such/place/x.sockscope")).isEmpty());
    MainWindow window(&bench.session, &bench.settings);
    window.show();
    const auto *fault = child<QLabel>(window, "logFault");
    QTRY_VERIFY(fault->isVisible());
    QVERIFY2(fault->toolTip().contains(QStringLiteral("cannot be made")), qPrintable(fault->toolTip()));
}

QTEST_MAIN(TestSavedLogs)
#include "tst_savedlogs.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The log as files for other programs, by the window's dialog.
#include "app/exchange/logimport.h"
#include "benchfill.h"
#include "ui/mainwindow.h"
#include "ui/panels/framelogpanel.h"
#include "ui/views/framelogview.h"
#include "ui/widgets/exportdialog.h"
#include "uifixture.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sockscope;

namespace {

constexpr int Rows = 30; // every third a ping

/// A dialog about a log of Rows rows, and what one does with it.
struct ExportFixture : UiFixture
{
    explicit ExportFixture(const ShownRows &shown = {})
    {
        for (int i = 0; i < Rows; ++i)
            appendFrame(session.capture(), i % 3 == 0 ? ws::Opcode::Ping : ws::Opcode::Text, "hello");
        settings.setValue(QStringLiteral("export/folder"), folder.path());
        dialog = new ExportDialog(&session, &settings, shown);
        dialog->show();
    }
    ~ExportFixture() { delete dialog; }
    Q_DISABLE_COPY_MOVE(ExportFixture)

    QString file(const char *name) const { return folder.filePath(QLatin1StringView(name)); }
    void typePath(const QString &path) const
    {
        auto *line = child<QLineEdit>(*dialog, "exportPath");
        line->selectAll();
        QTest::keyClicks(line, path);
    }
    void chooseFormat(ExportFormat format) const
    {
        auto *box = child<QComboBox>(*dialog, "exportFormat");
        box->setCurrentIndex(box->findData(int(format)));
    }
    QString words() const { return child<QLabel>(*dialog, "exportMessage")->text(); }
    QPushButton *button(const char *name) const { return child<QPushButton>(*dialog, name); }
    void click(const char *name) const { QTest::mouseClick(button(name), Qt::LeftButton); }

    QPointer<ExportDialog> dialog;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestExportDialog : public QObject
{
    Q_OBJECT

private slots:
    void writesWhatWasChosen_data();
    void writesWhatWasChosen();
    void theNameFollowsTheFormat();
    void aNameThatCannotBeIsSaidAtOnce_data();
    void aNameThatCannotBeIsSaidAtOnce();
    void whatIsReplacedIsSaid();
    void whatCannotBeWrittenLeavesTheDialogOpen();
    void cancelLeavesWhatWasThere();
    void aDialogThatGoesStopsItsExport();
    void formatAndFolderAreKept();
    void theWindowsShortcutKnowsFilterAndSelection();
};

void TestExportDialog::writesWhatWasChosen_data()
{
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QList<int>>("numbers"); // some that are there
    QTest::addColumn<int>("count");
    QTest::newRow("all") << "All" << QList{0, 1, 29} << Rows;
    QTest::newRow("filtered") << "That pass the filter: opcode == ping" << QList{0, 3, 27} << Rows / 3;
    QTest::newRow("selected") << "The 2 that are selected" << QList{4, 8} << 2;
}

void TestExportDialog::writesWhatWasChosen()
{
    QFETCH(QString, rows);
    QFETCH(QList<int>, numbers);
    QFETCH(int, count);
    ExportFixture bench({{4, 8}, QStringLiteral("opcode == ping")});
    const QSignalSpy remarked(bench.dialog, &ExportDialog::remarked);
    bench.chooseFormat(ExportFormat::JsonLines);
    auto *box = child<QComboBox>(*bench.dialog, "exportRows");
    const int item = box->findText(rows, Qt::MatchStartsWith);
    QVERIFY(item >= 0);
    box->setCurrentIndex(item);
    const QString path = bench.file("out.jsonl");
    bench.typePath(path);
    bench.click("exportStart");
    QTRY_VERIFY(!bench.dialog);
    QCOMPARE(remarked.size(), 1);
    QVERIFY(remarked.first().first().toString().contains(QStringLiteral("out.jsonl")));
    const QByteArray lines = contentOf(path);
    QCOMPARE(lines.count("\"kind\":\"frame\""), count);
    for (const int number : numbers)
        QVERIFY2(lines.contains("\"row\":" + QByteArray::number(number) + ','), lines.constData());
    QVERIFY(openLog(path).store);
}

void TestExportDialog::theNameFollowsTheFormat()
{
    ExportFixture bench;
    const auto *line = child<QLineEdit>(*bench.dialog, "exportPath");
    QVERIFY2(line->text().endsWith(QStringLiteral(".pcapng")), qPrintable(line->text()));
    bench.chooseFormat(ExportFormat::Csv);
    QVERIFY2(line->text().endsWith(QStringLiteral(".csv")), qPrintable(line->text()));
    bench.typePath(bench.file("mine.dat"));
    bench.chooseFormat(ExportFormat::Har);
    QVERIFY2(line->text().endsWith(QStringLiteral("mine.dat")), qPrintable(line->text()));
}

void TestExportDialog::aNameThatCannotBeIsSaidAtOnce_data()
{
    QTest::addColumn<QString>("name"); // in the folder
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << " "
                             << "Name a file.";
    QTest::newRow("no folder") << "nowhere/out.har"
                               << "There is no folder";
    QTest::newRow("a folder") << "."
                              << "This is a folder";
    QTest::newRow("the log") << "live.sockscope"
                             << "This is the log itself";
}

void TestExportDialog::aNameThatCannotBeIsSaidAtOnce()
{
    QFETCH(QString, name);
    QFETCH(QString, words);
    ExportFixture bench;
    QCOMPARE(bench.session.capture().keepIn(bench.file("live.sockscope")), QString());
    bench.typePath(name.trimmed().isEmpty() ? name : bench.folder.filePath(name));
    QVERIFY2(bench.words().contains(words), qPrintable(bench.words()));
    QVERIFY(!bench.button("exportStart")->isEnabled());
    bench.typePath(bench.file("good.har"));
    QCOMPARE(bench.words(), QString());
    QVERIFY(bench.button("exportStart")->isEnabled());
}

void TestExportDialog::whatIsReplacedIsSaid()
{
    ExportFixture bench;
    QFile there(bench.file("there.csv"));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.close();
    bench.typePath(there.fileName());
    QVERIFY(bench.words().contains(QStringLiteral("will be replaced")));
    QCOMPARE(bench.button("exportStart")->text(), QStringLiteral("Replace"));
    bench.chooseFormat(ExportFormat::Csv);
    bench.click("exportStart");
    QTRY_VERIFY(!bench.dialog);
    QCOMPARE(contentOf(there.fileName()).count('\n'), Rows + 1);
}

void TestExportDialog::whatCannotBeWrittenLeavesTheDialogOpen()
{
    ExportFixture bench({{}, QStringLiteral("opcode ==")});
    const QSignalSpy failed(bench.dialog, &ExportDialog::failed);
    bench.typePath(bench.file("out.har"));
    bench.click("exportStart");
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(bench.dialog->isVisible());
    QVERIFY(!bench.words().isEmpty());
    QVERIFY(bench.button("exportStart")->isEnabled());
    QVERIFY(!QFile::exists(bench.file("out.har")));
}

void TestExportDialog::cancelLeavesWhatWasThere()
{
    ExportFixture bench;
    for (int i = 0; i < 300'000; ++i)
        appendFrame(bench.session.capture(), ws::Opcode::Text, "long");
    const QSignalSpy remarked(bench.dialog, &ExportDialog::remarked);
    bench.typePath(bench.file("out.pcapng"));
    bench.click("exportStart");
    QVERIFY(!bench.button("exportStart")->isEnabled());
    QVERIFY(child<QProgressBar>(*bench.dialog, "exportProgress")->isVisible());
    QTest::keyClick(bench.dialog, Qt::Key_Escape);
    QTest::keyClick(bench.dialog, Qt::Key_Escape); // an impatient one
    QTRY_VERIFY(!bench.dialog);
    QCOMPARE(remarked.size(), 1);
    QVERIFY2(remarked.first().first().toString().contains(QStringLiteral("was stopped")),
        qPrintable(remarked.first().first().toString()));
    QCOMPARE(QDir(bench.folder.path()).entryList({QStringLiteral("out*")}), QStringList());
}

void TestExportDialog::aDialogThatGoesStopsItsExport()
{
    ExportFixture bench;
    for (int i = 0; i < 300'000; ++i)
        appendFrame(bench.session.capture(), ws::Opcode::Text, "long");
    bench.chooseFormat(ExportFormat::Har);
    bench.typePath(bench.file("out.har"));
    bench.click("exportStart");
    delete bench.dialog;
    QCOMPARE(QDir(bench.folder.path()).entryList({QStringLiteral("out*")}), QStringList());
}

void TestExportDialog::formatAndFolderAreKept()
{
    ExportFixture bench;
    QVERIFY(QDir(bench.folder.path()).mkdir(QStringLiteral("sub")));
    bench.chooseFormat(ExportFormat::Csv);
    bench.typePath(bench.file("sub/out.csv"));
    bench.click("exportStart");
    QTRY_VERIFY(!bench.dialog);
    const ExportDialog next(&bench.session, &bench.settings, {});
    QCOMPARE(child<QComboBox>(next, "exportFormat")->currentData().toInt(), int(ExportFormat::Csv));
    const QString path = child<QLineEdit>(next, "exportPath")->text();
    QVERIFY2(path.startsWith(bench.file("sub/")) && path.endsWith(QStringLiteral(".csv")), qPrintable(path));
}

void TestExportDialog::theWindowsShortcutKnowsFilterAndSelection()
{
    UiFixture bench;
    for (int i = 0; i < Rows; ++i)
        appendFrame(bench.session.capture(), ws::Opcode::Text, "hello", quint64(1 + i % 2));
    MainWindow window(&bench.session, &bench.settings);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *log = window.findChild<FrameLogPanel *>();
    log->showConnection(2);
    QTRY_COMPARE(window.findChild<FrameLogModel *>()->rowCount(), Rows / 2);
    log->selectRow(5);
    QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier);
    auto *dialog = window.findChild<ExportDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    const auto *rows = child<QComboBox>(*dialog, "exportRows");
    QCOMPARE(rows->itemText(0), QStringLiteral("That pass the filter: conn == 2"));
    QCOMPARE(rows->itemText(1), QStringLiteral("All, now %1").arg(Rows));
    QCOMPARE(rows->itemText(2), QStringLiteral("The selected one"));
    child<QAction>(window, "exportLog")->trigger(); // the same dialog again
    QCOMPARE(window.findChildren<ExportDialog *>().size(), 1);
}

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"

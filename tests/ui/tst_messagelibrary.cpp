// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "composefixture.h"

#include "ui/models/messagedraft.h"
#include "ui/models/messagetree.h"
#include "ui/panels/messagelibrary.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QToolButton>
#include <QTreeView>

using namespace sockscope;

/// Messages that are kept, in their tree, in their file, and those that were sent.
class TestMessageLibrary : public ComposeFixture
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { shut(); }
    void saysWhatToDoWhenEmpty();
    void savesAndLoads();
    void editsCanBeUndone();
    void movesByKeyboard();
    void movesByMouse();
    void survivesARestart();
    void keepsWhatItCannotRead();
    void importsAsAFolder();
    void remembersWhatWasSent();

private:
    QTreeView *tree() const { return part<QTreeView>("savedMessages"); }
    MessageTree *model() const { return static_cast<MessageTree *>(tree()->model()); }
    void save(const QString &words, const QString &name);
    QStringList names(const QModelIndex &parent = {}) const;
    QString file() const { return m_bench->folder.filePath("messages.json"); }
};

void TestMessageLibrary::init()
{
    open();
    new QAbstractItemModelTester(model(), m_panel.get());
}

void TestMessageLibrary::save(const QString &words, const QString &name)
{
    text()->setFocus();
    text()->setPlainText(words);
    QTest::keyClick(text(), Qt::Key_S, Qt::ControlModifier);
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, name);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(tree()->currentIndex().data().toString(), name); // an editor's end is queued
}

QStringList TestMessageLibrary::names(const QModelIndex &parent) const
{
    QStringList names;
    for (int row = 0; row < model()->rowCount(parent); ++row)
        names.append(model()->index(row, 0, parent).data().toString());
    return names;
}

void TestMessageLibrary::saysWhatToDoWhenEmpty()
{
    QVERIFY(part<QWidget>("savedMessages")->parentWidget()->parentWidget()->isHidden());
    press("library");
    QVERIFY(part<QLabel>("libraryEmpty")->isVisible());
    QVERIFY(part<QLabel>("libraryEmpty")->text().contains("Ctrl+S"));
    press("sent");
    QVERIFY(part<QLabel>("libraryEmpty")->text().startsWith("Nothing was sent"));
}

void TestMessageLibrary::savesAndLoads()
{
    choose("opcode", 3);
    save("odd", "a reserved opcode");
    QVERIFY(part<QToolButton>("library")->isChecked());
    QCOMPARE(names(), QStringList("a reserved opcode"));
    choose("opcode", 1);
    text()->setPlainText("something else");
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Return);
    QCOMPARE(text()->toPlainText(), "odd");
    QCOMPARE(part<QComboBox>("opcode")->currentIndex(), 3);
    m_panel->draft()->undoStack()->undo();
    QCOMPARE(text()->toPlainText(), "something else");
}

void TestMessageLibrary::editsCanBeUndone()
{
    save("a", "one");
    save("b", "two");
    QTest::keyClick(tree(), Qt::Key_Delete);
    QCOMPARE(names(), QStringList("one"));
    QTest::keyClick(tree(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(names(), (QStringList{"one", "two"}));
    QTest::keyClick(tree(), Qt::Key_Z, Qt::ControlModifier); // the name
    QVERIFY(names().last() != "two");
    QTest::keyClick(tree(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(names(), QStringList("one"));
    QTest::keyClick(tree(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(names().size(), 2);
}

void TestMessageLibrary::movesByKeyboard()
{
    save("a", "one");
    save("b", "two");
    QTest::keyClick(tree(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(names(), (QStringList{"two", "one"}));
    QTest::keyClick(tree(), Qt::Key_Up, Qt::AltModifier); // is the first
    QCOMPARE(names(), (QStringList{"two", "one"}));
    QCOMPARE(tree()->currentIndex().data().toString(), "two");
    QTest::keyClick(tree(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(names(), (QStringList{"one", "two"}));
}

void TestMessageLibrary::movesByMouse()
{
    save("a", "one");
    QTest::keyClick(tree(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(QApplication::focusWidget(), tree());
    QCOMPARE(names(), (QStringList{"new folder", "one"}));
    const QModelIndex folder = model()->index(0, 0);
    const std::unique_ptr<QMimeData> dragged(model()->mimeData({model()->index(1, 0)}));
    QVERIFY(model()->dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, folder));
    QCOMPARE(names(), QStringList("new folder"));
    QCOMPARE(names(model()->index(0, 0)), QStringList("one"));
    QVERIFY(!model()->dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, {})); // it is not there any more
}

void TestMessageLibrary::survivesARestart()
{
    save("kept", "one");
    m_panel = std::make_unique<ComposePanel>(&m_bench->session, &m_bench->settings);
    QCOMPARE(names(), QStringList("one"));
    QCOMPARE(model()->message(model()->index(0, 0))->source, "kept");
}

void TestMessageLibrary::keepsWhatItCannotRead()
{
    QFile kept(file());
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.write(
        R"({"sockscope":"messages","version":1,"messages":[{"name":"n","form":"smoke","source":""}]})");
    kept.close();
    m_panel = std::make_unique<ComposePanel>(&m_bench->session, &m_bench->settings);
    QVERIFY(part<QLabel>("libraryMessage")->text().contains("form"));
    QVERIFY(QFile::exists(file() + ".old"));
}

void TestMessageLibrary::importsAsAFolder()
{
    save("a", "one");
    auto *library = m_panel->findChild<MessageLibrary *>();
    QVERIFY(QFile::copy(file(), m_bench->folder.filePath("boiler.json")));
    library->importFrom(m_bench->folder.filePath("boiler.json"));
    QCOMPARE(names(), (QStringList{"boiler", "one"}));
    QCOMPARE(names(model()->index(0, 0)), QStringList("one"));
    library->importFrom(m_bench->folder.filePath("nothing.json"));
    QVERIFY(part<QLabel>("libraryMessage")->text().contains("nothing.json"));
}

void TestMessageLibrary::remembersWhatWasSent()
{
    connectRaw();
    for (const char *words : {"first", "second"}) {
        text()->setFocus();
        text()->setPlainText(words);
        QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(m_device->bytes().endsWith(words));
        QTRY_COMPARE(part<QLabel>("sendMessage")->text(), "Sent");
    }
    press("library");
    press("sent");
    auto *list = part<QListView>("sentMessages");
    QCOMPARE(list->model()->rowCount(), 2);
    list->setFocus();
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(text()->toPlainText(), "first");
}

QTEST_MAIN(TestMessageLibrary)
#include "tst_messagelibrary.moc"

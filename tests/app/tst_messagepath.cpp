// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/messagepath.h"

#include <QTest>

using namespace sockscope;

/// Saved messages and folders moved about; written as "(a (b x) y)": a folder with its name first.
class TestMessagePath : public QObject
{
    Q_OBJECT
private slots:
    void moves_data();
    void moves();
    void staysOutOfItself();

private:
    static MessageFolder tree();
    static QString words(const MessageFolder &folder);
};

MessageFolder TestMessagePath::tree()
{
    const auto message = [](const char *name) { return SavedMessage{QLatin1StringView(name), {}, {}, {}}; };
    const MessageFolder b{"b", {}, {message("x")}};
    const MessageFolder a{"a", {b}, {message("y"), message("z")}};
    const MessageFolder c{"c", {}, {}};
    return {"", {a, c}, {message("m"), message("n")}};
}

QString TestMessagePath::words(const MessageFolder &folder)
{
    QStringList words;
    if (!folder.name.isEmpty())
        words.append(folder.name);
    for (const MessageFolder &inner : folder.folders)
        words.append(QStringLiteral("(%1)").arg(TestMessagePath::words(inner)));
    for (const SavedMessage &message : folder.messages)
        words.append(message.name);
    return words.join(u' ');
}

void TestMessagePath::moves_data()
{
    QTest::addColumn<MessagePath>("from");
    QTest::addColumn<MessagePath>("to");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("tree");
    QTest::addColumn<MessagePath>("now");
    using P = MessagePath;
    QTest::newRow("up") << P{3} << P{} << 2 << "(a (b x) y z) (c) n m" << P{2};
    QTest::newRow("down") << P{2} << P{} << 4 << "(a (b x) y z) (c) n m" << P{3};
    QTest::newRow("to where it is") << P{2} << P{} << 2 << "(a (b x) y z) (c) m n" << P{2};
    QTest::newRow("into a folder") << P{2} << P{0} << 2 << "(a (b x) y m z) (c) n" << P{0, 2};
    QTest::newRow("to its end") << P{2} << P{1} << -1 << "(a (b x) y z) (c m) n" << P{1, 0};
    QTest::newRow("among folders") << P{3} << P{} << 0 << "(a (b x) y z) (c) n m" << P{2};
    QTest::newRow("out of a folder") << P{0, 0, 0} << P{} << -1 << "(a (b) y z) (c) m n x" << P{4};
    QTest::newRow("folders up") << P{1} << P{} << 0 << "(c) (a (b x) y z) m n" << P{0};
    QTest::newRow("folders down") << P{0} << P{} << 2 << "(c) (a (b x) y z) m n" << P{1};
    QTest::newRow("a folder into one behind it") << P{0} << P{1} << -1 << "(c (a (b x) y z)) m n" << P{0, 0};
    QTest::newRow("a folder outwards") << P{0, 0} << P{} << -1 << "(a y z) (c) (b x) m n" << P{2};
}

void TestMessagePath::moves()
{
    QFETCH(MessagePath, from);
    QFETCH(MessagePath, to);
    QFETCH(int, row);
    QFETCH(QString, tree);
    QFETCH(MessagePath, now);
    MessageFolder root = TestMessagePath::tree();
    const auto moved = moveInFolders(&root, from, to, row);
    QVERIFY(moved);
    QCOMPARE(words(root), tree);
    QCOMPARE(*moved, now);
}

void TestMessagePath::staysOutOfItself()
{
    MessageFolder root = tree();
    QVERIFY(!moveInFolders(&root, {0}, {0}, -1));
    QVERIFY(!moveInFolders(&root, {0}, {0, 0}, -1));
    QVERIFY(root == tree());
}

QTEST_GUILESS_MAIN(TestMessagePath)
#include "tst_messagepath.moc"

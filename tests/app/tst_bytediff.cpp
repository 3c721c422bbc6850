// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/bytediff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sockscope;

namespace {

/// "2+1/2+3": one element at 2 on the left, three at 2 on the right; ~ when the limits were met.
QByteArray written(const Differences &differences)
{
    QByteArrayList words;
    for (const Difference &d : differences.list)
        words.append(QByteArray::number(d.leftAt) + '+' + QByteArray::number(d.leftSize) + '/'
            + QByteArray::number(d.rightAt) + '+' + QByteArray::number(d.rightSize));
    return words.join(' ') + (differences.isCoarse ? "~" : "");
}

/// What is right, made of what is left and the differences.
QByteArray patched(const QByteArray &left, const QByteArray &right, const Differences &differences)
{
    QByteArray made;
    qsizetype at = 0;
    for (const Difference &d : differences.list) {
        made += left.sliced(at, d.leftAt - at) + right.sliced(d.rightAt, d.rightSize);
        at = d.leftAt + d.leftSize;
    }
    return made + left.sliced(at);
}

qsizetype edits(const Differences &differences)
{
    qsizetype sum = 0;
    for (const Difference &d : differences.list)
        sum += d.leftSize + d.rightSize;
    return sum;
}

/// Of the longest common subsequence, by the table that everybody knows.
qsizetype fewestEdits(const QByteArray &left, const QByteArray &right)
{
    std::vector<std::vector<qsizetype>> common(
        size_t(left.size() + 1), std::vector<qsizetype>(size_t(right.size() + 1), 0));
    for (qsizetype i = 1; i <= left.size(); ++i) {
        for (qsizetype j = 1; j <= right.size(); ++j) {
            const auto row = size_t(i);
            const auto column = size_t(j);
            common[row][column] = left[i - 1] == right[j - 1]
                ? common[row - 1][column - 1] + 1
                : std::max(common[row - 1][column], common[row][column - 1]);
        }
    }
    return left.size() + right.size() - 2 * common.back().back();
}

} // namespace

class TestByteDiff : public QObject
{
    Q_OBJECT

private slots:
    void differs_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *left, const char *right, const char *expected) {
            QTest::newRow(name) << QByteArray(left) << QByteArray(right) << QByteArray(expected);
        };
        row("both empty", "", "", "");
        row("equal", "abc", "abc", "");
        row("one byte", "abc", "aXc", "1+1/1+1");
        row("inserted", "ac", "abc", "1+0/1+1");
        row("removed", "abc", "ac", "1+1/1+0");
        row("at the beginning", "xabc", "abc", "0+1/0+0");
        row("at the end", "abc", "abcx", "3+0/3+1");
        row("everything", "abc", "xyz", "0+3/0+3");
        row("nothing against something", "", "abc", "0+0/0+3");
        row("two places", "1a2b3", "1X2Y3", "1+1/1+1 3+1/3+1");
        row("repeated bytes", "aaaa", "aaaaa", "4+0/4+1");
    }

    void differs()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QTEST(written(diffBytes(left, right)), "expected");
        QTEST(written(diffText(QString::fromLatin1(left), QString::fromLatin1(right))), "expected");
    }

    void isRightAndShortest()
    {
        QRandomGenerator random(1);
        for (int round = 0; round < 2000; ++round) {
            QByteArray left(random.bounded(20), '\0');
            QByteArray right(random.bounded(20), '\0');
            for (QByteArray *side : {&left, &right}) {
                for (char &c : *side)
                    c = char('a' + random.bounded(3));
            }
            const Differences found = diffBytes(left, right);
            QCOMPARE(patched(left, right, found), right);
            QCOMPARE(edits(found), fewestEdits(left, right));
        }
    }

    void boundsAreTold()
    {
        const QByteArray left = "head" + QByteArray(100, 'x') + "tail";
        const QByteArray right = "head" + QByteArray(100, 'y') + "tail";
        QCOMPARE(written(diffBytes(left, right, {1000, 200})), "4+100/4+100");
        QCOMPARE(written(diffBytes(left, right, {1000, 199})), "4+100/4+100~");
        QCOMPARE(written(diffBytes(left, right, {99, 1000})), "4+100/4+100~");
        QCOMPARE(written(diffBytes(left, left, {0, 0})), "");
    }

    void aByteInMebibytesIsFound()
    {
        QByteArray left(8 * 1024 * 1024, 'x');
        QByteArray right = left;
        right[5'000'000] = 'y';
        QCOMPARE(written(diffBytes(left, right)), "5000000+1/5000000+1");
    }
};

QTEST_GUILESS_MAIN(TestByteDiff)
#include "tst_bytediff.moc"

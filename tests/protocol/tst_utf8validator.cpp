// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/utf8validator.h"

#include <QTest>

using namespace ws;

class TestUtf8Validator : public QObject
{
    Q_OBJECT

private slots:
    void validates_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qsizetype>("valid"); // index of the wrong byte, or the size
        QTest::addColumn<bool>("complete");

        const auto row = [](const char *name, const char *hex, qsizetype valid, bool complete = true) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << valid << complete;
        };
        row("empty", "", 0);
        row("ascii", "48656c6c6f2c20776f726c64212048656c6c6f", 19);
        row("two bytes", "c3a9", 2);
        row("three bytes", "e282ac", 3);
        row("four bytes", "f09f9880", 4);
        row("greek, RFC 6455 examples of the field", "cebae1bdb9cf83cebcceb5", 11);
        row("first and last of two bytes", "c280dfbf", 4);
        row("first and last of three bytes", "e0a080efbfbf", 6);
        row("first and last of four bytes", "f0908080f48fbfbf", 8);
        row("around the surrogates", "ed9fbfee8080", 6);
        row("unfinished two", "41c3", 2, false);
        row("unfinished four", "f09f98", 3, false);
        row("stray continuation", "4180", 1);
        row("overlong slash", "c0af", 0);
        row("overlong C1", "c1bf", 0);
        row("overlong three", "e09fbf", 1);
        row("overlong four", "f08fbfbf", 1);
        row("surrogate D800", "eda080", 1);
        row("surrogate DFFF", "edbfbf", 1);
        row("above U+10FFFF", "f4908080", 1);
        row("F5", "f5808080", 0);
        row("FF", "41ff", 1);
        row("second byte wrong", "e228a1", 1);
        row("third byte wrong", "e28228", 2);
        row("fourth byte wrong", "f09f9828", 3);
        row("wrong after a long ASCII run", "4141414141414141414141414141414141ff41", 17);
    }

    void validates()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(qsizetype, valid);
        QFETCH(bool, complete);
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            Utf8Validator validator;
            qsizetype seen = validator.feed(bytes.first(cut));
            if (seen == cut)
                seen += validator.feed(bytes.sliced(cut));
            QCOMPARE(seen, valid);
            if (valid == bytes.size())
                QCOMPARE(validator.isComplete(), complete);
        }
        QCOMPARE(isValidUtf8(bytes), valid == bytes.size() && complete);
    }
};

QTEST_GUILESS_MAIN(TestUtf8Validator)
#include "tst_utf8validator.moc"

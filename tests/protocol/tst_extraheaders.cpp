// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/extraheaders.h"

#include <QTest>

using namespace ws;

class TestExtraHeaders : public QObject
{
    Q_OBJECT

private slots:
    void fault_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("fault"); // a part of it; empty: none
        const auto row = [](const char *what, const QByteArray &name, const QByteArray &value,
                             const char *fault) {
            QTest::newRow(what) << name << value << QString::fromLatin1(fault);
        };
        row("good", "X-Bench", "a\tb c", "");
        row("empty value", "X-Bench", "", "");
        row("beyond ASCII", "X-Bench", "caf\xE9", "");
        row("no name", "", "x", "RFC 9110 5.1");
        row("blank in the name", "X Bench", "x", "RFC 9110 5.1");
        row("colon in the name", "X-Bench:", "x", "RFC 9110 5.1");
        row("second line in the name", "X-Bench\r\nX", "x", "X-Bench%0D%0AX");
        row("second line", "X-Bench", "x\r\nSet-Cookie: y", "X-Bench");
        row("LF", "X-Bench", "x\ny", "RFC 9110 5.5");
        row("NUL", "X-Bench", QByteArray("x\0y", 3), "RFC 9110 5.5");
        row("ours", "sec-websocket-accept", "x", "itself");
    }

    void fault()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QString, fault);
        const QString found = extraHeadersFault({{"X-First", "good"}, {name, value}});
        QCOMPARE(found.isEmpty(), fault.isEmpty());
        QVERIFY2(found.contains(fault), qPrintable(found));
    }
};

QTEST_GUILESS_MAIN(TestExtraHeaders)
#include "tst_extraheaders.moc"

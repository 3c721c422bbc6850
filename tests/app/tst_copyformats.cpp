// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/copyformats.h"

#include <QProcess>
#include <QTest>

using namespace sockscope;

class TestCopyFormats : public QObject
{
    Q_OBJECT

private slots:
    void cArrays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("none")
            << QByteArray() << "static const uint8_t frame_7[1] = {\n    0 /* the payload is empty */\n};\n";
        QTest::newRow("two") << QByteArray("\x01\xFF", 2)
                             << "static const uint8_t frame_7[2] = {\n    0x01, 0xff,\n};\n";
        QString seventeen = QStringLiteral("static const uint8_t frame_7[17] = {\n   ");
        for (int i = 0; i < 16; ++i)
            seventeen += QStringLiteral(" 0x61,");
        QTest::newRow("more than a line") << QByteArray(17, 'a') << seventeen + "\n    0x61,\n};\n";
    }

    void cArrays()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QCOMPARE(cArray(bytes, 7), text);
    }

    void aShellReadsTheWordAgain_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("plain") << QStringLiteral("hello");
        QTest::newRow("JSON") << QStringLiteral("{\"temp\": 21.5}");
        QTest::newRow("quotes") << QStringLiteral("it's 'quoted'''");
        QTest::newRow("expansions") << QStringLiteral("$HOME `id` $(id) \\n !x *");
        QTest::newRow("lines") << QStringLiteral("a\nb\n");
    }

    void aShellReadsTheWordAgain()
    {
#ifdef Q_OS_UNIX
        QFETCH(QString, text);
        QProcess shell;
        shell.start(QStringLiteral("sh"), {"-c", "printf %s " + shellQuoted(text)});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), text);
#else
        QSKIP("the quotes are those of a POSIX shell");
#endif
    }

    void wscat()
    {
        QCOMPARE(wscatCommand({QStringLiteral("ws://h:1/p?a=1&b=2"), {}}, QStringLiteral("hi")),
            QStringLiteral("wscat -c 'ws://h:1/p?a=1&b=2' -x 'hi'"));
        QCOMPARE(
            wscatCommand({QStringLiteral("wss://h"), QStringLiteral("sensor.v2")}, QStringLiteral("it's")),
            QStringLiteral("wscat -c 'wss://h' -s 'sensor.v2' -x 'it'\\''s'"));
    }
};

QTEST_GUILESS_MAIN(TestCopyFormats)
#include "tst_copyformats.moc"

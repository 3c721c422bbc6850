// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commandline.h"

#include <QTest>

using namespace sockscope;
using namespace std::chrono_literals;

class TestCommandLine : public QObject
{
    Q_OBJECT
private slots:
    void answers_data();
    void answers();
    void accepts();
    void leavesSettingsAlone_data();
    void leavesSettingsAlone();
};

void TestCommandLine::answers_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("help") << QStringList{"--help"} << 0 << "--screenshot FILE";
    QTest::newRow("version") << QStringList{"--version"} << 0 << SOCKSCOPE_VERSION;
    QTest::newRow("unknown option") << QStringList{"--frobnicate"} << 2 << "frobnicate";
    QTest::newRow("two logs") << QStringList{"a.sockscope", "8080"} << 2 << "\"8080\"";
    QTest::newRow("a log and a server") << QStringList{"a.sockscope", "--listen", "0"} << 2 << "--listen";
    QTest::newRow("port too large") << QStringList{"--listen", "65536"} << 2 << "65536";
    QTest::newRow("port no number") << QStringList{"--listen", "http"} << 2 << "http";
    QTest::newRow("port missing") << QStringList{"--listen"} << 2 << "listen";
    QTest::newRow("theme") << QStringList{"--theme", "pink"} << 2 << "pink";
    QTest::newRow("host alone") << QStringList{"--host", "0.0.0.0"} << 2 << "--listen";
    QTest::newRow("after alone") << QStringList{"--after", "2"} << 2 << "--screenshot";
    QTest::newRow("after negative") << QStringList{"--screenshot", "a.png", "--after", "-1"} << 2 << "-1";
    QTest::newRow("after nan") << QStringList{"--screenshot", "a.png", "--after", "nan"} << 2 << "nan";
    QTest::newRow("no file name") << QStringList{"--screenshot", ""} << 2 << "file";
}

void TestCommandLine::answers()
{
    QFETCH(QStringList, options);
    QFETCH(int, exitCode);
    QFETCH(QString, says);
    const auto parsed = parseCommandLine(QStringList{"sockscope"} + options);
    const auto *answer = std::get_if<CommandLineAnswer>(&parsed);
    QVERIFY(answer);
    QCOMPARE(answer->exitCode, exitCode);
    QVERIFY2(answer->text.contains(says), qPrintable(answer->text));
    QVERIFY(answer->text.endsWith(u'\n'));
    if (exitCode != 0)
        QCOMPARE(answer->text.count(u'\n'), 1); // one clear line
}

void TestCommandLine::accepts()
{
    const auto parsed = parseCommandLine({"sockscope", "--demo", "--listen", "0", "--host", "::1",
        "--screenshot", "a.png", "--after", "2.5", "--theme", "light", "-platform", "offscreen"});
    const auto *line = std::get_if<CommandLine>(&parsed);
    QVERIFY(line);
    QVERIFY(line->demo);
    QCOMPARE(line->listen, std::optional<quint16>(0));
    QCOMPARE(line->host, "::1");
    QCOMPARE(line->screenshot, "a.png");
    QCOMPARE(line->after, 2500ms);
    QCOMPARE(line->theme, std::optional(Theme::Mode::Light));
    QVERIFY(line->platformChosen);
}

void TestCommandLine::leavesSettingsAlone_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("own");
    QTest::newRow("plain") << QStringList{} << true;
    QTest::newRow("listen") << QStringList{"--listen", "0"} << true;
    QTest::newRow("demo") << QStringList{"--demo"} << false;
    QTest::newRow("screenshot") << QStringList{"--screenshot", "a.png"} << false;
}

void TestCommandLine::leavesSettingsAlone()
{
    QFETCH(QStringList, options);
    QFETCH(bool, own);
    const auto parsed = parseCommandLine(QStringList{"sockscope"} + options);
    QCOMPARE(std::get<CommandLine>(parsed).usesOwnSettings(), own);
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/regex.h"

#include <QTest>

#include <thread>

using namespace sockscope;

class TestRegex : public QObject
{
    Q_OBJECT

private:
    static bool isIn(const QString &pattern, const QString &flags, const QByteArray &subject)
    {
        QString error;
        const Regex regex(pattern, flags, &error);
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        return Regex::Search(regex).isIn(subject);
    }

private slots:
    void finds_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("flags");
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<bool>("found");
        const auto row = [](const char *name, const char *pattern, const char *flags,
                             const QByteArray &subject, bool found) {
            QTest::newRow(name) << QString::fromUtf8(pattern) << QString(flags) << subject << found;
        };
        row("plain", "err(or)?", "", "an error", true);
        row("not there", "err(or)?", "", "fine", false);
        row("any case", "ERR", "i", "an error", true);
        row("any case beyond ASCII", "FÜHLER", "i", "F\xc3\xbchler", true);
        row("a dot is a character, not a byte", "^F.hler$", "", "F\xc3\xbchler", true);
        row("a dot is no line end", "a.b", "", "a\nb", false);
        row("unless it shall be", "a.b", "s", "a\nb", true);
        row("lines", "^b$", "m", "a\nb\nc", true);
        row("no lines", "^b$", "", "a\nb\nc", false);
        row("spaces", "a b", "x", "ab", true);
        row("behind what is no UTF-8", "temp", "", "\xff\xfe\x80 temp", true);
        row("not across what is no UTF-8", "a.b", "", "a\xff b", false);
        row("in nothing", "^$", "", "", true);
        row("at the end of much", "needle$", "", QByteArray(100'000, 'x') + "needle", true);
        row("a character across steps", "é$", "", QByteArray("é").repeated(10'000), true);
        row("a long loop over alternatives", "^(?:x|y)*z", "", QByteArray("xy").repeated(10'000) + "z", true);
        row("looks behind", "(?<=x)é$", "", QByteArray("é").repeated(9'999) + "xé", true);
    }

    void finds()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, flags);
        QFETCH(QByteArray, subject);
        QTEST(isIn(pattern, flags, subject), "found");
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("flags");
        QTest::addColumn<QString>("words");
        QTest::newRow("parenthesis") << "(a"
                                     << ""
                                     << "at character 3";
        QTest::newRow("place in characters, not bytes") << QStringLiteral("éé[") << ""
                                                        << "at character 4";
        QTest::newRow("flag") << "a"
                              << "ig"
                              << "unknown flag \"g\"";
        QTest::newRow("single bytes") << "\\C"
                                      << ""
                                      << "\\C";
    }

    void saysWhatIsWrong()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, flags);
        QFETCH(QString, words);
        QString error;
        const Regex regex(pattern, flags, &error);
        QVERIFY2(error.contains(words), qPrintable(error));
    }

    // Exponential and quadratic patterns: without limits these would take years and hours.
    void givesUp()
    {
        QVERIFY(!isIn(QStringLiteral("^(a+)+$"), {}, QByteArray(100, 'a') + "!"));
        QVERIFY(!isIn(QStringLiteral("(a|aa)+$"), {}, QByteArray(1000, 'a') + "!"));
        QVERIFY(!isIn(QStringLiteral("(?=((a+)*))\\1b"), {}, QByteArray(1000, 'a')));
    }

    void stopsWhenTold()
    {
        QString error;
        const Regex regex(QStringLiteral("a*b|a*c"), {}, &error);
        const QByteArray subject(16 * 1024 * 1024, 'a');
        bool found = true;
        std::jthread searching([&](const std::stop_token &stop) { // hours, if nobody stopped it
            found = Regex::Search(regex).isIn(subject, stop);
        });
        searching.request_stop();
        searching.join();
        QVERIFY(!found);
    }
};

QTEST_GUILESS_MAIN(TestRegex)
#include "tst_regex.moc"

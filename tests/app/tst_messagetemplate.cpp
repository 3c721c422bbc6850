// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/payloadsource.h"

#include <QTest>

#include <limits>

using namespace sockscope;

class TestMessageTemplate : public QObject
{
    Q_OBJECT

private:
    static constexpr MessageFacts Facts{7, 1'795'490'400'123, 3};

    static QString expanded(const QString &source, quint64 seed = 1)
    {
        const auto parsed = MessageTemplate::parse(source);
        if (const auto *error = std::get_if<InputError>(&parsed))
            return error->toString();
        SeededRandom random(seed);
        return std::get<MessageTemplate>(parsed).expand(Facts, &random).text;
    }

private slots:
    void expands_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("plain") << "{\"a\":{\"b\":1}}"
                               << "{\"a\":{\"b\":1}}";
        QTest::newRow("counter") << "{{counter}}/{{ counter }}"
                                 << "7/7";
        QTest::newRow("conn") << "c{{conn}}."
                              << "c3.";
        QTest::newRow("time") << "{{time}}"
                              << "2026-11-24T03:20:00.123Z";
        QTest::newRow("unix") << "{{time:unix}}"
                              << "1795490400";
        QTest::newRow("unixms") << "{{time:unixms}}"
                                << "1795490400123";
        QTest::newRow("format") << "{{time:dd.MM.yy hh:mm:ss.zzz}}"
                                << "24.11.26 03:20:00.123";
        QTest::newRow("braces") << "{{{{counter}} {{counter}}"
                                << "{{counter}} 7";
        QTest::newRow("at the end of JSON") << "{\"n\":{{counter}}}"
                                            << "{\"n\":7}";
        QTest::newRow("one number") << "{{random:-5..-5}}"
                                    << "-5";
    }

    void expands()
    {
        QFETCH(QString, source);
        QFETCH(QString, text);
        QCOMPARE(expanded(source), text);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("unknown") << "a\n  {{uuid}}" << 2 << 3;
        QTest::newRow("empty") << "{{}}" << 1 << 1;
        QTest::newRow("open") << "abc {{counter}" << 1 << 5;
        QTest::newRow("argument") << "{{counter:5}}" << 1 << 1;
        QTest::newRow("upside down") << "{{random:5..1}}" << 1 << 1;
        QTest::newRow("no range") << "{{random:5}}" << 1 << 1;
        QTest::newRow("no digits") << "{{random:hex:0}}" << 1 << 1;
        QTest::newRow("many digits") << "{{random:hex:65537}}" << 1 << 1;
        QTest::newRow("too large") << "{{random:0..9223372036854775808}}" << 1 << 1;
    }

    void refuses()
    {
        QFETCH(QString, source);
        QFETCH(int, line);
        QFETCH(int, column);
        const auto parsed = MessageTemplate::parse(source);
        const auto *error = std::get_if<InputError>(&parsed);
        QVERIFY(error != nullptr);
        QCOMPARE(error->line, line);
        QCOMPARE(error->column, column);
        QVERIFY(error->advice.contains(QStringLiteral("{{random:1..100}}")));
    }

    void theSameSeedIsTheSameRun()
    {
        const QString source = QStringLiteral("{{random}} {{random:1..100}} {{random:hex:40}}");
        QCOMPARE(expanded(source, 42), expanded(source, 42));
        QVERIFY(expanded(source, 42) != expanded(source, 43));
        // On every machine: std::mt19937_64's first number for this seed is laid down by the standard.
        SeededRandom random(5489);
        QCOMPARE(random.next(), 14514284786278117030ULL);
    }

    void randomStaysInItsRange()
    {
        SeededRandom random(9);
        QSet<qint64> seen;
        for (int i = 0; i < 500; ++i)
            seen.insert(random.between(-2, 3));
        QCOMPARE(seen, (QSet<qint64>{-2, -1, 0, 1, 2, 3}));
        random.between(std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max());
    }

    void everyRandomIsDrawnAnew()
    {
        const QStringList words = expanded(QStringLiteral("{{random:hex:16}} {{random:hex:16}}")).split(u' ');
        QCOMPARE(words[0].size(), 16);
        QVERIFY(words[0] != words[1]);
    }

    void variablesComeBeforeTheForm()
    {
        const auto parsed =
            PayloadSource::parse(InputForm::Hex, QStringLiteral("81 {{random:hex:4}} {{conn}}0"));
        SeededRandom random(1);
        const auto bytes = std::get<QByteArray>(std::get<PayloadSource>(parsed).payload(Facts, &random));
        QCOMPARE(bytes.size(), 4);
        QCOMPARE(bytes.at(3), '\x30');
    }

    void errorsNameThePlaceInTheSource_data()
    {
        QTest::addColumn<InputForm>("form");
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("column");
        QTest::newRow("behind") << InputForm::Json << "[\"{{time}}\", x]" << 14;
        QTest::newRow("the value itself") << InputForm::Json << "[1,{{time}}]" << 4;
        QTest::newRow("hex") << InputForm::Hex << "{{random:hex:6}} 8g" << 19;
    }

    void errorsNameThePlaceInTheSource()
    {
        QFETCH(InputForm, form);
        QFETCH(QString, source);
        QFETCH(int, column);
        const auto parsed = PayloadSource::parse(form, source);
        SeededRandom random(1);
        const PayloadResult result = std::get<PayloadSource>(parsed).payload(Facts, &random);
        QVERIFY(std::holds_alternative<InputError>(result));
        QCOMPARE(std::get<InputError>(result).line, 1);
        QCOMPARE(std::get<InputError>(result).column, column);
    }

    void aFileHoldsNoVariables()
    {
        const auto parsed = PayloadSource::parse(InputForm::File, QStringLiteral("/no/such/{{uuid}}"));
        QVERIFY(std::holds_alternative<PayloadSource>(parsed));
        QVERIFY(!std::get<PayloadSource>(parsed).hasVariables());
    }
};

QTEST_GUILESS_MAIN(TestMessageTemplate)
#include "tst_messagetemplate.moc"

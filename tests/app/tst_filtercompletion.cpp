// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filter.h"
#include "app/filter/filtercompletion.h"
#include "app/filter/filterpieces.h"

#include <QTest>

using namespace sockscope;

/// In these texts the cursor stands at the |.
class TestFilterCompletion : public QObject
{
    Q_OBJECT

private:
    static std::vector<FilterCompletion> at(QString text)
    {
        const qsizetype cursor = text.indexOf(u'|');
        return filterCompletions(text.remove(cursor, 1), cursor);
    }

    static QStringList wordsAt(const QString &text)
    {
        QStringList words;
        for (const FilterCompletion &completion : at(text))
            words.append(completion.insert);
        return words;
    }

private slots:
    void offers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words"); // separated by spaces; ends in ... where there are more
        const auto row = [](const char *text, const char *words) {
            QTest::newRow(text) << QString(text) << QString(words);
        };
        row("|", "opcode conn direction len ...");
        row("op|", "opcode message.opcode");
        row("OP|", "opcode message.opcode");
        row("close.|", "close.code close.reason");
        row("websocket.f|", "websocket.fin");
        row("js|", "json.");
        row("fr|", "fragment from device frame.time_relative ...");
        row("opcode |", "== != > >= < <= in and or");
        row("opcode =|", "== != >= <=");
        row("kind |", "== != in and or");
        row("fin |", "== != and or");
        row("text con|", "contains icontains");
        row("not f|", "fin fragment from device ...");
        row("opcode == |", "text binary continuation ping pong close");
        row("opcode == p|", "ping pong");
        row("opcode == pi|", "ping");
        row("opcode == ping|", "");
        row("opcode in |", "{");
        row("opcode in {|", "text binary continuation ping pong close");
        row("opcode in {ping po|", "pong");
        row("opcode in {ping, po|}", "pong");
        row("opcode == ping |", "and or");
        row("opcode == ping a|", "and");
        row("opcode == ping and rt|", "rtt");
        row("(opcode == ping or fi|)", "fin");
        row("violation == MASK|", "WS_ERR_EXPECTED_MASK WS_ERR_UNEXPECTED_MASK");
        row("event == e|", "ended accepted secured note");
        row("fin == |", "1 0");
        row("rtt > 50|", "50ms 50s 50us 50min");
        row("len > 4|", "4k 4M");
        row("conn == 4|", "");
        row("from |", "device server");
        row("text contains \"op|", "");
        row("text contains \"op|\"", "");
        row("text matches /op|/", "");
        row("path == /op|", "");
        row("quux == 3 and op|", "");
        row("opcode == ping op|", "");
        row("op| == ping", "opcode message.opcode");
        row("o|pcode == ping", "opcode conn direction row ...");
    }

    void offers()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const QString offered = wordsAt(text).join(u' ');
        if (!words.endsWith(QStringLiteral(" ..."))) {
            QCOMPARE(offered, words);
            return;
        }
        words.chop(3);
        QVERIFY2(offered.startsWith(words), qPrintable(offered));
    }

    void replacesTheWholeWord()
    {
        const auto completions = at(QStringLiteral("fin and op|cod == ping"));
        QCOMPARE(completions.front().insert, QStringLiteral("opcode"));
        QCOMPARE(completions.front().replaceFrom, 8);
        QCOMPARE(completions.front().replaceLength, 5);
        QVERIFY(!completions.front().description.isEmpty());
    }

    // What is offered can be taken: with it in place, the text up to there is no nonsense.
    void whatIsOfferedIsUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
            {"|", "opcode |", "not |", "text |", "json.a |", "opcode == |", "violation == |", "kind in {|",
                "fin and |", "fin |", "from |", "rtt > 5|", "len > 5|", "(|"})
            QTest::newRow(text) << QString(text);
    }

    void whatIsOfferedIsUnderstood()
    {
        QFETCH(QString, text);
        const QString plain = QString(text).remove(u'|');
        for (const FilterCompletion &completion : at(text)) {
            const QString taken =
                QString(plain).replace(completion.replaceFrom, completion.replaceLength, completion.insert);
            const auto compiled = Filter::compile(taken);
            if (const auto *error = std::get_if<FilterError>(&compiled)) // more has to come, or a ) or }
                QVERIFY2(error->position == taken.size()
                        || error->message.contains(QStringLiteral("never closed"))
                        || completion.insert == QStringLiteral("json."),
                    qPrintable(taken + QStringLiteral(": ") + error->message));
        }
    }

    void piecesHaveRoles()
    {
        QString roles;
        const QString letters = QStringLiteral("focvtsw"); // field, operator, connective, value, ...
        for (const FilterPiece &piece : filterPieces(u"not opcode in {ping fin} && text ~ /x/i or path == "
                                                     u"/fin/ and json.a == \"b\" or word | from device"))
            roles += letters[int(piece.role)];
        QCOMPARE(roles, QStringLiteral("cfosvvscfotcfovcfotcvwff"));
    }
};

QTEST_GUILESS_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"

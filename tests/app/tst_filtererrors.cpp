// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filter.h"
#include "app/filter/filterparser.h"

#include <QTest>

using namespace sockscope;

/// What is said of expressions that mean nothing.
class TestFilterErrors : public QObject
{
    Q_OBJECT

private slots:
    void errors_data();
    void errors();
    void everyPrefixIsJudged();
    void nestingIsBounded();
    void lengthIsBounded();
};

void TestFilterErrors::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("position");
    QTest::addColumn<qsizetype>("length");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *text, qsizetype position, qsizetype length, const char *message) {
        QTest::newRow(text) << QString::fromUtf8(text) << position << length << QString::fromUtf8(message);
    };
    row("opcod == ping", 0, 5, R"(unknown field "opcod"; did you mean "opcode"?)");
    row("rtt > 50ms and lenght > 3", 15, 6, R"(unknown field "lenght"; did you mean "length"?)");
    row("quux == 1", 0, 4, R"(unknown field "quux")");
    row("opcode ==", 9, 0, "expected a number");
    row("opcode == pin", 10, 3,
        R"(expected a number or one of text, binary, continuation, ping, pong, close, not "pin")");
    row("opcode contains ping", 7, 8,
        R"("opcode" does not take "contains"; expected one of ==, !=, >, >=, <, <=, in)");
    row("kind == frames", 8, 6, R"(expected one of frame, handshake, event, not "frames")");
    row("fin > 0", 4, 1, R"("fin" does not take ">"; expected one of ==, !=)");
    row("fin == 2", 7, 1, R"(expected 0 or 1, not "2")");
    row("rtt > 50", 6, 2, R"(expected a duration with its unit such as 50ms or 2.5s, not "50")");
    row("len > 4q", 6, 2, R"(expected a number of bytes such as 125, 4k or 1MiB, not "4q")");
    row("len > 99999999999999999999", 6, 20,
        R"(expected a number of bytes such as 125, 4k or 1MiB, not "99999999999999999999")");
    row("len > 9999999999GiB", 6, 13,
        R"(expected a number of bytes such as 125, 4k or 1MiB, not "9999999999GiB")");
    row("conn == 1.5", 8, 3, R"(expected a number, not "1.5")");
    row("conn in 3", 8, 1, "expected a set such as {1 2 5..9}");
    row("conn in {1 2", 8, 1, "this set is never closed");
    row("conn in {9..5}", 13, 1, "expected the smaller end of the range first");
    row("conn in {}", 9, 1, "expected a number");
    row("opcode == ping rtt", 15, 3, R"(expected "and" or "or" before this)");
    row("opcode == ping and", 18, 0, R"(expected a field, "not", "(" or a "text" to search for)");
    row("(opcode == ping", 0, 1, "this \"(\" is never closed; expected \")\"");
    row("opcode == ping)", 14, 1, "this \")\" closes nothing");
    row("(ping text)", 6, 4, "expected \"and\", \"or\" or \")\" before this");
    row("()", 1, 1, R"(expected a field, "not", "(" or a "text" to search for)");
    row("text contains", 13, 0, R"(expected text such as "temp")");
    row("text contains \"te", 14, 3, "this string has no end; expected \"");
    row("text contains \"\"", 14, 2, "expected some text between the quotes");
    row("text matches err", 13, 3, "expected a regular expression such as /err(or)?/i");
    row("text matches /err", 13, 4, "this regular expression has no end; expected /");
    row("text matches /(err/", 13, 6,
        "the regular expression is wrong at character 5: missing closing parenthesis");
    row("text matches /err/q", 13, 6, R"(unknown flag "q"; expected i, m, s or x)");
    row("not text matches /a**/ and ping", 17, 5, "");
    row("hex contains 0", 13, 1, "expected bytes in hex such as 0a ff");
    row("hex contains zz", 13, 2, "expected bytes in hex such as 0a ff");
    row("from mars", 5, 4, R"(expected "device" or "server")");
    row("from", 4, 0, R"(expected "device" or "server")");
    row("opcode & ping", 7, 1, R"(unexpected "&"; did you mean "&&"?)");
    row("json.a[ == 1", 0, 7, R"(expected a path such as json.a.b[0] or json["a key"])");
    row("json.temp in {1..x}", 18, 1, "expected a range of numbers such as 5..9");
    row("device not", 10, 0, "expected an operator: ==, !=, in, contains, icontains, matches");
    row("violation == WS_ERR_NO", 13, 9, "");
}

void TestFilterErrors::errors()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const auto compiled = Filter::compile(text);
    QVERIFY(std::holds_alternative<FilterError>(compiled));
    const FilterError &error = std::get<FilterError>(compiled);
    QTEST(error.position, "position");
    QTEST(error.length, "length");
    QVERIFY(!error.message.isEmpty());
    if (!message.isEmpty())
        QCOMPARE(error.message, message);
}

// As it is typed, a filter is judged at each character, and at none does that go wrong.
void TestFilterErrors::everyPrefixIsJudged()
{
    const QString text =
        QStringLiteral("not (opcode in {ping, 2..5} && text ~ /a\\/(b)?/i) or json[\"a b\"].c[1] "
                       ">= 3.5 and hex contains 0a ff || from device and x == \"\\\"\\x41\"");
    for (qsizetype length = 0; length <= text.size(); ++length) {
        const auto compiled = Filter::compile(text.first(length));
        if (const auto *error = std::get_if<FilterError>(&compiled)) {
            QVERIFY(!error->message.isEmpty());
            QVERIFY(error->position >= 0 && error->length >= 0);
            QVERIFY2(error->position + error->length <= length, qPrintable(text.first(length)));
        }
    }
}

void TestFilterErrors::nestingIsBounded()
{
    const auto nested = [](int depth) {
        return QString(depth, u'(') + QStringLiteral("fin") + QString(depth, u')');
    };
    QVERIFY(std::holds_alternative<Filter>(Filter::compile(nested(FilterParser::MaxDepth))));
    const auto tooDeep = Filter::compile(nested(FilterParser::MaxDepth + 1));
    QVERIFY(std::holds_alternative<FilterError>(tooDeep));
    QCOMPARE(std::get<FilterError>(tooDeep).position, qsizetype(FilterParser::MaxDepth));
    const QString nots = QStringLiteral("not ").repeated(FilterParser::MaxDepth + 1) + QStringLiteral("fin");
    QVERIFY(std::holds_alternative<FilterError>(Filter::compile(nots)));
}

void TestFilterErrors::lengthIsBounded()
{
    const QString text(FilterParser::MaxLength, u'a');
    QVERIFY(std::holds_alternative<Filter>(Filter::compile(text)));
    QVERIFY(std::holds_alternative<FilterError>(Filter::compile(text + u'a')));
}

QTEST_GUILESS_MAIN(TestFilterErrors)
#include "tst_filtererrors.moc"

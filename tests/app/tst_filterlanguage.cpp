// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterfields.h"
#include "filterfixture.h"

#include <QFile>
#include <QTest>

using namespace sockscope;

/// What each expression of the language means, on a log with one row of each sort.
class TestFilterLanguage : public QObject
{
    Q_OBJECT

private slots:
    void passes_data();
    void passes();
    void everyExampleIsAFilter();
    void everyAliasIsAField();
    void thePageTellsTheTable();
    void knowsWhenItIsEmpty();
    void isEqualByItsWords();
};

void TestFilterLanguage::passes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("rows"); // of FilterFixture, by number
    using Rows = QList<int>;
    const Rows all{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
    const auto row = [](const char *text, const Rows &rows) {
        QTest::newRow(text) << QString::fromUtf8(text) << rows;
    };
    row("", all);
    row("   ", all);

    row("opcode == ping", {7});
    row("opcode == PING", {7});
    row("opcode == 9", {7});
    row("opcode == 0x9", {7});
    row("websocket.opcode eq 9", {7});
    row("opcode = ping", {7});
    row("opcode == 3", {12});
    row("opcode", {3, 4, 5, 6, 7, 8, 9, 10, 12, 13});
    row("opcode != text", {5, 6, 7, 8, 9, 12, 13});
    row("opcode >= 8", {7, 8, 9, 13});
    row("opcode in {ping pong}", {7, 8});
    row("opcode in (ping, pong)", {7, 8});
    row("opcode not in {ping pong}", {0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13});
    row("opcode in {8..10}", {7, 8, 9, 13});
    row("message.opcode == binary", {5, 6});

    row("conn == 2", {10, 12});
    row("conn in {2, 3..7}", {10, 12});
    row("tcp.stream > 1", {10, 12});
    row("connection ne 1", {10, 12});

    row("kind == handshake", {1, 2});
    row("kind == event", {0, 11});
    row("kind != frame", {0, 1, 2, 11});
    row("kind in {handshake event}", {0, 1, 2, 11});
    row("event", {0, 11});
    row("event == ended", {11});

    row("from device", {1, 3, 5, 6, 8, 10, 12, 13});
    row("to device", {2, 4, 7, 9});
    row("from server", {2, 4, 7, 9});
    row("to server", {1, 3, 5, 6, 8, 10, 12, 13});
    row("FROM bench", {2, 4, 7, 9});
    row("direction == sent", {2, 4, 7, 9});

    row("len > 125", {5});
    row("len >= 4k", {5});
    row("len > 4KiB", {});
    row("len == 4096B", {5});
    row("len > 4kB", {5});
    row("websocket.payload_length < 0.5k and kind == frame", {3, 4, 6, 7, 8, 9, 10, 12, 13});
    row("len < 1MiB and opcode == binary", {5});

    row("time > 10ms", {11, 12, 13});
    row("time >= 10ms", {10, 11, 12, 13});
    row("time < 1500us", {0, 1});
    row("time == 2000000ns", {2});
    row("time in {2ms..4ms}", {2, 3, 4});
    row("time > 0.0105s", {11, 12, 13});
    row("time > 0", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});

    row("row >= 12", {12, 13});
    row("frame.number in {0 2 4..5}", {0, 2, 4, 5});

    row("fin", {3, 4, 6, 7, 8, 9, 10, 12, 13});
    row("not fin", {0, 1, 2, 5, 11});
    row("fin == 0", {5});
    row("fin != true", {5});
    row("websocket.fin == 0", {5});
    row("mask == 0 and from device", {10});
    row("!mask && from device && kind == frame", {10});
    row("rsv1", {4});
    row("rsv2 or rsv3", {});
    row("compressed", {4});
    row("fragment", {5, 6});
    row("fragment > 1", {6});
    row("message == 1", {3, 5, 6, 10});
    row("reads > 1", {5});

    row("rtt", {8});
    row("rtt > 50ms", {});
    row("rtt > 3ms", {8});
    row("rtt >= 3.1ms", {8});
    row("rtt != 3.1ms", {});

    row("violation", {10, 12});
    row("violation == WS_ERR_EXPECTED_MASK", {10});
    row("violation == expected_mask", {10});
    row("violation != EXPECTED_MASK", {12});
    row("violation in {EXPECTED_MASK INVALID_OPCODE}", {10, 12});
    row("not violation and conn == 2", {});

    row("text contains \"temp\"", {3, 4});
    row("text contains temp", {3, 4});
    row("text contains \"TEMP\"", {});
    row("text icontains \"TEMP\"", {3, 4});
    row("text icontains \"FÜHLER\"", {4});
    row("text contains \"Fühler\"", {4});
    row("text contains \"F\\u00fchler\"", {4});
    row("text == \"ok\"", {10});
    row("text == 'ok'", {10});
    row("text in {ok no}", {10});
    row("text != ok and opcode == text", {3, 4});
    row("text == \"\"", {12, 13});
    row("text", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    row("text matches /\"temp\":3[0-9]/", {4});
    row("text matches /TEMP/", {});
    row("text matches /TEMP/i", {3, 4});
    row("text ~ /^ok$/", {10});
    row("text matches \"^ok$\"", {10});
    row("text matches /a\\/b/", {});
    row("text matches /v1\\/tele/", {1});
    row("text not contains \"temp\" and opcode == text", {10});
    row("/TEMP/i", {3, 4});
    row("\"TEMP\"", {3, 4});
    row("telemetry", {1});
    row("TEMP and from device", {3});
    row("temp or ok", {3, 4, 10});
    row("(temp)", {3, 4});
    row("websocket.payload.text contains temp", {3, 4});

    row("hex contains 6f 6b", {10});
    row("hex contains 6f6b", {10});
    row("bytes contains 6F:6b and from device", {10});
    row("hex contains \"6f 6b\"", {10});
    row("hex == 6f 6b", {10});
    row("hex contains ff 00 or hex == 6f 6b", {5, 10});

    row("close.code == 1009", {9});
    row("close.code", {9, 11, 13});
    row("close.code == 1005", {13});
    row("close.code == 1006", {11});
    row("websocket.payload.close.status_code > 1005", {9, 11});
    row("close.reason contains \"big\"", {9});
    row("close.reason", {9});
    row("close.reason matches /BIG/i", {9});

    row("json", {3, 4});
    row("json.temp", {3, 4});
    row("json.temp > 30", {4});
    row("json.temp >= 21.5", {3, 4});
    row("json.temp == 21.5", {3});
    row("json.temp != 21.5", {4});
    row("json.temp in {20..22}", {3});
    row("json.a.b[0] == \"x\"", {4});
    row("json.a.b[0] == x", {4});
    row("json[\"a\"].b[0] in {x y}", {4});
    row("json.a.b[1] == true", {4});
    row("json.a.b[1] == \"true\"", {});
    row("json.a.b[2] == null", {4});
    row("json.a.b[3]", {});
    row("json.name contains \"hler\"", {4});
    row("json.name icontains FÜHL", {4});
    row("json.name matches /^F/", {4});
    row("json.name > \"A\"", {4});
    row("json[\"name\"] == \"Fühler\"", {4});
    row("json.nothing", {});

    row("device == \"thermo-7f2a\"", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13});
    row("device == thermo-7f2a and opcode == ping", {7});
    row("device contains thermo and opcode == ping", {7});
    row("device != thermo-7f2a", {});
    row("device icontains THERMO and ok", {});
    row("path == /v1/telemetry and opcode == ping", {7});
    row("path matches /^\\/v1/ and opcode == ping", {7});
    row("subprotocol == sensor.v2 and opcode == ping", {7});
    row("peer contains \"192.168.\" and opcode == ping", {7});
    row("not device", {10, 12});

    row("opcode == ping or opcode == pong and rtt", {7, 8});
    row("(opcode == ping or opcode == pong) and rtt", {8});
    row("not opcode == ping and not opcode == pong and opcode >= 8", {9, 13});
    row("not (from device or to device)", {0, 11});
    row("not not rtt", {8});
    row("opcode==ping||opcode==pong", {7, 8});
    row("opcode == ping OR opcode == pong", {7, 8});
}

void TestFilterLanguage::passes()
{
    QFETCH(QString, text);
    const FilterFixture log;
    const auto compiled = Filter::compile(text, &log.connections);
    if (const auto *error = std::get_if<FilterError>(&compiled))
        QFAIL(qPrintable(error->message));
    const Filter &filter = std::get<Filter>(compiled);
    QTEST(log.passing(filter), "rows");
    QTEST(log.passingOneByOne(filter), "rows");
}

void TestFilterLanguage::everyExampleIsAFilter()
{
    for (const FilterField &field : filterFields()) {
        const auto compiled = Filter::compile(field.example);
        QVERIFY2(std::holds_alternative<Filter>(compiled), qPrintable(field.example));
    }
}

void TestFilterLanguage::everyAliasIsAField()
{
    for (const FilterField &field : filterFields()) {
        for (const QString &alias : field.aliases)
            QCOMPARE(filterFieldNamed(alias), &field);
        QVERIFY2(std::holds_alternative<Filter>(Filter::compile(field.name)), qPrintable(field.name));
    }
}

// LANGUAGE.md has each field with its aliases and its example.
void TestFilterLanguage::thePageTellsTheTable()
{
    QFile file(QFINDTESTDATA("../../app/filter/LANGUAGE.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    const auto quoted = [](const QString &word) { return u'`' + word + u'`'; };
    for (const FilterField &field : filterFields()) {
        QVERIFY2(page.contains(quoted(field.name)), qPrintable(field.name));
        if (!field.name.startsWith(QStringLiteral("rsv")))
            QVERIFY2(page.contains(quoted(field.example)), qPrintable(field.example));
        for (const QString &alias : field.aliases)
            QVERIFY2(page.contains(quoted(alias)), qPrintable(alias));
    }
    for (const FilterOperatorName &op : filterOperators())
        QVERIFY2(page.contains(quoted(op.name)), qPrintable(op.name));
}

void TestFilterLanguage::knowsWhenItIsEmpty()
{
    QVERIFY(Filter().passesAll());
    QVERIFY(std::get<Filter>(Filter::compile(u"  ")).passesAll());
    QVERIFY(!std::get<Filter>(Filter::compile(u"fin")).passesAll());
}

void TestFilterLanguage::isEqualByItsWords()
{
    const auto filter = [](QStringView text) { return std::get<Filter>(Filter::compile(text)); };
    QCOMPARE(filter(u"fin"), filter(u" fin "));
    QVERIFY(!(filter(u"fin") == filter(u"not fin")));
    QCOMPARE(filter(u""), Filter());
}

QTEST_GUILESS_MAIN(TestFilterLanguage)
#include "tst_filterlanguage.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Who agrees to what (RFC 7692 5 and 7.1): offers as a server reads them, answers as a client reads them.
#include "serverlib/protocol/permessagedeflate.h"

#include <QTest>

using namespace ws;

namespace {

QList<QByteArray> items(const QByteArray &header)
{
    QList<QByteArray> list;
    for (const QByteArray &item : header.split(','))
        list.append(item.trimmed());
    return list;
}

/// Both flags and both windows in one row.
QString shown(const DeflateParameters &parameters)
{
    return QStringLiteral("server %1%2 client %3%4")
        .arg(parameters.serverMaxWindowBits)
        .arg(parameters.serverNoContextTakeover ? QStringLiteral(" forgets") : QString())
        .arg(parameters.clientMaxWindowBits)
        .arg(parameters.clientNoContextTakeover ? QStringLiteral(" forgets") : QString());
}

} // namespace

class TestPerMessageDeflate : public QObject
{
    Q_OBJECT

private slots:
    void grammar_data();
    void grammar();
    void serverAgrees_data();
    void serverAgrees();
    void serverDeclines_data();
    void serverDeclines();
    void everyWindow_data();
    void everyWindow();
    void serverPolicy();
    void clientOffers();
    void clientJudges_data();
    void clientJudges();
    void optionsAreChecked();
};

void TestPerMessageDeflate::grammar_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QByteArray>("read"); // name|parameter|parameter=value; empty: malformed
    const auto row = [](const char *item, const char *read) {
        QTest::newRow(item) << QByteArray(item) << QByteArray(read);
    };
    row("permessage-deflate", "permessage-deflate");
    row("x;y", "x|y");
    row(" x ; y = 1 ;z", "x|y=1|z");
    row("x; y=\"1\"", "x|y=1");
    row("x; y=\"\\1\\0\"", "x|y=10");
    row("x; y; y", "x|y|y");
    row("x;", "");
    row(";", "");
    row("x;;y", "");
    row("x; =1", "");
    row("x; y=", "");
    row("x; y=\"\"", "");
    row("x; y=\"", "");
    row("x; y=\"1", "");
    row("x; y=1\"", "");
    row("x; y=\"1;2\"", "");
    row("x; y=\"\\\"", "");
    row("x; y=\"a b\"", "");
    row("x; y=a b", "");
    row("x y", "");
    row("x(); y", "");
    row("x; y\xC3\xA9", "");
}

void TestPerMessageDeflate::grammar()
{
    QFETCH(QByteArray, item);
    QByteArray read;
    if (const auto extension = parseExtension(item)) {
        read = extension->name;
        for (const auto &[name, value] : extension->parameters)
            read += '|' + name + (value ? '=' + *value : QByteArray());
    }
    QTEST(read, "read");
}

void TestPerMessageDeflate::serverAgrees_data()
{
    QTest::addColumn<QByteArray>("offers");
    QTest::addColumn<QString>("agreed");
    QTest::addColumn<QByteArray>("answer"); // without the name
    const auto row = [](const char *name, const char *offers, const char *agreed, const char *answer) {
        QTest::newRow(name) << QByteArray(offers) << QString::fromLatin1(agreed) << QByteArray(answer);
    };
    row("plain", "permessage-deflate", "server 15 client 15", "");
    row("as browsers do", "permessage-deflate; client_max_window_bits", "server 15 client 15", "");
    row("server no takeover", "permessage-deflate; server_no_context_takeover", "server 15 forgets client 15",
        "; server_no_context_takeover");
    row("client no takeover", "permessage-deflate; client_no_context_takeover", "server 15 client 15 forgets",
        "; client_no_context_takeover");
    row("server window", "permessage-deflate; server_max_window_bits=10", "server 10 client 15",
        "; server_max_window_bits=10");
    row("server window, the largest", "permessage-deflate; server_max_window_bits=15", "server 15 client 15",
        "; server_max_window_bits=15");
    row("client window", "permessage-deflate; client_max_window_bits=9", "server 15 client 9",
        "; client_max_window_bits=9");
    row("quoted", "permessage-deflate; server_max_window_bits=\"9\"; client_max_window_bits=\"1\\0\"",
        "server 9 client 10", "; server_max_window_bits=9; client_max_window_bits=10");
    row("all four",
        "permessage-deflate; client_max_window_bits=11; server_max_window_bits=12; "
        "client_no_context_takeover; server_no_context_takeover",
        "server 12 forgets client 11 forgets",
        "; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=12; "
        "client_max_window_bits=11");
    row("another extension first", "x-webkit-deflate-frame, permessage-deflate", "server 15 client 15", "");
    row("the first of two", "permessage-deflate; server_max_window_bits=9, permessage-deflate",
        "server 9 client 15", "; server_max_window_bits=9");
    row("fallback for a bad value", "permessage-deflate; server_max_window_bits=16, permessage-deflate",
        "server 15 client 15", "");
    row("fallback for an unknown parameter",
        "permessage-deflate; level=9, permessage-deflate; server_no_context_takeover",
        "server 15 forgets client 15", "; server_no_context_takeover");
}

void TestPerMessageDeflate::serverAgrees()
{
    QFETCH(QByteArray, offers);
    QFETCH(QByteArray, answer);
    const auto agreement = agreeToDeflate(items(offers), {.enabled = true});
    QVERIFY(agreement.has_value());
    QTEST(shown(agreement->parameters), "agreed");
    QCOMPARE(agreement->header, "permessage-deflate" + answer);
    QVERIFY(!agreeToDeflate(items(offers), {}));
}

// RFC 7692 7: none of these offers may be accepted. They are no reason to refuse the connection.
void TestPerMessageDeflate::serverDeclines_data()
{
    QTest::addColumn<QByteArray>("offer");
    const auto row = [](const char *offer) { QTest::newRow(offer) << QByteArray(offer); };
    row("permessage-bzip2");
    row("Permessage-Deflate2");
    row("permessage-deflate; unknown");
    row("permessage-deflate; server_no_context_takeover=1");
    row("permessage-deflate; client_no_context_takeover=true");
    row("permessage-deflate; server_no_context_takeover; server_no_context_takeover");
    row("permessage-deflate; client_max_window_bits; client_max_window_bits=10");
    row("permessage-deflate; server_max_window_bits");
    for (const char *const bits :
        {"7", "16", "0", "08", "8.0", "-8", "+8", "1e1", "ten", "99999999999", "\"9 \""}) {
        for (const char *const side : {"server", "client"}) {
            const QByteArray offer = QByteArray("permessage-deflate; ") + side + "_max_window_bits=" + bits;
            QTest::newRow(offer) << offer;
        }
    }
}

void TestPerMessageDeflate::serverDeclines()
{
    QFETCH(QByteArray, offer);
    QVERIFY(!agreeToDeflate(items(offer), {.enabled = true}));
}

void TestPerMessageDeflate::everyWindow_data()
{
    QTest::addColumn<int>("bits");
    for (int bits = 8; bits <= 15; ++bits)
        QTest::addRow("%d bits", bits) << bits;
}

// Offered by one end, wanted by the other: the smaller one holds, and both ends think the same of it.
void TestPerMessageDeflate::everyWindow()
{
    QFETCH(int, bits);
    for (int wanted = 8; wanted <= 15; ++wanted) {
        const DeflateOptions client{
            .enabled = true, .serverMaxWindowBits = bits, .clientMaxWindowBits = bits};
        const DeflateOptions server{
            .enabled = true, .serverMaxWindowBits = wanted, .clientMaxWindowBits = wanted};
        const auto agreement = agreeToDeflate({deflateOffer(client)}, server);
        QVERIFY(agreement.has_value());
        QCOMPARE(agreement->parameters.serverMaxWindowBits, std::min(bits, wanted));
        QCOMPARE(agreement->parameters.clientMaxWindowBits, std::min(bits, wanted));
        const auto judged = acceptDeflate(agreement->header, client);
        QVERIFY(std::holds_alternative<DeflateParameters>(judged));
        QCOMPARE(std::get<DeflateParameters>(judged), agreement->parameters);
    }
}

// What a server wants for itself it may say without being asked; a window of the client only if that offered
// one.
void TestPerMessageDeflate::serverPolicy()
{
    const DeflateOptions frugal{.enabled = true,
        .serverNoContextTakeover = true,
        .clientNoContextTakeover = true,
        .serverMaxWindowBits = 9,
        .clientMaxWindowBits = 9};
    const auto unasked = agreeToDeflate({"permessage-deflate"}, frugal);
    QVERIFY(unasked.has_value());
    QCOMPARE(shown(unasked->parameters), QStringLiteral("server 9 forgets client 15 forgets"));
    QCOMPARE(unasked->header,
        QByteArray("permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
                   "server_max_window_bits=9"));
    const auto asked = agreeToDeflate({"permessage-deflate; client_max_window_bits"}, frugal);
    QVERIFY(asked.has_value());
    QCOMPARE(asked->parameters.clientMaxWindowBits, 9);
    QVERIFY(asked->header.endsWith("; client_max_window_bits=9"));
}

void TestPerMessageDeflate::clientOffers()
{
    QCOMPARE(deflateOffer({.enabled = true}), QByteArray("permessage-deflate; client_max_window_bits"));
    QCOMPARE(deflateOffer({.enabled = true,
                 .serverNoContextTakeover = true,
                 .clientNoContextTakeover = true,
                 .serverMaxWindowBits = 10,
                 .clientMaxWindowBits = 8}),
        QByteArray("permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
                   "server_max_window_bits=10; client_max_window_bits=8"));
}

void TestPerMessageDeflate::clientJudges_data()
{
    QTest::addColumn<QByteArray>("answer"); // to an offer that asks for all four, with windows of 10
    QTest::addColumn<QString>("agreed"); // empty: refused
    const auto row = [](const QByteArray &answer, const char *agreed = "") {
        QTest::newRow(answer) << answer << QString::fromLatin1(agreed);
    };
    const QByteArray granted = "permessage-deflate; server_no_context_takeover; server_max_window_bits=";
    row(granted + "10", "server 10 forgets client 10 forgets");
    row(granted + "8", "server 8 forgets client 10 forgets");
    row(granted + "\"9\"; client_max_window_bits=8; client_no_context_takeover",
        "server 9 forgets client 8 forgets");
    row(granted + "11");
    row(granted + "10; client_max_window_bits=11");
    row(granted + "10; client_max_window_bits");
    row(granted + "10; server_max_window_bits=10");
    row(granted + "10; level=1");
    row(granted + "7");
    row("permessage-deflate");
    row("permessage-deflate; server_no_context_takeover");
    row("permessage-deflate; server_max_window_bits=10");
    row("permessage-bzip2");
    row("permessage-deflate;");
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestPerMessageDeflate::clientJudges()
{
    QFETCH(QByteArray, answer);
    const auto judged = acceptDeflate(answer,
        {.enabled = true,
            .serverNoContextTakeover = true,
            .clientNoContextTakeover = true,
            .serverMaxWindowBits = 10,
            .clientMaxWindowBits = 10});
    const auto *agreed = std::get_if<DeflateParameters>(&judged);
    QTEST(agreed != nullptr ? shown(*agreed) : QString(), "agreed");
    QVERIFY(agreed != nullptr || !std::get<QString>(judged).isEmpty());
}

void TestPerMessageDeflate::optionsAreChecked()
{
    QVERIFY(deflateOptionsFault({.enabled = true}).isEmpty());
    QVERIFY(deflateOptionsFault({.enabled = true, .serverMaxWindowBits = 8, .level = 9}).isEmpty());
    QVERIFY(
        deflateOptionsFault({.enabled = true, .serverMaxWindowBits = 7}).contains(QStringLiteral("8 to 15")));
    QVERIFY(deflateOptionsFault({.enabled = true, .clientMaxWindowBits = 16})
                .contains(QStringLiteral("8 to 15")));
    QVERIFY(deflateOptionsFault({.enabled = true, .level = 10}).contains(QStringLiteral("0 to 9")));
    QVERIFY(deflateOptionsFault({.enabled = false, .level = 10}).isEmpty());
}

QTEST_GUILESS_MAIN(TestPerMessageDeflate)
#include "tst_permessagedeflate.moc"

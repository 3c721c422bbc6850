// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

using namespace sockscope;

class TestCliOptions : public QObject
{
    Q_OBJECT
private slots:
    void refuses_data();
    void refuses();
    void helpNamesEveryOption_data();
    void helpNamesEveryOption();
    void answers_data();
    void answers();
    void foreignAddress();
};

void TestCliOptions::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("named"); // what the one line must name: option, value, what is allowed
    const auto row = [](const char *name, const QStringList &arguments, const QStringList &named) {
        QTest::newRow(name) << arguments << named;
    };
    row("port too large", {"serve", "--port", "70000"}, {"--port", "\"70000\"", "0 to 65535"});
    row("port is empty", {"serve", "--port", ""}, {"--port", "\"\"", "0 to 65535"});
    row("port is signed", {"serve", "--port", "+80"}, {"--port", "\"+80\"", "0 to 65535"});
    row("port has a space", {"serve", "--port", " 80"}, {"--port", "\" 80\"", "0 to 65535"});
    row("port has a fraction", {"serve", "--port=80.0"}, {"--port", "\"80.0\"", "0 to 65535"});
    row("port is hex", {"serve", "--port=0x50"}, {"--port", "\"0x50\"", "0 to 65535"});
    row("payload below 0", {"serve", "--max-payload", "-1"}, {"--max-payload", "\"-1\"", "from 0"});
    row("payload with a unit", {"serve", "--max-payload", "1M"}, {"--max-payload", "\"1M\"", "from 0"});
    row("payload beyond 64 bits", {"serve", "--max-payload", "18446744073709551616"},
        {"--max-payload", "\"18446744073709551616\"", "from 0"});
    row("backlog too large", {"serve", "--backlog", "2147483648"}, {"--backlog", "\"2147483648\""});
    row("interval below 0", {"serve", "--ping-interval", "-1"}, {"--ping-interval", "\"-1\"", "from 0"});
    row("timeout without pings", {"serve", "--pong-timeout", "100"}, {"--pong-timeout", "--ping-interval"});
    row("empty subprotocol", {"serve", "--subprotocol", ""}, {"--subprotocol", "\"\""});
    row("second subprotocol", {"serve", "--subprotocol", "a", "--subprotocol", "b c"}, {"\"b c\""});
    row("empty local name", {"serve", "--local", ""}, {"--local", "\"\""});
    row("local and port", {"serve", "--port", "0", "--local", "/x"}, {"--local", "--port"});
    row("capture nowhere", {"serve", "--capture", ""}, {"--capture wants a file"});
    row("capture too small", {"serve", "--capture", "x", "--capture-size", "1"}, {"--capture-size", "\"1\""});
    row("capture size alone", {"serve", "--capture-size", "1"}, {"goes with --capture"});
    row("queue below 0", {"serve", "--max-queued", "-1"}, {"--max-queued", "\"-1\"", "from 0"});
    row("path without a slash", {"serve", "--path", "device"}, {"--path", "\"device\"", "/"});
    row("path with a query", {"serve", "--path", "/device?id=7"}, {"--path", "\"/device?id=7\""});
    row("empty path", {"serve", "--path", ""}, {"--path", "\"\""});
    row("header without a value", {"serve", "--header", "X-Bench"},
        {"--header", "\"X-Bench\"", "NAME: VALUE"});
    row("header without a name", {"serve", "--header", ": x"}, {"--header", "RFC 9110"});
    row("second line in a header", {"serve", "--header", "X: a\r\nSet-Cookie: b"}, {"--header", "X"});
    row("header of the handshake", {"serve", "--header", "Upgrade: x"}, {"--header", "Upgrade"});
    row("certificate and --tls", {"serve", "--tls", "--tls-cert", "a.pem"}, {"--tls ", "--tls-cert"});
    row("key alone", {"serve", "--tls-key", "a.pem"}, {"--tls-key", "--tls-cert"});
    row("empty certificate", {"serve", "--tls-cert", ""}, {"--tls-cert", "\"\""});
    row("clients' CA without TLS", {"serve", "--tls-client-ca", "a.pem"}, {"--tls-client-ca", "--tls "});
    row("clients required of nobody", {"serve", "--tls", "--tls-require-client"},
        {"--tls-require-client", "--tls-client-ca"});
    row("window that is too small", {"serve", "--compression", "--server-window-bits", "7"},
        {"--server-window-bits", "from 8 to 15", "\"7\""});
    row("window that is too large", {"serve", "--compression", "--client-window-bits", "16"},
        {"--client-window-bits", "from 8 to 15", "\"16\""});
    row("threshold below 0", {"serve", "--compression", "--compression-threshold", "-1"},
        {"--compression-threshold", "from 0", "\"-1\""});
    row("window without compression", {"serve", "--server-window-bits", "9"},
        {"--server-window-bits", "--compression"});
    row("takeover without compression", {"serve", "--client-no-context-takeover"},
        {"--client-no-context-takeover", "--compression"});
    row("format of a certificate", {"certificate", "--format", "der"}, {"--format", "pem", "\"der\""});
    row("empty output", {"certificate", "--output", ""}, {"--output", "\"\""});
    row("word behind certificate", {"certificate", "ca.pem"}, {"\"ca.pem\"", "options"});
    row("option of serve", {"certificate", "--port", "1"}, {"port"});
    row("empty host", {"serve", "--host", ""}, {"--host", "\"\"", "address"});
    row("stray word", {"serve", "8080"}, {"\"8080\"", "options"});
    row("stray empty word", {"serve", ""}, {"\"\"", "options"});
    row("options, no command", {"--port", "0"}, {"usage: sockscope-cli serve"});
    row("no such faults", {"serve", "--fault", "gremlins"}, {"--fault", "\"gremlins\"", "--fault list"});
    row("faults that are no file of faults", {"serve", "--fault", QStringLiteral(FAULT_FORMAT)},
        {"--fault", "FORMAT.md", "Line 1"});
    row("seed alone", {"serve", "--seed", "1"}, {"--seed goes with --fault"});
    row("seed with a sign", {"serve", "--fault", "bad-wifi", "--seed", "-1"}, {"--seed", "\"-1\"", "from 0"});
    row("line end in a value", {"serve", "--reply", "a\nb"}, {"--reply", "none", "echo"});
}

void TestCliOptions::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, named);
    Program program(arguments);
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.process().readAllStandardOutput(), QByteArray());
    const QByteArray text = program.process().readAllStandardError();
    QCOMPARE(text.count('\n'), 1);
    QVERIFY(text.endsWith('\n'));
    for (const QString &part : std::as_const(named))
        QVERIFY2(text.contains(part.toUtf8()), text.constData());
}

void TestCliOptions::helpNamesEveryOption_data()
{
    QTest::addColumn<QByteArray>("option");
    for (const char *option : {"--host ADDRESS", "--port PORT", "--local PATH", "--path PATH",
             "--max-queued BYTES", "--capture FILE", "--capture-size BYTES", "--fault FILE", "--seed N",
             "--header LINE", "--subprotocol NAME", "--max-payload BYTES", "--backlog COUNT",
             "--no-client-tracking", "--reply REPLY", "--no-auto-pong", "--mask", "--tolerate-violations",
             "--refuse-unknown-subprotocol", "--ping-interval MS", "--pong-timeout MS", "--tls",
             "--tls-cert FILE", "--tls-key FILE", "--tls-client-ca FILE", "--tls-require-client",
             "--compression", "--compression-threshold BYTES", "--server-window-bits BITS",
             "--client-window-bits BITS", "--server-no-context-takeover", "--client-no-context-takeover",
             "--json", "--quiet", "--help", "--version"})
        QTest::newRow(option) << QByteArray(option);
}

void TestCliOptions::helpNamesEveryOption()
{
    QFETCH(QByteArray, option);
    Program program({"--help"});
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(program.process().readAllStandardOutput().contains("\n  " + option + ' '));
}

void TestCliOptions::answers_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("start");
    const QByteArray usage = "Usage: sockscope-cli serve";
    QTest::newRow("--help") << QStringList{"--help"} << usage;
    QTest::newRow("-h") << QStringList{"-h"} << usage;
    QTest::newRow("serve --help") << QStringList{"serve", "--help"} << usage;
    QTest::newRow("help") << QStringList{"help"} << usage;
    QTest::newRow("help serve") << QStringList{"help", "serve"} << usage;
    QTest::newRow("certificate --help")
        << QStringList{"certificate", "--help"} << QByteArray("Usage: sockscope-cli certificate");
    QTest::newRow("--version") << QStringList{"--version"}
                               << QByteArray("sockscope-cli " SOCKSCOPE_VERSION "\n");
    QTest::newRow("-v") << QStringList{"-v"} << QByteArray("sockscope-cli " SOCKSCOPE_VERSION "\n");
}

void TestCliOptions::answers()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, start);
    Program program(arguments);
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(program.process().readAllStandardOutput().startsWith(start));
    QCOMPARE(program.process().readAllStandardError(), QByteArray());
}

void TestCliOptions::foreignAddress()
{
    Program program({"serve", "--host", "203.0.113.1", "--port", "0"}); // RFC 5737 3: never this machine's
    QCOMPARE(program.exitCode(), 1);
    QCOMPARE(program.process().readAllStandardOutput(), QByteArray());
    const QByteArray text = program.process().readAllStandardError();
    QCOMPARE(text.count('\n'), 1);
    QVERIFY2(text.contains("203.0.113.1 is not an address of this machine"), text.constData());
}

QTEST_GUILESS_MAIN(TestCliOptions)
#include "tst_clioptions.moc"

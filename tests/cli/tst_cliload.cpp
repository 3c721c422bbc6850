// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// `sockscope-cli load` against `sockscope-cli serve`.
#include "tests/cli/program.h"

using namespace sockscope;

class TestCliLoad : public QObject
{
    Q_OBJECT

private:
    using Outcome = Program::Outcome;
    static Outcome run(const QStringList &arguments) { return Program::run(QStringList{"load"} + arguments); }

private slots:
    void reportsAsJson()
    {
        const auto server = Program::serve({"--reply", "echo"});
        const Outcome outcome = run({server->url().toString(), "--clients", "50", "--ramp", "1000", "--rate",
            "500", "--total", "--duration", "0", "--messages", "200", "--json"});
        QCOMPARE(outcome.exitCode, 0);
        const QJsonObject report = QJsonDocument::fromJson(outcome.out).object();
        const QJsonObject clients = report.value("clients").toObject();
        QCOMPARE(clients.value("opened").toInt(), 50);
        const QJsonObject messages = report.value("messages").toObject();
        QCOMPARE(messages.value("sent").toInt() + messages.value("heldBack").toInt(), 200);
        QCOMPARE(messages.value("answered"), messages.value("sent"));
        QCOMPARE(report.value("echoMs").toObject().value("count"), messages.value("sent"));
        QVERIFY(report.value("echoMs").toObject().value("p99").toDouble() > 0);
        QVERIFY(report.value("errors").toObject().isEmpty());
    }

    void reportsInWords()
    {
        const auto server = Program::serve({"--reply", "echo"});
        const Outcome outcome = run({server->url().toString(), "--messages", "5", "--rate", "100"});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.startsWith("clients    10 asked, "), outcome.out.constData());
        QVERIFY2(outcome.out.contains("\necho       p50 "), outcome.out.constData());
    }

    void aRefusedClientIsAFailure()
    {
        const auto server = Program::serve({"--backlog", "3"});
        const Outcome outcome =
            run({server->url().toString(), "--clients", "5", "--duration", "0.3", "--no-echo", "--json"});
        QCOMPARE(outcome.exitCode, 1);
        const QJsonObject report = QJsonDocument::fromJson(outcome.out).object();
        QCOMPARE(report.value("errors").toObject().value("HTTP 503").toInt(), 2);
    }

    void anInterruptReports()
    {
        const auto server = Program::serve();
        Program program({"load", server->url().toString(), "--clients", "1", "--duration", "0", "--json"});
        (void)server->event(QStringLiteral("connection"));
        QVERIFY(!server->event(QStringLiteral("message")).isEmpty());
        program.process().terminate();
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(!QJsonDocument::fromJson(program.process().readAllStandardOutput()).object().isEmpty());
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const QStringList &arguments, const char *words) {
            QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << QByteArray(words);
        };
        row({}, "load wants a URL");
        row({"ws://127.0.0.1/", "b"}, "what is \"b\"");
        row({"http://127.0.0.1/"}, "URL: ws:// or wss://");
        row({"ws://127.0.0.1/", "--clients", "0"}, "Clients: 1 to 10000");
        row({"ws://127.0.0.1/", "--clients", "10001"}, "--clients wants");
        row({"ws://127.0.0.1/", "--rate", "fast"}, "--rate wants a number");
        row({"ws://127.0.0.1/", "--rate", "1000000"}, "Rate: 0 to 1000000");
        row({"ws://127.0.0.1/", "--duration", "-1"}, "--duration wants a number");
        row({"ws://127.0.0.1/", "--duration", "1e12"}, "Duration: 0 to 86400");
        row({"ws://127.0.0.1/", "--text", "a", "--hex", "61"}, "choose one");
        row({"ws://127.0.0.1/", "--hex", "6"}, "Payload: Line 1");
        row({"ws://127.0.0.1/", "--text", "{{uuid}}"}, "no variable {{uuid}}");
        row({"ws://127.0.0.1/", "--header", "none"}, "Headers, number 1: write");
        row({"ws://127.0.0.1/", "--subprotocol", "a b"}, "“a b” is no token");
        row({"ws://192.0.2.1/"}, "--i-may-load-it");
    }

    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, words);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.err.contains(words), outcome.err.constData());
    }

    void helps()
    {
        const Outcome outcome = run({"--help"});
        QCOMPARE(outcome.exitCode, 0);
        for (const char *option : {"--clients N", "--rate M", "--duration S", "--json"})
            QVERIFY2(outcome.out.contains(option), option);
    }
};

QTEST_GUILESS_MAIN(TestCliLoad)
#include "tst_cliload.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// `sockscope-cli send`, and what a strict server makes of it.
#include "tests/cli/program.h"

using namespace sockscope;

class TestCliSend : public QObject
{
    Q_OBJECT

private:
    using Outcome = Program::Outcome;
    static Outcome run(const QStringList &arguments) { return Program::run(QStringList{"send"} + arguments); }

private slots:
    void dryRunShowsTheBytes_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("out");
        QTest::newRow("key") << QStringList{"--text", "Hello", "--mask", "37fa213d"}
                             << QByteArray("frame 1 at byte 0: text FIN, key 37fa213d, length 5\n"
                                           "write 1: 81 85 37 fa 21 3d 7f 9f 4d 51 58\n");
        QTest::newRow("dump") << QStringList{"--hex", "00000000: 4865  He", "--mask", "none"}
                              << QByteArray("frame 1 at byte 0: binary FIN, length 2\n"
                                            "write 1: 82 02 48 65\n"
                                            "breaks: frame 1, mask, byte 1: WS_ERR_EXPECTED_MASK: a client "
                                            "must mask every frame (RFC 6455 5.1)\n");
        QTest::newRow("fragments and writes")
            << QStringList{"--base64", "SGVsbG8", "--opcode", "text", "--mask", "00000000", "--fragment",
                   "2,0", "--ping-between", "p", "--writes", "header:1"}
            << QByteArray("frame 1 at byte 0: text, key 00000000, length 2\n"
                          "frame 2 at byte 8: ping FIN, key 00000000, length 1\n"
                          "frame 3 at byte 15: continuation, key 00000000, length 0\n"
                          "frame 4 at byte 21: ping FIN, key 00000000, length 1\n"
                          "frame 5 at byte 28: continuation FIN, key 00000000, length 3\n"
                          "write 1: 01\n"
                          "write 2: 82 00 00 00 00 48 65 89\n"
                          "write 3: 81 00 00 00 00 70 00\n"
                          "write 4: 80 00 00 00 00 89\n"
                          "write 5: 81 00 00 00 00 70 80\n"
                          "write 6: 83 00 00 00 00 6c 6c 6f\n");
    }

    void dryRunShowsTheBytes()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, out);
        const Outcome outcome = run(QStringList{"--dry-run", "--seed", "1"} + options);
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.out, out);
        QCOMPARE(outcome.err, QByteArray("sockscope-cli: seed 1\n"));
    }

    void theShownSeedGivesTheSameBytesAgain()
    {
        const QStringList options{
            "--dry-run", "--text", "{{random}} {{random:hex:4}}", "--repeat", "3", "--burst", "2"};
        const Outcome first = run(options);
        const QString seed = QString::fromLatin1(first.err.trimmed()).section(u' ', -1);
        QCOMPARE(run(options + QStringList{"--seed", seed}).out, first.out);
        QVERIFY(run(options).out != first.out);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const QStringList &arguments, const char *words) {
            QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << QByteArray(words);
        };
        row({}, "wants a URL");
        row({"ws://a/", "b"}, "what is \"b\"");
        row({"--text", "a", "--hex", "61", "--dry-run"}, "choose one");
        row({"--text", "{{uuid}}", "--dry-run"}, "no variable {{uuid}}");
        row({"--opcode", "16", "--dry-run"}, "--opcode wants");
        row({"--fin", "2", "--dry-run"}, "--fin wants 0 or 1");
        row({"--rsv", "1,4", "--dry-run"}, "--rsv wants");
        row({"--mask", "37fa21", "--dry-run"}, "--mask wants");
        row({"--length-encoding", "7", "--dry-run"}, "--length-encoding wants");
        row({"--length", "-1", "--dry-run"}, "--length wants");
        row({"--fragment", "1,", "--dry-run"}, "--fragment wants");
        row({"--fragment", "every:0", "--dry-run"}, "--fragment wants");
        row({"--writes", "header:", "--dry-run"}, "--writes wants");
        row({"--every", "0", "--dry-run"}, "every 1 to");
        row({"--burst", "10001", "--dry-run"}, "--burst wants");
    }

    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, words);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.err.contains(words), outcome.err.constData());
    }

    void whatCannotBeComposedFails()
    {
        const Outcome outcome = run({"--dry-run", "--json", "{\"a\":}"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.err.contains("Line 1, column 6"), outcome.err.constData());
    }

    void showsWhatComesBack()
    {
        const auto server = Program::serve({"--reply", "echo"});
        const Outcome outcome = run({server->url().toString(), "--text", "n{{counter}}", "--repeat", "3",
            "--every", "5", "--wait", "300", "--writes", "byte"});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.out, QByteArray("1 text n1\n1 text n2\n1 text n3\n1 close 1000 normal closure\n"));
        (void)server->event(QStringLiteral("connection"));
        for (const char *text : {"n1", "n2", "n3"})
            QCOMPARE(server->event(QStringLiteral("message")).value(QStringLiteral("text")).toString(), text);
    }

    void aStrictServerSaysWhatTheDryRunSaid_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("code");
        const auto row = [](const QStringList &options, const char *code) {
            QTest::newRow(code) << options << QString::fromLatin1(code);
        };
        row({"--text", "a", "--mask", "none"}, "WS_ERR_EXPECTED_MASK");
        row({"--text", "a", "--rsv", "1"}, "WS_ERR_UNEXPECTED_RSV_1");
        row({"--text", "a", "--rsv", "2"}, "WS_ERR_UNEXPECTED_RSV_2_3");
        row({"--text", "a", "--opcode", "3"}, "WS_ERR_INVALID_OPCODE");
        row({"--opcode", "ping", "--fin", "0"}, "WS_ERR_EXPECTED_FIN");
        row({"--text", "a", "--opcode", "continuation"}, "WS_ERR_UNEXPECTED_CONTINUATION");
        row({"--text", "a", "--fin", "0", "--burst", "2"}, "WS_ERR_EXPECTED_CONTINUATION");
        row({"--text", "a", "--length-encoding", "64", "--writes", "header:3"}, "WS_ERR_NON_MINIMAL_LENGTH");
        row({"--text", "a", "--length", "9223372036854775808"}, "WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH");
        row({"--hex", "ff", "--opcode", "text"}, "WS_ERR_INVALID_UTF8");
        row({"--hex", "61", "--opcode", "close"}, "WS_ERR_INVALID_CLOSE_PAYLOAD_LENGTH");
        row({"--hex", "03ed", "--opcode", "8"}, "WS_ERR_INVALID_CLOSE_CODE");
        row({"--text", "{{random:hex:126}}", "--opcode", "ping"}, "WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH");
    }

    void aStrictServerSaysWhatTheDryRunSaid()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, code);
        QVERIFY(run(options + QStringList{"--dry-run"}).out.contains(": " + code.toLatin1() + ':'));
        const auto server = Program::serve();
        const Outcome outcome = run(options + QStringList{server->url().toString(), "--wait", "5000"});
        QVERIFY2(outcome.out.contains("1 close 100"), outcome.out.constData());
        (void)server->event(QStringLiteral("connection"));
        QCOMPARE(server->event(QStringLiteral("error")).value(QStringLiteral("code")).toString(), code);
    }

    void compressesForAServerThatAgrees()
    {
        const auto server = Program::serve({"--compression"});
        const QString text(2000, u'x');
        QCOMPARE(run({server->url().toString(), "--text", text, "--compress", "--wait", "0"}).exitCode, 0);
        (void)server->event(QStringLiteral("connection"));
        QCOMPARE(server->event(QStringLiteral("message")).value(QStringLiteral("text")).toString(), text);
    }

    void noServerIsAFailure()
    {
        const Outcome outcome = run({"ws://127.0.0.1:1/", "--text", "a"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.err.contains("No connection to 127.0.0.1:1"), outcome.err.constData());
    }

    void anInterruptCloses()
    {
        const auto server = Program::serve();
        Program program({"send", server->url().toString(), "--text", "a", "--repeat", "0", "--every", "5"});
        (void)server->event(QStringLiteral("connection"));
        QVERIFY(!server->event(QStringLiteral("message")).isEmpty());
        program.process().terminate();
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(program.process().readAllStandardOutput().contains("close 1000"));
    }
};

QTEST_GUILESS_MAIN(TestCliSend)
#include "tst_clisend.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/handshakeguide.h"
#include "app/text/headlines.h"

#include <QTest>

#include <algorithm>

using namespace sockscope;
using Rules = QList<ws::Rule>;

namespace {

const QByteArray Request = "GET /v1/telemetry HTTP/1.1\r\n"
                           "Host: 192.168.1.20:8080\r\n"
                           "Upgrade: websocket\r\n"
                           "Connection: Upgrade\r\n"
                           "Sec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           "Sec-WebSocket-Protocol: sensor.v2, sensor.v1\r\n"
                           "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                           "\r\n";
const QByteArray Response = "HTTP/1.1 101 Switching Protocols\r\n"
                            "Upgrade: websocket\r\n"
                            "Connection: Upgrade\r\n"
                            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                            "Sec-WebSocket-Protocol: sensor.v1\r\n"
                            "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10\r\n"
                            "\r\n";

QByteArray changed(QByteArray head, const char *before, const char *after)
{
    if (!head.contains(before))
        qFatal("nothing to change");
    return head.replace(before, after);
}

/// "Host!WS_ERR_MISSING_HOST" for each fault, ? before the name of a line that is missing.
QStringList faults(const QList<HandshakeLine> &lines)
{
    QStringList words;
    for (const HandshakeLine &line : lines) {
        for (const HandshakeFault &fault : line.faults)
            words.append((line.part == HandshakeLine::Part::Missing ? QStringLiteral("?") : QString())
                + line.name + u'!' + ws::ruleInfo(fault.rule).name.sliced(7));
    }
    return words;
}

const HandshakeLine *lineOf(const QList<HandshakeLine> &lines, const QString &name)
{
    const auto found = std::ranges::find(lines, name, &HandshakeLine::name);
    return found == lines.end() ? nullptr : &*found;
}

} // namespace

class TestHandshakeGuide : public QObject
{
    Q_OBJECT

private slots:
    void everyLineKnowsItsBytes()
    {
        for (const auto &[head, lines] : {std::pair(Request, explainRequest(Request)),
                 std::pair(Response, explainResponse(Response, Request))}) {
            QCOMPARE(faults(lines), QStringList());
            QByteArrayList bytes;
            for (const HandshakeLine &line : lines) {
                bytes.append(head.mid(line.offset, line.length));
                QVERIFY2(line.meaning.endsWith(u'.'), qPrintable(line.name));
            }
            QCOMPARE(bytes.join("\r\n") + "\r\n\r\n", head);
        }
    }

    void meansWhatItSays_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("words");
        QTest::newRow("key") << QByteArray("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                             << QStringLiteral("must hash to s3pPLMBiTxaQ9kYGzzhZRbK+xOo=.");
        QTest::newRow("case does not count")
            << QByteArray("SEC-WEBSOCKET-VERSION: 13") << QStringLiteral("13 is RFC 6455");
        QTest::newRow("subprotocols")
            << QByteArray("Sec-WebSocket-Protocol: a, b,c") << QStringLiteral("Offers 3 subprotocols");
        QTest::newRow("compression") << QByteArray("Sec-WebSocket-Extensions: permessage-deflate; "
                                                   "server_max_window_bits=9; server_no_context_takeover")
                                     << QStringLiteral(
                                            "(the server's window is at most 512 bytes; the server "
                                            "compresses each message by itself)");
        QTest::newRow("window without a value")
            << QByteArray("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")
            << QStringLiteral("the client's window may be chosen by the server");
        QTest::newRow("window out of range")
            << QByteArray("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99999999999")
            << QStringLiteral("Offers permessage-deflate");
        QTest::newRow("foreign extension")
            << QByteArray("Sec-WebSocket-Extensions: x-own") << QStringLiteral("Offers \"x-own\"");
        QTest::newRow("browser") << QByteArray("Origin: http://a") << QStringLiteral("The page that opened");
        QTest::newRow("cookies") << QByteArray("Cookie: a=1; b=2") << QStringLiteral("2 cookies");
        QTest::newRow("login") << QByteArray("Authorization: Basic dTpw") << QStringLiteral("without TLS");
        QTest::newRow("token") << QByteArray("Authorization: Bearer abc") << QStringLiteral("\"Bearer\"");
        QTest::newRow("token without a scheme")
            << QByteArray("Authorization: abc") << QStringLiteral("Credentials for the server;");
        QTest::newRow("other") << QByteArray("X-Firmware: 1.4")
                               << QStringLiteral("Not part of the WebSocket handshake.");
    }

    void meansWhatItSays()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, words);
        const auto lines = explainRequest("GET / HTTP/1.1\r\n" + header + "\r\n\r\n");
        QCOMPARE(lines[1].part, HandshakeLine::Part::Header);
        QVERIFY2(lines[1].meaning.contains(words), qPrintable(lines[1].meaning));
    }

    void secretsAreNotRepeated()
    {
        for (const char *header : {"Authorization: Bearer s3cret", "Authorization: s3cret",
                 "Cookie: id=s3cret", "Proxy-Authorization: Basic s3cret", "X-Token: s3cret"}) {
            const auto lines = explainRequest(QByteArray("GET / HTTP/1.1\r\n") + header + "\r\n\r\n");
            QVERIFY2(!lines[1].meaning.contains(QStringLiteral("s3cret")), header);
        }
    }

    void requestFaults_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
            QTest::newRow(name) << changed(Request, before, after)
                                << QStringList{QString::fromLatin1(expected)};
        };
        row("method", "GET", "POST", "!INVALID_METHOD");
        row("version of HTTP", "HTTP/1.1", "HTTP/1.0", "!INVALID_HTTP_VERSION");
        row("no HTTP", "GET /v1/telemetry HTTP/1.1", "hello", "!MALFORMED_REQUEST");
        row("no host", "Host: 192.168.1.20:8080\r\n", "", "?Host!MISSING_HOST");
        row("two hosts", "Upgrade: websocket", "Host: b\r\nUpgrade: websocket", "Host!MISSING_HOST");
        row("empty host", "192.168.1.20:8080", "", "Host!MISSING_HOST");
        row("no upgrade", "Upgrade: websocket\r\n", "", "?Upgrade!MISSING_UPGRADE");
        row("another protocol", "websocket\r\n", "h2c\r\n", "Upgrade!MISSING_UPGRADE");
        row("keep-alive", "Connection: Upgrade", "Connection: keep-alive",
            "Connection!MISSING_CONNECTION_UPGRADE");
        row("short key", "dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ=", "Sec-WebSocket-Key!INVALID_KEY");
        row("key without padding", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ",
            "Sec-WebSocket-Key!INVALID_KEY");
        row("no base64", "dGhlIHNhbXBsZSBub25jZQ==", "$$$", "Sec-WebSocket-Key!INVALID_KEY");
        row("no key", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "",
            "?Sec-WebSocket-Key!INVALID_KEY");
        row("two keys", "\r\n\r\n", "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            "Sec-WebSocket-Key!INVALID_KEY");
        row("draft", "Version: 13", "Version: 8", "Sec-WebSocket-Version!INVALID_VERSION");
        row("subprotocol twice", "sensor.v1", "sensor.v2", "Sec-WebSocket-Protocol!INVALID_SUBPROTOCOL");
        row("extensions", "client_max_window_bits", "=", "Sec-WebSocket-Extensions!INVALID_EXTENSIONS");
        row("several at once", "GET", "PUT", "!INVALID_METHOD");
        row("space before the colon", "Host:", "Host :", "Host !MALFORMED_REQUEST");
        row("folded line", "sensor.v2, sensor", "sensor.v2,\r\n sensor", "!MALFORMED_REQUEST");
        row("line feed alone", "websocket\r\n", "websocket\n", "Upgrade!MALFORMED_REQUEST");
        row("no colon", "Connection: Upgrade", "Connection: Upgrade\r\nnonsense", "!MALFORMED_REQUEST");
        QTest::newRow("a browser's page") << QByteArray("GET / HTTP/1.1\r\nHost: b\r\n\r\n")
                                          << QStringList{QStringLiteral("?Upgrade!MISSING_UPGRADE"),
                                                 QStringLiteral("?Connection!MISSING_CONNECTION_UPGRADE"),
                                                 QStringLiteral("?Sec-WebSocket-Version!INVALID_VERSION"),
                                                 QStringLiteral("?Sec-WebSocket-Key!INVALID_KEY")};
        QTest::newRow("everything wrong")
            << QByteArray("POST / HTTP/1.0\r\n\r\n")
            << QStringList{QStringLiteral("!INVALID_METHOD"), QStringLiteral("!INVALID_HTTP_VERSION"),
                   QStringLiteral("?Upgrade!MISSING_UPGRADE"),
                   QStringLiteral("?Connection!MISSING_CONNECTION_UPGRADE"),
                   QStringLiteral("?Host!MISSING_HOST"),
                   QStringLiteral("?Sec-WebSocket-Version!INVALID_VERSION"),
                   QStringLiteral("?Sec-WebSocket-Key!INVALID_KEY")};
        QTest::newRow("TLS") << QByteArray::fromHex("16030100f8010000")
                             << QStringList{QStringLiteral("!TLS_ON_PLAIN_PORT")};
        QTest::newRow("cut off") << Request.first(
            60) << QStringList{QStringLiteral("?the empty line that ends the header!HANDSHAKE_INCOMPLETE")};
        QTest::newRow("too large") << QByteArray("GET / HTTP/1.1\r\nX: ") + QByteArray(17000, 'x')
                                   << QStringList{QStringLiteral("X!HANDSHAKE_TOO_LARGE")};
    }

    void requestFaults()
    {
        QFETCH(QByteArray, head);
        const auto lines = explainRequest(head);
        QStringList found = faults(lines);
        QFETCH(QStringList, expected);
        QCOMPARE(QSet<QString>(found.begin(), found.end()), QSet<QString>(expected.begin(), expected.end()));
        QCOMPARE(found.size(), expected.size());
        for (const HandshakeLine &line : lines) {
            for (const HandshakeFault &fault : line.faults)
                QVERIFY2(fault.advice.endsWith(u'.'), qPrintable(fault.advice));
        }
    }

    void aFaultSaysWhatToWrite_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("seen");
        QTest::addColumn<QString>("advice");
        QTest::newRow("key") << changed(Request, "dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ=")
                             << QStringLiteral("Sec-WebSocket-Key")
                             << QStringLiteral("its decoded length is 5, not 16")
                             << QStringLiteral("16 fresh");
        QTest::newRow("padding") << changed(Request, "ub25jZQ==", "ub25jZQ")
                                 << QStringLiteral("Sec-WebSocket-Key")
                                 << QStringLiteral("the padding \"==\" at its end is missing")
                                 << QStringLiteral("padding included");
        QTest::newRow("colon") << changed(Request, "Host:", "Host :") << QStringLiteral("Host ")
                               << QStringLiteral("white space between the name and the colon (RFC 9112 5.1)")
                               << QStringLiteral("directly behind");
        QTest::newRow("line feed") << changed(Request, "websocket\r\n", "websocket\n")
                                   << QStringLiteral("Upgrade")
                                   << QStringLiteral("a line ends with LF alone, not CR LF, at byte 71")
                                   << QStringLiteral("CR LF, in C");
        QTest::newRow("version") << changed(Request, "Version: 13", "Version: 8")
                                 << QStringLiteral("Sec-WebSocket-Version") << QString()
                                 << QStringLiteral("Sec-WebSocket-Version: 13");
    }

    void aFaultSaysWhatToWrite()
    {
        QFETCH(QByteArray, head);
        QFETCH(QString, name);
        QFETCH(QString, advice);
        const auto lines = explainRequest(head);
        const HandshakeLine *line = lineOf(lines, name);
        QVERIFY(line && line->faults.size() == 1);
        QTEST(line->faults.first().seen, "seen");
        QVERIFY2(line->faults.first().advice.contains(advice), qPrintable(line->faults.first().advice));
    }

    void responseFaults_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QStringList>("expected");
        QTest::addColumn<QString>("advice");
        const auto row = [](const char *name, const char *before, const char *after, const char *expected,
                             const char *advice = "") {
            QTest::newRow(name) << changed(Response, before, after)
                                << QString::fromLatin1(expected).split(u' ', Qt::SkipEmptyParts)
                                << QString::fromLatin1(advice);
        };
        row("wrong accept", "s3pP", "AAAA", "Sec-WebSocket-Accept!INVALID_ACCEPT",
            "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        row("no accept", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", "",
            "?Sec-WebSocket-Accept!INVALID_ACCEPT", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        row("no upgrade", "Upgrade: websocket\r\n", "", "?Upgrade!MISSING_UPGRADE", "Upgrade: websocket");
        row("no upgrade, and a wrong accept", "Upgrade: websocket", "X: y", "?Upgrade!MISSING_UPGRADE");
        row("connection", "Connection: Upgrade", "Connection: close", "Connection!MISSING_CONNECTION_UPGRADE",
            "Connection: Upgrade");
        row("subprotocol", "sensor.v1", "sensor.v3", "Sec-WebSocket-Protocol!UNEXPECTED_SUBPROTOCOL",
            "sensor.v2, sensor.v1");
        row("extension", "permessage-deflate;", "x-own;", "Sec-WebSocket-Extensions!UNEXPECTED_EXTENSION");
        row("parameter", "server_max_window_bits=10", "own=1",
            "Sec-WebSocket-Extensions!UNEXPECTED_EXTENSION");
        row("status line", "HTTP/1.1 101", "HTP 101", "!MALFORMED_RESPONSE");
        row("a refusal is none", "101 Switching Protocols", "403 Forbidden", "");
        row("an interim answer is none", "101 Switching Protocols", "100 Continue", "");
    }

    void responseFaults()
    {
        QFETCH(QByteArray, head);
        const auto lines = explainResponse(head, Request);
        QTEST(faults(lines), "expected");
        QFETCH(QString, advice);
        for (const HandshakeLine &line : lines) {
            for (const HandshakeFault &fault : line.faults)
                QVERIFY2(fault.advice.contains(advice), qPrintable(fault.advice));
        }
    }

    void aChosenExtensionMayBeAnyThatWasOffered()
    {
        const QByteArray request =
            changed(Request, "Extensions: permessage-deflate", "Extensions: x-own, permessage-deflate");
        QCOMPARE(faults(explainResponse(
                     changed(Response, "permessage-deflate; server_max_window_bits=10", "x-own"), request)),
            QStringList());
    }

    void withoutItsRequestAnAnswerIsNotJudged()
    {
        QCOMPARE(faults(explainResponse(changed(Response, "s3pP", "AAAA"), {})), QStringList());
    }

    void aPageIsNoHeader()
    {
        const auto lines =
            explainResponse("HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nNo\n", Request);
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.last().part, HandshakeLine::Part::Rest);
        QCOMPARE(lines.last().value, QStringLiteral("No\n"));
        QVERIFY(lines[1].meaning.contains(QStringLiteral("3 B")));
    }

    void anyBytesAreTaken_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("line ends") << QByteArray("\r\n\r\n\n\n\r\r");
        QTest::newRow("zeros") << QByteArray(300, '\0');
        QTest::newRow("colons") << QByteArray(":::\r\n:\r\n: :\r\n\r\n");
        QTest::newRow("folds") << QByteArray(" a: b\r\n\tc: d\r\n\r\n");
        QTest::newRow("empty lines") << QByteArray(100'000, '\n');
        QTest::newRow("many lines") << "GET / HTTP/1.1\r\n" + QByteArray("a: b\r\n").repeated(20'000);
        QTest::newRow("one long line") << "GET / HTTP/1.1\r\nA: " + QByteArray(1'000'000, ',');
        QTest::newRow("high bytes") << QByteArray("GET /\xff\xfe HTTP/1.1\r\nN\xe9: \x80\r\n\r\n");
    }

    void anyBytesAreTaken()
    {
        QFETCH(QByteArray, head);
        for (const auto &lines :
            {explainRequest(head), explainResponse(head, Request), explainResponse(Response, head)}) {
            QVERIFY(lines.size() <= HeadLines::MaxLines + 8);
            for (const HandshakeLine &line : lines)
                QVERIFY(line.offset >= 0 && line.length >= 0
                    && line.offset + line.length <= std::max(head.size(), Response.size()));
        }
    }

    void everyBeginningOfAHandshakeIsTaken()
    {
        for (qsizetype size = 1; size < Request.size(); ++size) {
            const QStringList found = faults(explainRequest(Request.first(size)));
            QVERIFY2(
                found.contains(QStringLiteral("?the empty line that ends the header!HANDSHAKE_INCOMPLETE"))
                    || size < 30,
                qPrintable(found.join(u' ')));
        }
    }
};

QTEST_GUILESS_MAIN(TestHandshakeGuide)
#include "tst_handshakeguide.moc"

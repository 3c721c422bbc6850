// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/upgrade.h"

#include <QTest>

using namespace ws;

namespace {

HttpHead readHead(const QByteArray &wire, HttpHeadReader::Kind kind)
{
    HttpHeadReader reader(kind, {});
    qsizetype consumed = 0;
    const auto result = reader.feed(wire, &consumed);
    return std::holds_alternative<HttpHead>(result) ? std::get<HttpHead>(result) : HttpHead{};
}

// The request of RFC 6455 1.2.
const QByteArray goodRequest = "GET /chat HTTP/1.1\r\n"
                               "Host: server.example.com\r\n"
                               "Upgrade: websocket\r\n"
                               "Connection: Upgrade\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                               "Origin: http://example.com\r\n"
                               "Sec-WebSocket-Protocol: chat, superchat\r\n"
                               "Sec-WebSocket-Version: 13\r\n"
                               "\r\n";

UpgradeOffer goodOffer()
{
    UpgradeOffer offer;
    offer.host = "server.example.com";
    offer.path = "/chat";
    offer.key = "dGhlIHNhbXBsZSBub25jZQ==";
    offer.subprotocols = {QStringLiteral("chat"), QStringLiteral("superchat")};
    return offer;
}

} // namespace

class TestUpgrade : public QObject
{
    Q_OBJECT

private slots:
    void acceptKey()
    {
        QCOMPARE(acceptKeyFor("dGhlIHNhbXBsZSBub25jZQ=="), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    void readsTheRequest()
    {
        const auto result = parseUpgradeRequest(readHead(goodRequest, HttpHeadReader::Kind::Request), {});
        QVERIFY(std::holds_alternative<UpgradeRequest>(result));
        const auto &request = std::get<UpgradeRequest>(result);
        QCOMPARE(request.path, QByteArray("/chat"));
        QCOMPARE(request.origin, QByteArray("http://example.com"));
        QCOMPARE(request.subprotocols, (QStringList{QStringLiteral("chat"), QStringLiteral("superchat")}));
    }

    void judgesTheRequest_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("rule"); // empty: accepted
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *from, const char *to, const char *rule = "",
                             int status = 0) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(rule) << status;
        };
        row("any case", "Upgrade: websocket", "UPGRADE: WebSocket");
        row("Connection list", "Connection: Upgrade", "Connection: keep-alive, upgrade");
        row("POST", "GET", "POST", "WS_ERR_INVALID_METHOD", 405);
        row("HTTP/1.0", "HTTP/1.1", "HTTP/1.0", "WS_ERR_INVALID_HTTP_VERSION", 505);
        row("no HTTP", " HTTP/1.1", "", "WS_ERR_MALFORMED_REQUEST", 400);
        row("no Upgrade", "Upgrade: websocket\r\n", "", "WS_ERR_MISSING_UPGRADE", 426);
        row("Upgrade: h2c", "Upgrade: websocket", "Upgrade: h2c", "WS_ERR_MISSING_UPGRADE", 426);
        row("no Connection", "Connection: Upgrade\r\n", "", "WS_ERR_MISSING_CONNECTION_UPGRADE", 400);
        row("no Host", "Host: server.example.com\r\n", "", "WS_ERR_MISSING_HOST", 400);
        row("two Hosts", "Host: server.example.com\r\n", "Host: a\r\nHost: b\r\n", "WS_ERR_MISSING_HOST",
            400);
        row("no key", "Sec-WebSocket-Key", "X-Key", "WS_ERR_INVALID_KEY", 400);
        row("key of 15 bytes", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j", "WS_ERR_INVALID_KEY", 400);
        row("key not base64", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j!!==", "WS_ERR_INVALID_KEY",
            400);
        row("version 8", "Version: 13", "Version: 8", "WS_ERR_INVALID_VERSION", 426);
        row("subprotocol twice", "chat, superchat", "chat, chat", "WS_ERR_INVALID_SUBPROTOCOL", 400);
        row("subprotocol no token", "chat, superchat", "chat, a b", "WS_ERR_INVALID_SUBPROTOCOL", 400);
        row("extensions", "\r\n\r\n",
            "\r\nSec-WebSocket-Extensions: a; b=\"1\", ,c\r\nSec-WebSocket-Extensions: d;e\r\n\r\n");
        row("extension unknown or declined", "\r\n\r\n",
            "\r\nSec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99\r\n\r\n");
        for (const char *const header : {"", ",", "a;", "a; b=", "a; b c", "a b", "a, b; =1", "a; b=\"1"}) {
            QTest::addRow("extensions \"%s\"", header)
                << QByteArray("\r\n\r\n")
                << QByteArray("\r\nSec-WebSocket-Extensions: ") + header + "\r\n\r\n"
                << QStringLiteral("WS_ERR_INVALID_EXTENSIONS") << 400;
        }
        row("subprotocol empty", "chat, superchat", "", "WS_ERR_INVALID_SUBPROTOCOL", 400);
    }

    void judgesTheRequest()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, rule);
        QFETCH(int, status);
        QByteArray wire = goodRequest;
        QVERIFY(wire.contains(from));
        wire.replace(from, to);
        const HttpHead head = readHead(wire, HttpHeadReader::Kind::Request);
        QVERIFY(!head.raw.isEmpty());

        const auto result = parseUpgradeRequest(head, Strictness::strict());
        if (rule.isEmpty()) {
            QVERIFY(std::holds_alternative<UpgradeRequest>(result));
            return;
        }
        QVERIFY(std::holds_alternative<Violation>(result));
        const RuleInfo &info = ruleInfo(std::get<Violation>(result).rule);
        QCOMPARE(info.name, rule);
        QCOMPARE(int(info.httpStatus), status);

        QList<Violation> noted;
        const auto lenient = parseUpgradeRequest(head, Strictness::lenient(), &noted);
        QCOMPARE(std::holds_alternative<UpgradeRequest>(lenient), info.tolerable);
        QCOMPARE(noted.size(), info.tolerable ? 1 : 0);
    }

    // What cannot be read offers nothing, the good part beside it included.
    void malformedExtensionsAreNoOffer()
    {
        QByteArray wire = goodRequest;
        wire.replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate, x;\r\n\r\n");
        QList<Violation> noted;
        const auto result =
            parseUpgradeRequest(readHead(wire, HttpHeadReader::Kind::Request), Strictness::lenient(), &noted);
        QVERIFY(std::holds_alternative<UpgradeRequest>(result));
        QVERIFY(std::get<UpgradeRequest>(result).extensions.isEmpty());
        QCOMPARE(noted.size(), 1);
        QVERIFY(noted.first().detail.contains(QStringLiteral("\"permessage-deflate, x;\"")));
    }

    void refusalsAreWholeResponses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("needs");
        QTest::newRow("426") << 426 << QByteArray("Sec-WebSocket-Version: 13\r\n");
        QTest::newRow("405") << 405 << QByteArray("Allow: GET\r\n");
        QTest::newRow("503") << 503 << QByteArray("Retry-After: 1\r\n");
        QTest::newRow("431") << 431 << QByteArray("Request Header Fields Too Large");
    }

    void refusalsAreWholeResponses()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, needs);
        const QList<HttpHeader> extra =
            status == 503 ? QList<HttpHeader>{{"Retry-After", "1"}} : QList<HttpHeader>{};
        const QByteArray response = refusalResponse(status, QStringLiteral("Because."), extra);
        const HttpHead head = readHead(response, HttpHeadReader::Kind::Response);
        QVERIFY(head.startLine.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '));
        QVERIFY(response.contains(needs));
        QCOMPARE(head.value("Content-Length").toLongLong(), response.size() - head.raw.size());
        QVERIFY(response.endsWith("Because.\n"));
    }

    void plainPath_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("root") << QByteArray("/") << QByteArray("/");
        QTest::newRow("query") << QByteArray("/v1?path=/v2?") << QByteArray("/v1");
        QTest::newRow("query alone") << QByteArray("/?") << QByteArray("/");
        QTest::newRow("absolute form") << QByteArray("http://bench:8080/v1?id=3") << QByteArray("/v1");
        QTest::newRow("authority alone") << QByteArray("ws://bench") << QByteArray("/");
        QTest::newRow("not absolute") << QByteArray("/a://b") << QByteArray("/a://b");
        QTest::newRow("encoded") << QByteArray("/caf%C3%A9") << QByteArray("/caf%C3%A9");
    }

    void plainPath()
    {
        QFETCH(QByteArray, target);
        UpgradeRequest request;
        request.path = target;
        QTEST(request.plainPath(), "path");
    }

    void bothRolesAgree()
    {
        const UpgradeOffer offer = goodOffer();
        const auto request = parseUpgradeRequest(
            readHead(upgradeRequest(offer), HttpHeadReader::Kind::Request), Strictness::strict());
        QVERIFY(std::holds_alternative<UpgradeRequest>(request));
        const QByteArray answer =
            upgradeResponse(std::get<UpgradeRequest>(request), QStringLiteral("superchat"));
        const auto response = parseUpgradeResponse(
            readHead(answer, HttpHeadReader::Kind::Response), offer, Strictness::strict());
        QVERIFY(std::holds_alternative<UpgradeResponse>(response));
        QCOMPARE(std::get<UpgradeResponse>(response).subprotocol, QStringLiteral("superchat"));
    }

    void judgesTheResponse_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("rule");
        const auto row = [](const char *name, const char *from, const char *to, const char *rule) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(rule);
        };
        row("redirect", "101 Switching Protocols", "301 Moved", "WS_ERR_INVALID_STATUS");
        row("not HTTP", "HTTP/1.1", "ICY", "WS_ERR_MALFORMED_RESPONSE");
        row("no Upgrade", "Upgrade: websocket\r\n", "", "WS_ERR_MISSING_UPGRADE");
        row("no Connection", "Connection: Upgrade\r\n", "", "WS_ERR_MISSING_CONNECTION_UPGRADE");
        row("wrong key", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "x", "WS_ERR_INVALID_ACCEPT");
        row("unrequested subprotocol", "Protocol: chat", "Protocol: other", "WS_ERR_UNEXPECTED_SUBPROTOCOL");
        row("unsolicited extension", "\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
            "WS_ERR_UNEXPECTED_EXTENSION");
    }

    void judgesTheResponse()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, rule);
        const UpgradeOffer offer = goodOffer();
        UpgradeRequest request;
        request.key = offer.key;
        QByteArray wire = upgradeResponse(request, QStringLiteral("chat"));
        QVERIFY(wire.contains(from));
        wire.replace(from, to);
        const auto result =
            parseUpgradeResponse(readHead(wire, HttpHeadReader::Kind::Response), offer, Strictness::strict());
        QVERIFY(std::holds_alternative<Violation>(result));
        QCOMPARE(ruleInfo(std::get<Violation>(result).rule).name, rule);
    }

    void keysAreFresh()
    {
        QVERIFY(randomUpgradeKey() != randomUpgradeKey());
        QCOMPARE(QByteArray::fromBase64(randomUpgradeKey()).size(), 16);
    }
};

QTEST_GUILESS_MAIN(TestUpgrade)
#include "tst_upgrade.moc"

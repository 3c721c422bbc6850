// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Who is let in: the path, the backlog before the hooks, and what each hook says.
#include "echoserver.h"

#include <QSignalSpy>

using ws::HttpHeader;
using ws::ServerOptions;
using ws::UpgradeRequest;

class TestAdmission : public QObject
{
    Q_OBJECT

private slots:
    void path_data();
    void path();
    void refusesOptions_data();
    void refusesOptions();
    void verifyClient();
    void verifyClientSeesTheRequest();
    void backlogBeforeTheHooks();
    void handleProtocols_data();
    void handleProtocols();
    void acceptHandlerDecidesAlone();
    void headers();
    void hookFaults_data();
    void hookFaults();
};

namespace {

// What is answered to this upgrade, up to the end of a refusal or of the 101's head.
QByteArray answerTo(const EchoServer &bench, const QByteArray &request)
{
    RawPeer peer(bench.server.port());
    if (!peer.send(request) || !peer.waitFor("\r\n\r\n"))
        return "nothing";
    if (!peer.received().startsWith("HTTP/1.1 101 "))
        peer.waitForEnd();
    return peer.received();
}

QByteArray requestFor(const QByteArray &target)
{
    return RawPeer::upgradeRequest().replace("/device?id=7", target);
}

} // namespace

void TestAdmission::path_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("served");
    QTest::newRow("the path") << QByteArray("/device") << true;
    QTest::newRow("with a query") << QByteArray("/device?id=7") << true;
    QTest::newRow("absolute form") << QByteArray("http://bench/device?id=7") << true;
    QTest::newRow("root") << QByteArray("/") << false;
    QTest::newRow("below") << QByteArray("/device/1") << false;
    QTest::newRow("slash behind") << QByteArray("/device/") << false;
    QTest::newRow("other case") << QByteArray("/Device") << false;
    QTest::newRow("in the query") << QByteArray("/?/device") << false;
}

void TestAdmission::path()
{
    QFETCH(QByteArray, target);
    QFETCH(bool, served);
    ServerOptions options;
    options.path = QStringLiteral("/device");
    EchoServer bench(options);
    QVERIFY(bench.server.url().endsWith(QStringLiteral("/device")));
    const QByteArray answer = answerTo(bench, requestFor(target));
    if (served) {
        QVERIFY2(answer.startsWith("HTTP/1.1 101 "), answer);
        QCOMPARE(bench.latest->path(), QString::fromLatin1(target));
    } else {
        QVERIFY2(answer.startsWith("HTTP/1.1 404 Not Found\r\n"), answer);
        QVERIFY2(answer.contains(bench.server.url().toLatin1()), answer);
        QCOMPARE(bench.refusals, QList{404});
        QVERIFY(bench.latest.isNull());
    }
    QVERIFY(bench.servesGoodPeer()); // at /device?id=7
}

void TestAdmission::refusesOptions_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QList<HttpHeader>>("headers");
    QTest::addColumn<QString>("names");
    const QList<HttpHeader> none;
    QTest::newRow("no slash") << QStringLiteral("device") << none << QStringLiteral("device");
    QTest::newRow("query") << QStringLiteral("/device?id") << none << QStringLiteral("/device?id");
    QTest::newRow("blank") << QStringLiteral("/a b") << none << QStringLiteral("/a b");
    QTest::newRow("line break") << QStringLiteral("/a\r\nb") << none << QStringLiteral("path");
    QTest::newRow("not encoded") << QStringLiteral("/é") << none << QStringLiteral("/é");
    QTest::newRow("header") << QString() << QList<HttpHeader>{{"X-A", "b\r\nX-C: d"}}
                            << QStringLiteral("X-A");
}

void TestAdmission::refusesOptions()
{
    QFETCH(QString, path);
    QFETCH(QList<HttpHeader>, headers);
    QFETCH(QString, names);
    ServerOptions options;
    options.path = path;
    options.headers = headers;
    ws::WebSocketServer server(options);
    QVERIFY(!server.listen());
    QVERIFY2(server.errorString().contains(names), qPrintable(server.errorString()));
    QVERIFY(!server.isListening());
}

void TestAdmission::verifyClient()
{
    ServerOptions options;
    options.verifyClient = [](const UpgradeRequest &request,
                               const ws::UpgradeOrigin &) -> std::variant<ws::Accepted, ws::Refusal> {
        if (request.head.value("Authorization") == "Bearer right")
            return ws::Accepted{};
        return ws::Refusal{401, QStringLiteral("Who are you?"), {{"WWW-Authenticate", "Bearer"}}};
    };
    EchoServer bench(options);
    const QByteArray refused = answerTo(bench, RawPeer::upgradeRequest("Authorization: Bearer wrong\r\n"));
    QVERIFY2(refused.startsWith("HTTP/1.1 401 Unauthorized\r\n"), refused);
    QVERIFY2(refused.contains("\r\nWWW-Authenticate: Bearer\r\n"), refused);
    QVERIFY2(refused.endsWith("Who are you?\n"), refused);
    QCOMPARE(bench.refusals, QList{401});

    const QByteArray accepted = answerTo(bench, RawPeer::upgradeRequest("Authorization: Bearer right\r\n"));
    QVERIFY2(accepted.startsWith("HTTP/1.1 101 "), accepted);
}

void TestAdmission::verifyClientSeesTheRequest()
{
    QByteArray path;
    QByteArray origin;
    ws::UpgradeOrigin from;
    ServerOptions options;
    options.verifyClient = [&](const UpgradeRequest &request, const ws::UpgradeOrigin &seen) {
        path = request.path;
        origin = request.origin;
        from = seen;
        return ws::Accepted{};
    };
    EchoServer bench(options);
    RawPeer peer(bench.server.port());
    QVERIFY(peer.upgrade("Origin: http://bench\r\n"));
    QCOMPARE(path, "/device?id=7");
    QCOMPARE(origin, "http://bench");
    QCOMPARE(from.peerAddress, QStringLiteral("127.0.0.1"));
    QCOMPARE(from.peerPort, bench.latest->peerPort());
    QVERIFY(!from.secure);
}

void TestAdmission::backlogBeforeTheHooks()
{
    int asked = 0;
    ServerOptions options;
    options.backlog = 1;
    options.verifyClient = [&](const UpgradeRequest &, const ws::UpgradeOrigin &) {
        ++asked;
        return ws::Accepted{};
    };
    EchoServer bench(options);
    RawPeer first(bench.server.port());
    QVERIFY(first.upgrade());
    QVERIFY(answerTo(bench, RawPeer::upgradeRequest()).startsWith("HTTP/1.1 503 "));
    QCOMPARE(asked, 1);
}

void TestAdmission::handleProtocols_data()
{
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<QString>("chosen"); // null: none
    QTest::newRow("the second") << QByteArray("Sec-WebSocket-Protocol: v1, v2\r\n") << QStringLiteral("v2");
    QTest::newRow("none of them") << QByteArray("Sec-WebSocket-Protocol: v1\r\n") << QString();
    QTest::newRow("none offered") << QByteArray() << QString();
}

void TestAdmission::handleProtocols()
{
    QFETCH(QByteArray, offer);
    QFETCH(QString, chosen);
    QStringList asked;
    ServerOptions options;
    options.handleProtocols = [&](const QStringList &offered,
                                  const UpgradeRequest &request) -> std::optional<QString> {
        asked = offered;
        if (request.plainPath() == "/device" && offered.contains(QStringLiteral("v2")))
            return QStringLiteral("v2");
        return std::nullopt;
    };
    EchoServer bench(options);
    const QByteArray answer = answerTo(bench, RawPeer::upgradeRequest(offer));
    QVERIFY2(answer.startsWith("HTTP/1.1 101 "), answer);
    QCOMPARE(answer.contains("\r\nSec-WebSocket-Protocol: v2\r\n"), !chosen.isNull());
    QCOMPARE(answer.contains("Sec-WebSocket-Protocol"), !chosen.isNull());
    QCOMPARE(asked.isEmpty(), offer.isEmpty());
}

void TestAdmission::acceptHandlerDecidesAlone()
{
    ServerOptions options;
    options.acceptHandler = [](const QStringList &) { return std::nullopt; };
    options.handleProtocols = [](const QStringList &, const UpgradeRequest &) {
        return QStringLiteral("v1");
    };
    EchoServer bench(options);
    const QByteArray answer = answerTo(bench, RawPeer::upgradeRequest("Sec-WebSocket-Protocol: v1\r\n"));
    QVERIFY2(answer.startsWith("HTTP/1.1 401 "), answer);
}

void TestAdmission::headers()
{
    ServerOptions options;
    options.headers = {{"X-Bench", "7"}};
    options.headersHandler = [](const UpgradeRequest &request) {
        return QList<HttpHeader>{{"Set-Cookie", "host=" + request.host}, {"Set-Cookie", "b=2"}};
    };
    EchoServer bench(options);
    const QByteArray answer = answerTo(bench, RawPeer::upgradeRequest());
    QVERIFY2(answer.startsWith("HTTP/1.1 101 "), answer);
    QVERIFY2(answer.contains("\r\nX-Bench: 7\r\nSet-Cookie: host=bench\r\nSet-Cookie: b=2\r\n\r\n"), answer);
    QVERIFY(!answerTo(bench, "POST / HTTP/1.1\r\n\r\n").contains("X-Bench")); // for the 101 alone
}

void TestAdmission::hookFaults_data()
{
    QTest::addColumn<QByteArray>("hook");
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("status") << QByteArray("status") << QByteArray("200");
    QTest::newRow("refusal's header") << QByteArray("refusal") << QByteArray("X-Evil");
    QTest::newRow("subprotocol") << QByteArray("subprotocol") << QByteArray("subprotocol");
    QTest::newRow("header") << QByteArray("headers") << QByteArray("X-Evil");
}

// A hook that passes on what a client sent must never let it write a line of the answer.
void TestAdmission::hookFaults()
{
    QFETCH(QByteArray, hook);
    QFETCH(QByteArray, names);
    const QList<HttpHeader> evil{{"X-Evil", "a\r\nSet-Cookie: owned"}};
    ServerOptions options;
    if (hook == "status" || hook == "refusal")
        options.verifyClient = [&](const UpgradeRequest &, const ws::UpgradeOrigin &) {
            return hook == "status" ? ws::Refusal{200, {}, {}} : ws::Refusal{401, {}, evil};
        };
    if (hook == "subprotocol")
        options.acceptHandler = [](const QStringList &) { return QStringLiteral("v1\r\nSet-Cookie: owned"); };
    if (hook == "headers")
        options.headersHandler = [&](const UpgradeRequest &) { return evil; };
    EchoServer bench(options);
    const QByteArray answer = answerTo(bench, RawPeer::upgradeRequest());
    QVERIFY2(answer.startsWith("HTTP/1.1 500 Internal Server Error\r\n"), answer);
    QVERIFY2(answer.contains(names), answer);
    QVERIFY2(!answer.contains("owned"), answer);
    QCOMPARE(bench.refusals, QList{500});
}

QTEST_GUILESS_MAIN(TestAdmission)
#include "tst_admission.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/serversettings.h"
#include "app/bench/servertexts.h"

#include <QTcpServer>
#include <QTest>

using namespace sockscope;

class TestServerSettings : public QObject
{
    Q_OBJECT
private slots:
    void becomeOptions();
    void chooseSubprotocol_data();
    void chooseSubprotocol();
    void noSubprotocolsMeansNoHandler();
    void startFailureSaysWhatToDo_data();
    void startFailureSaysWhatToDo();
    void takenPortIsNamed();
    void sendFailureSaysWhatToDo_data();
    void sendFailureSaysWhatToDo();
};

void TestServerSettings::becomeOptions()
{
    ServerSettings settings;
    settings.host = QStringLiteral("::1");
    settings.port = 81;
    settings.localName = QStringLiteral("/run/bench");
    settings.path = QStringLiteral("/device");
    settings.headers = {{"X-Bench", "7"}};
    settings.maxPayload = 7;
    settings.backlog = 3;
    settings.queuedBytes = 9;
    settings.clientTracking = false;
    settings.automaticPong = false;
    settings.maskFrames = true;
    settings.failOnViolations = false;
    settings.pingIntervalMs = 20;
    settings.pongTimeoutMs = 30;
    settings.compression.enabled = true;
    settings.compression.serverMaxWindowBits = 9;
    const ws::ServerOptions options = serverOptions(settings);
    QCOMPARE(options.host, settings.host);
    QCOMPARE(options.port, settings.port);
    QCOMPARE(options.localName, settings.localName);
    QCOMPARE(options.path, settings.path);
    QCOMPARE(options.headers, settings.headers);
    QCOMPARE(options.maxPayload, settings.maxPayload);
    QCOMPARE(options.limits.queuedBytes, settings.queuedBytes);
    QCOMPARE(options.backlog, settings.backlog);
    QVERIFY(!options.clientTracking);
    QVERIFY(!options.automaticPong);
    QVERIFY(options.maskAnswers);
    QCOMPARE(options.perMessageDeflate, settings.compression);
    QVERIFY(!serverOptions({}).perMessageDeflate.enabled);
    QCOMPARE(options.pingInterval.count(), 20);
    QCOMPARE(options.pongTimeout.count(), 30);
    QVERIFY(options.strictness == ws::Strictness::lenient());
    QVERIFY(serverOptions({}).strictness == ws::Strictness::strict());
}

void TestServerSettings::chooseSubprotocol_data()
{
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<bool>("refuse");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<QString>("chosen");
    QTest::newRow("client's order") << QStringList{"x", "b", "a"} << false << true << "b";
    QTest::newRow("none common") << QStringList{"x"} << false << true << "";
    QTest::newRow("none common, refused") << QStringList{"x"} << true << false << "";
    QTest::newRow("none offered") << QStringList{} << false << true << "";
    QTest::newRow("none offered, refused") << QStringList{} << true << false << "";
    QTest::newRow("case counts") << QStringList{"A"} << true << false << "";
}

void TestServerSettings::chooseSubprotocol()
{
    QFETCH(QStringList, offered);
    QFETCH(bool, refuse);
    QFETCH(bool, accepted);
    QFETCH(QString, chosen);
    ServerSettings settings;
    settings.subprotocols = QStringList{QStringLiteral("a"), QStringLiteral("b")};
    settings.refuseUnknownSubprotocol = refuse;
    const std::optional<QString> answer = serverOptions(settings).acceptHandler(offered);
    QCOMPARE(answer.has_value(), accepted);
    QCOMPARE(answer.value_or(QString()), chosen);
}

void TestServerSettings::noSubprotocolsMeansNoHandler()
{
    ServerSettings settings;
    settings.refuseUnknownSubprotocol = true;
    QVERIFY(!serverOptions(settings).acceptHandler);
}

void TestServerSettings::startFailureSaysWhatToDo_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("expected");
    // 192.0.2.0/24 is for documentation (RFC 5737): no machine has it.
    QTest::newRow("other machine") << "192.0.2.1"
                                   << "192.0.2.1 is not an address of this machine";
    QTest::newRow("not an address") << ""
                                    << "There is no host called";
    QTest::newRow("nothing wrong now") << "127.0.0.1"
                                       << "the system's words";
}

void TestServerSettings::startFailureSaysWhatToDo()
{
    QFETCH(QString, host);
    QFETCH(QString, expected);
    ServerSettings settings;
    settings.host = host;
    settings.port = 0;
    const QString text = startFailureText(settings, QStringLiteral("the system's words"));
    QVERIFY2(text.contains(expected), qPrintable(text));
    QVERIFY2(text.endsWith(QLatin1Char('.')), qPrintable(text));
}

void TestServerSettings::takenPortIsNamed()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ServerSettings settings;
    settings.port = other.serverPort();
    const QString text = startFailureText(settings, {});
    QCOMPARE(text,
        QStringLiteral(
            "Port %1 on 127.0.0.1 is already in use by another program: choose another port, or 0 for any "
            "free one.")
            .arg(other.serverPort()));
}

void TestServerSettings::sendFailureSaysWhatToDo_data()
{
    using ws::Opcode, ws::SendResult;
    QTest::addColumn<int>("result");
    QTest::addColumn<int>("opcode");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("closing") << int(SendResult::NotOpen) << int(Opcode::Text) << quint64(1)
                             << QStringList{"Connection 9", "closing"};
    QTest::newRow("message") << int(SendResult::TooLarge) << int(Opcode::Binary) << quint64(2000)
                             << QStringList{"2000", "maxPayload is 1000"};
    QTest::newRow("ping") << int(SendResult::TooLarge) << int(Opcode::Ping) << quint64(200)
                          << QStringList{"ping", "125", "200"};
    QTest::newRow("text") << int(SendResult::InvalidText) << int(Opcode::Text) << quint64(1)
                          << QStringList{"UTF-8", "binary"};
    QTest::newRow("code") << int(SendResult::InvalidCloseCode) << int(Opcode::Close) << quint64(0)
                          << QStringList{"1006", "3000"};
}

void TestServerSettings::sendFailureSaysWhatToDo()
{
    QFETCH(int, result);
    QFETCH(int, opcode);
    QFETCH(quint64, size);
    QFETCH(QStringList, parts);
    const QString text = sendFailureText(ws::SendResult(result), 9, {ws::Opcode(opcode), size, 1006}, 1000);
    for (const QString &part : parts)
        QVERIFY2(text.contains(part), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestServerSettings)
#include "tst_serversettings.moc"

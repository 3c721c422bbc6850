// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/identityrule.h"

#include "app/devices/devicelabel.h"

#include <QTest>

using namespace sockscope;
using By = IdentityRule::By;

namespace {

DeviceTraits board(const QString &address, const QByteArray &headers = {}, const QByteArray &target = "/")
{
    return {address, "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n", {}, {}};
}

const QString Here = QStringLiteral("10.0.0.7");
const QString There = QStringLiteral("10.0.0.8");

} // namespace

class TestIdentityRule : public QObject
{
    Q_OBJECT
private slots:
    void tellsApart_data();
    void tellsApart();
    void fallsBack();
    void keysDoNotMeet();
    void namesAreBounded();
    void texts_data();
    void texts();
    void faults_data();
    void faults();
};

void TestIdentityRule::tellsApart_data()
{
    QTest::addColumn<IdentityRule>("rule");
    QTest::addColumn<DeviceTraits>("one");
    QTest::addColumn<DeviceTraits>("other");
    QTest::addColumn<bool>("isSame");
    QTest::addColumn<QString>("name"); // of one
    const QByteArray agent = "User-Agent: ESP32 Websocket Client\r\n";
    const QByteArray id = "X-Device-Id: valve-7\r\n";
    const IdentityRule automatic;
    QTest::newRow("one make, two boards")
        << automatic << board(Here, agent) << board(There, agent) << false << "ESP32 Websocket Client";
    QTest::newRow("one board") << automatic << board(Here, agent) << board(Here, agent) << true
                               << "ESP32 Websocket Client";
    QTest::newRow("an id that moved")
        << automatic << board(Here, id) << board(There, id) << true << "valve-7";
    QTest::newRow("nothing said") << automatic << board(Here) << board(There) << false << "10.0.0.7";
    QTest::newRow("no request") << automatic << DeviceTraits{Here, {}, {}, {}} << board(Here) << true
                                << "10.0.0.7";

    const IdentityRule header{By::Header, QStringLiteral("X-Serial")};
    QTest::newRow("header") << header << board(Here, "x-serial: 0042\r\n")
                            << board(There, "X-SERIAL: 0042\r\n") << true << "0042";
    QTest::newRow("two headers") << header << board(Here, "X-Serial: 1\r\n") << board(Here, "X-Serial: 2\r\n")
                                 << false << "1";
    const IdentityRule path{By::Path, {}};
    QTest::newRow("path") << path << board(Here, {}, "/dev/1") << board(There, agent, "/dev/1") << true
                          << "/dev/1";
    const IdentityRule address{By::Address, {}};
    QTest::newRow("address") << address << board(Here, id) << board(Here, agent) << true << "10.0.0.7";

    DeviceTraits said = board(Here, agent);
    said.subprotocol = QStringLiteral("pump.v1");
    DeviceTraits alsoSaid = board(There, id);
    alsoSaid.subprotocol = said.subprotocol;
    QTest::newRow("subprotocol") << IdentityRule{By::Subprotocol, {}} << said << alsoSaid << true
                                 << "pump.v1";
    said.firstMessage = R"({"hello":{"serial":"A-1"},"n":1})";
    alsoSaid.firstMessage = R"({"hello":{"serial":"A-1"},"n":2, cut he)";
    const IdentityRule field{By::FirstMessage, QStringLiteral(".hello.serial")};
    QTest::newRow("first message") << field << said << alsoSaid << true << "A-1";
    alsoSaid.firstMessage = R"({"hello":{"serial":17}})";
    QTest::newRow("a number") << field << alsoSaid << said << false << "17";
}

void TestIdentityRule::tellsApart()
{
    QFETCH(IdentityRule, rule);
    QFETCH(DeviceTraits, one);
    QFETCH(DeviceTraits, other);
    QFETCH(bool, isSame);
    QCOMPARE(rule.fault(), QString());
    QCOMPARE(identify(rule, one).key == identify(rule, other).key, isSame);
    QTEST(identify(rule, one).name, "name");
}

void TestIdentityRule::fallsBack()
{
    const DeviceTraits traits = board(Here, "X-Device-Id: valve-7\r\n");
    for (const IdentityRule &rule : {IdentityRule{By::Header, QStringLiteral("X-Serial")},
             IdentityRule{By::Subprotocol, {}}, IdentityRule{By::FirstMessage, QStringLiteral(".id")}})
        QCOMPARE(identify(rule, traits).key, identify({}, traits).key);
}

// A device that names itself like another's address is not that one.
void TestIdentityRule::keysDoNotMeet()
{
    QVERIFY(identify({}, board(There, "X-Device-Id: 10.0.0.7\r\n")).key != identify({}, board(Here)).key);
    QVERIFY(identify({By::Path, {}}, board(Here, {}, "/a")).key
        != identify({By::Header, QStringLiteral("X-A")}, board(Here, "X-A: /a\r\n")).key);
}

void TestIdentityRule::namesAreBounded()
{
    const DeviceIdentity long1 =
        identify({By::Header, QStringLiteral("X-A")}, board(Here, "X-A: " + QByteArray(300, 'x') + "\r\n"));
    QCOMPARE(long1.name.size(), MaxDeviceLabel);
    QVERIFY(long1.key.size() < 300);
    QCOMPARE(identify({By::Header, QStringLiteral("X-A")}, board(Here, "X-A: a\tb\xe2\x80\xae\r\n")).name,
        QStringLiteral("ab"));
}

void TestIdentityRule::texts_data()
{
    QTest::addColumn<IdentityRule>("rule");
    QTest::addColumn<QString>("text");
    QTest::newRow("automatic") << IdentityRule() << "automatic";
    QTest::newRow("header") << IdentityRule{By::Header, QStringLiteral("X-Device-Id")}
                            << "header X-Device-Id";
    QTest::newRow("path") << IdentityRule{By::Path, {}} << "path";
    QTest::newRow("subprotocol") << IdentityRule{By::Subprotocol, {}} << "subprotocol";
    QTest::newRow("first message") << IdentityRule{By::FirstMessage, QStringLiteral(".a[0]")}
                                   << "first message .a[0]";
    QTest::newRow("address") << IdentityRule{By::Address, {}} << "address";
}

void TestIdentityRule::texts()
{
    QFETCH(IdentityRule, rule);
    QFETCH(QString, text);
    QCOMPARE(rule.text(), text);
    QCOMPARE(IdentityRule::fromText(text), rule);
    QCOMPARE(IdentityRule::fromText(QStringLiteral("zodiac sign")), std::nullopt);
}

void TestIdentityRule::faults_data()
{
    QTest::addColumn<IdentityRule>("rule");
    QTest::newRow("no header") << IdentityRule{By::Header, {}};
    QTest::newRow("two words") << IdentityRule{By::Header, QStringLiteral("X Device")};
    QTest::newRow("no path") << IdentityRule{By::FirstMessage, {}};
    QTest::newRow("no path either") << IdentityRule{By::FirstMessage, QStringLiteral("id[")};
}

void TestIdentityRule::faults()
{
    QFETCH(IdentityRule, rule);
    QVERIFY(rule.fault().contains(rule.parameter));
    QVERIFY(
        rule.fault().contains(QStringLiteral("such as")) || rule.fault().contains(QStringLiteral("like")));
}

QTEST_GUILESS_MAIN(TestIdentityRule)
#include "tst_identityrule.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicelabel.h"
#include "app/devices/identityrule.h"

#include <QTest>

using namespace sockscope;

class TestDeviceLabel : public QObject
{
    Q_OBJECT
private slots:
    void names_data();
    void names();
    void isBoundedAndPrintable_data();
    void isBoundedAndPrintable();
};

void TestDeviceLabel::names_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QString>("label");
    const QByteArray chrome =
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "HeadlessChrome/120.0.6099.109 Safari/537.36\r\n";
    QTest::newRow("nothing") << QByteArray("/") << QByteArray() << "peer";
    QTest::newRow("browser") << QByteArray("/") << chrome << "HeadlessChrome 120";
    QTest::newRow("firefox") << QByteArray(
        "/") << QByteArray("User-Agent: Mozilla/5.0 (X11; rv:109.0) Gecko/20100101 Firefox/115.0\r\n")
                             << "Firefox 115";
    QTest::newRow("python") << QByteArray("/") << QByteArray("User-Agent: Python/3.11 websockets/10.4\r\n")
                            << "websockets 10.4";
    QTest::newRow("free words") << QByteArray("/") << QByteArray("User-Agent: ESP32 Websocket Client\r\n")
                                << "ESP32 Websocket Client";
    QTest::newRow("only common products")
        << QByteArray("/") << QByteArray("User-Agent: Mozilla/5.0\r\n") << "Mozilla 5";
    QTest::newRow("no version") << QByteArray("/") << QByteArray("User-Agent: thing/ (x)\r\n") << "thing";
    QTest::newRow("device id") << QByteArray("/?device=no") << chrome + "X-Device-Id: valve-7\r\n"
                               << "valve-7";
    QTest::newRow("device name") << QByteArray("/") << chrome + "X-Device-Name: Valve\r\n"
                                 << "Valve";
    QTest::newRow("query device") << QByteArray("/a?x=1&device=cam%203&id=9") << chrome << "cam 3";
    QTest::newRow("query id") << QByteArray("/a?id=9") << chrome << "9";
    QTest::newRow("empty values") << QByteArray("/a?device=&id=")
                                  << QByteArray("X-Device-Id: \r\nUser-Agent: \r\n") << "peer";
    QTest::newRow("unclosed comment") << QByteArray("/") << QByteArray("User-Agent: (((\r\n") << "peer";
}

void TestDeviceLabel::names()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, headers);
    QFETCH(QString, label);
    const QByteArray head = "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
    QCOMPARE(identify({}, {QStringLiteral("peer"), head, {}, {}}).name, label);
}

void TestDeviceLabel::isBoundedAndPrintable_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("long id") << QByteArray(
        "GET / HTTP/1.1\r\nX-Device-Id: " + QByteArray(5000, 'x') + "\r\n\r\n");
    QTest::newRow("long agent") << QByteArray(
        "GET / HTTP/1.1\r\nUser-Agent: " + QByteArray(5000, 'x') + "/1\r\n\r\n");
    QTest::newRow("reordering mark") << QByteArray("GET /?id=a%E2%80%AEb%00%0Ac HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("not UTF-8") << QByteArray("GET / HTTP/1.1\r\nX-Device-Name: a\xff\xfe\r\n\r\n");
    QTest::newRow("garbage") << QByteArray("\x16\x03\x01garbage");
    QTest::newRow("empty") << QByteArray();
}

void TestDeviceLabel::isBoundedAndPrintable()
{
    QFETCH(QByteArray, head);
    const QString label = identify({}, {QStringLiteral("peer"), head, {}, {}}).name;
    QVERIFY(!label.isEmpty());
    QVERIFY(label.size() <= MaxDeviceLabel);
    for (const QChar character : label)
        QVERIFY(character.isPrint());
}

QTEST_GUILESS_MAIN(TestDeviceLabel)
#include "tst_devicelabel.moc"

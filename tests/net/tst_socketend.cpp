// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/net/socketend.h"

#include <QNetworkInterface>
#include <QTest>

using namespace ws;

class TestSocketEnd : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void zones();
    void nowhere();
};

void TestSocketEnd::text_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("text");
    QTest::newRow("IPv4") << "192.168.1.20"
                          << "192.168.1.20";
    QTest::newRow("IPv4 at a dual-stack server") << "::ffff:192.168.1.20"
                                                 << "192.168.1.20";
    QTest::newRow("IPv6") << "2001:db8::7"
                          << "2001:db8::7";
    QTest::newRow("loopback") << "::1"
                              << "::1";
    QTest::newRow("zone of no interface") << "fe80::1%4000000"
                                          << "fe80::1%4000000";
}

void TestSocketEnd::text()
{
    QFETCH(QString, address);
    QFETCH(QString, text);
    const SocketEnd end(QHostAddress(address), 8080);
    QCOMPARE(end.address(), text);
    QCOMPARE(end.port(), quint16(8080));
}

void TestSocketEnd::zones()
{
    const QList<QNetworkInterface> interfaces = QNetworkInterface::allInterfaces();
    QVERIFY(!interfaces.isEmpty());
    const QNetworkInterface &link = interfaces.first();
    const auto text = QStringLiteral("fe80::1%%1");
    const SocketEnd numbered(QHostAddress(text.arg(link.index())), 1);
    const SocketEnd named(QHostAddress(text.arg(link.name())), 1);
    QCOMPARE(numbered.address(), text.arg(link.name()));
    QCOMPARE(named.address(), text.arg(link.name()));
}

void TestSocketEnd::nowhere()
{
    QCOMPARE(SocketEnd().address(), QString());
    QCOMPARE(SocketEnd().port(), quint16(0));
}

QTEST_GUILESS_MAIN(TestSocketEnd)
#include "tst_socketend.moc"

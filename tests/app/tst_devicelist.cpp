// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicelist.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sockscope;

namespace {

constexpr qint64 Second = 1'000'000'000;

// Connected for two seconds, then refused, then connected to this day.
Device device(const QString &name)
{
    Device device;
    device.name = name;
    DeviceSession session;
    session.connection = 4;
    session.acceptedNs = session.openedNs = 1 * Second;
    session.endedNs = 3 * Second;
    session.deadNs = 2 * Second;
    session.end = SessionEnd::Lost;
    device.sessions.append(session);
    session = {};
    session.connection = 7;
    session.acceptedNs = session.endedNs = 3 * Second + 500'000;
    session.status = 503;
    session.end = SessionEnd::Refused;
    device.sessions.append(session);
    session = {};
    session.connection = 9;
    session.acceptedNs = session.openedNs = 5 * Second;
    device.sessions.append(session);
    return device;
}

} // namespace

class TestDeviceList : public QObject
{
    Q_OBJECT

private slots:
    void csvHasALineForEachAttempt();
    void csvDoesNotRun();
    void jsonHasALineForEachDevice();
    void textHasWordsForEachDevice();
    void nothing();
};

void TestDeviceList::csvHasALineForEachAttempt()
{
    const QByteArrayList lines = devicesAsCsv({device(QStringLiteral("thermo, attic"))}).split('\n');
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0], "device,connection,accepted_s,opened_s,ended_s,dead_s,end\r");
    QVERIFY(lines[1].startsWith("\"thermo, attic\",4,1.000000,1.000000,3.000000,2.000000,"));
    QVERIFY(lines[2].startsWith("\"thermo, attic\",7,3.000500,,3.000500,,"));
    QVERIFY(lines[2].contains("503"));
    QVERIFY(lines[3].startsWith("\"thermo, attic\",9,5.000000,5.000000,,,"));
    QCOMPARE(lines[4], QByteArray());
}

// A device names itself; a table program must not take that for a formula.
void TestDeviceList::csvDoesNotRun()
{
    const QByteArrayList lines = devicesAsCsv({device(QStringLiteral("=HYPERLINK(1)"))}).split('\n');
    QVERIFY2(lines[1].startsWith("'=HYPERLINK(1),4,"), lines[1].constData());
}

void TestDeviceList::jsonHasALineForEachDevice()
{
    const QByteArrayList lines =
        devicesAsJsonLines({device(QStringLiteral("a")), device(QStringLiteral("b"))}, 9 * Second)
            .split('\n');
    QCOMPARE(lines.size(), 3);
    const QJsonObject second = QJsonDocument::fromJson(lines[1]).object();
    QCOMPARE(second.value(QStringLiteral("device")).toString(), QStringLiteral("b"));
    QCOMPARE(second.value(QStringLiteral("attempts")).toInt(), 3);
    QCOMPARE(second.value(QStringLiteral("opened")).toInt(), 2);
}

void TestDeviceList::textHasWordsForEachDevice()
{
    const QString text = QString::fromUtf8(devicesAsText({device(QStringLiteral("thermo"))}, 9 * Second));
    QVERIFY2(text.startsWith(QStringLiteral("thermo: connected ")), qPrintable(text));
    QVERIFY(text.endsWith(u'\n'));
}

void TestDeviceList::nothing()
{
    QCOMPARE(devicesAsText({}, 0), QByteArray());
    QCOMPARE(devicesAsJsonLines({}, 0), QByteArray());
    QCOMPARE(devicesAsCsv({}).count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestDeviceList)
#include "tst_devicelist.moc"

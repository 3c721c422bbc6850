// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicetable.h"

#include <QTest>

using namespace sockscope;
using By = IdentityRule::By;

namespace {

const QString Here = QStringLiteral("10.0.0.7");
const QString There = QStringLiteral("10.0.0.8");

QByteArray head(const QByteArray &agent, const QByteArray &target = "/")
{
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\nUser-Agent: " + agent + "\r\n\r\n";
}

} // namespace

class TestDeviceTable : public QObject
{
    Q_OBJECT

private:
    // A connection that opens at its number's second, and is over half a second later.
    static void visit(
        DeviceTable &table, quint64 connection, const QByteArray &agent, const QString &address = Here)
    {
        const qint64 second = 1'000'000'000;
        table.accepted(connection, address, {qint64(connection) * second, connection});
        table.requested(connection, head(agent));
        table.opened(connection, {}, qint64(connection) * second);
        table.ended(
            connection, {1000, {}, true, false}, -1, {qint64(connection) * second + second / 2, connection});
    }

    static QStringList names(const DeviceTable &table)
    {
        QStringList names;
        for (const Device &device : table.devices())
            names.append(QStringLiteral("%1: %2").arg(device.name).arg(device.sessions.size()));
        return names;
    }

private slots:
    void reconnectsAreOneDevice()
    {
        DeviceTable table;
        for (const quint64 connection : {1, 3, 4})
            visit(table, connection, "thermo");
        visit(table, 2, "valve");
        QCOMPARE(names(table), (QStringList{QStringLiteral("thermo: 3"), QStringLiteral("valve: 1")}));
        QCOMPARE(table.devices().first().sessions.last().connection, 4u);
        QCOMPARE(table.nameOf(4), QStringLiteral("thermo"));
        QCOMPARE(table.nameOf(99), QString());
    }

    void boardsOfOneMakeAreToldApart()
    {
        DeviceTable table;
        visit(table, 1, "esp32", Here);
        visit(table, 2, "esp32", There);
        visit(table, 3, "esp32", Here);
        QCOMPARE(
            names(table), (QStringList{QStringLiteral("esp32: 2"), QStringLiteral("esp32 10.0.0.8: 1")}));
    }

    void twoConnectionsOfOneDevice()
    {
        DeviceTable table;
        visit(table, 1, "thermo");
        visit(table, 2, "thermo");
        visit(table, 3, "valve");
        QVERIFY(table.areOfOneDevice(1, 2));
        QVERIFY(!table.areOfOneDevice(1, 3));
        QVERIFY(!table.areOfOneDevice(1, 99));
        table.accepted(4, There, {5, 0}); // has not asked for anything
        QVERIFY(!table.areOfOneDevice(1, 4));
        table.setRule({By::Address, {}});
        QVERIFY(table.areOfOneDevice(1, 3));
    }

    void untilItSpeaksItIsWhoItSeems()
    {
        DeviceTable table;
        table.setRule({By::FirstMessage, QStringLiteral(".id")});
        visit(table, 1, "esp32");
        table.spoke(1, R"({"id":"a"})");
        visit(table, 2, "esp32");
        QVERIFY(table.areOfOneDevice(1, 2)); // as far as is known
        table.spoke(2, R"({"id":"b"})");
        QVERIFY(!table.areOfOneDevice(1, 2));
        visit(table, 3, "esp32");
        table.spoke(3, R"({"id":"a"})");
        QVERIFY(table.areOfOneDevice(1, 3));
    }

    void whoSaysNothingIsTheOneAtItsAddress()
    {
        DeviceTable table;
        visit(table, 1, "thermo", Here);
        visit(table, 2, "valve", There);
        table.accepted(3, Here, {5, 0});
        QCOMPARE(names(table).size(), 2); // it may still say who it is
        table.note(3, [](DeviceSession &session) { session.rule = ws::Rule::TlsVersion; });
        table.ended(3, {}, -1, {6, 0});
        QCOMPARE(table.nameOf(3), QStringLiteral("thermo"));
        QCOMPARE(names(table), (QStringList{QStringLiteral("thermo: 2"), QStringLiteral("valve: 1")}));
        QCOMPARE(table.devices().first().sessions.last().end, SessionEnd::NoTls);

        visit(table, 4, "another", Here); // now there are two
        QCOMPARE(table.nameOf(3), Here);
        QCOMPARE(names(table).size(), 4);
    }

    void aRuleRegroupsWhatIsKnown()
    {
        DeviceTable table;
        visit(table, 1, "esp32", Here);
        visit(table, 2, "esp32", There);
        table.setRule({By::Header, QStringLiteral("User-Agent")});
        QCOMPARE(names(table), QStringList{QStringLiteral("esp32: 2")});
        table.setRule({By::Address, {}});
        QCOMPARE(names(table), (QStringList{QStringLiteral("10.0.0.7: 1"), QStringLiteral("10.0.0.8: 1")}));
        table.setRule({});
        QCOMPARE(names(table).size(), 2);
        QCOMPARE(table.rule(), IdentityRule());
    }

    void theFirstMessageMayTell()
    {
        DeviceTable table;
        table.setRule({By::FirstMessage, QStringLiteral(".id")});
        table.accepted(1, Here, {1, 0});
        table.requested(1, head("esp32"));
        table.opened(1, {}, 2);
        QCOMPARE(table.nameOf(1), QStringLiteral("esp32"));
        const quint64 changes = table.changes();
        table.spoke(1, R"({"id":"pump-1"})");
        QVERIFY(table.changes() > changes);
        QCOMPARE(table.nameOf(1), QStringLiteral("pump-1"));
        QCOMPARE(names(table), QStringList{QStringLiteral("pump-1: 1")});
    }

    void aliasesNameByKey()
    {
        DeviceTable table;
        visit(table, 1, "esp32", Here);
        const QString key = table.devices().first().key;
        table.setAliases({{key, QStringLiteral("porch")}});
        QCOMPARE(table.nameOf(1), QStringLiteral("porch"));
        QCOMPARE(table.devices().first().ruleName, QStringLiteral("esp32"));
        table.setAliases({});
        QCOMPARE(table.nameOf(1), QStringLiteral("esp32"));
    }

    void sessionsAreBoundedAndSummedUp()
    {
        DeviceTable table;
        const quint64 count = DeviceTable::MaxSessionsPerDevice + 10;
        for (quint64 connection = 1; connection <= count; ++connection)
            visit(table, connection, "thermo");
        Device device = table.devices().first();
        QCOMPARE(device.sessions.size(), DeviceTable::MaxSessionsPerDevice);
        QCOMPARE(device.sessions.first().connection, 11u);
        QCOMPARE(device.older.attempts, 10u);
        QCOMPARE(device.older.opened, 10u);
        QCOMPARE(device.older.openNs, 5'000'000'000);
        QCOMPARE(device.older.firstNs, 1'000'000'000);
        QCOMPARE(device.older.ends[size_t(SessionEnd::ByBench)], 10u);
        table.setRule({By::Path, {}}); // sums go along
        device = table.devices().first();
        QCOMPARE(device.older.attempts, 10u);
        QCOMPARE(table.nameOf(5), QString());
    }

    void allSessionsAreBounded()
    {
        DeviceTable table;
        quint64 connection = 0;
        for (int device = 0; device < 8; ++device)
            for (int i = 0; i < DeviceTable::MaxSessionsPerDevice; ++i)
                visit(table, ++connection, QByteArray::number(device));
        qsizetype sessions = 0;
        quint64 attempts = 0;
        for (const Device &device : table.devices()) {
            sessions += device.sessions.size();
            attempts += device.older.attempts + quint64(device.sessions.size());
        }
        QCOMPARE(sessions, DeviceTable::MaxSessions);
        QCOMPARE(attempts, connection);
    }

    void devicesAreBounded()
    {
        DeviceTable table;
        quint64 connection = 0;
        for (int device = 0; device < DeviceTable::MaxDevices; ++device)
            visit(table, ++connection, "d" + QByteArray::number(device));
        visit(table, ++connection, "d0"); // the first is heard of again
        visit(table, ++connection, "new");
        QCOMPARE(table.devices().size(), DeviceTable::MaxDevices);
        QCOMPARE(table.forgottenDevices(), 1u);
        QCOMPARE(table.nameOf(1), QStringLiteral("d0"));
        QCOMPARE(table.nameOf(2), QString());
        table.ended(2, {}, -1, {1, 0}); // nothing happens
    }

    void whatIsKeptOfAPeerIsBounded()
    {
        DeviceTable table;
        table.accepted(1, Here, {1, 0});
        table.requested(1, "GET /long HTTP/1.1\r\nX-A: 1\r\nX-B: " + QByteArray(100'000, 'x') + "\r\n\r\n");
        table.spoke(1, QByteArray(100'000, 'x'));
        table.setRule({By::Header, QStringLiteral("X-A")});
        QCOMPARE(table.nameOf(1), QStringLiteral("1"));
        const DeviceTraits traits = table.devices().first().sessions.first().traits;
        QVERIFY(traits.request.size() <= DeviceTable::MaxRequest + 4);
        QCOMPARE(traits.firstMessage.size(), DeviceTable::MaxFirstMessage);
    }
};

QTEST_GUILESS_MAIN(TestDeviceTable)
#include "tst_devicetable.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/connectiontable.h"

#include <QTest>

using namespace sockscope;

class TestConnectionTable : public QObject
{
    Q_OBJECT
private slots:
    void changesMakeEntries();
    void keepsHandshakes();
    void forgetsTheOldestEnded();
    void clearsOnlyTheEnded();
    void snapshotsIncludeTraffic();
};

void TestConnectionTable::changesMakeEntries()
{
    ConnectionTable table;
    QVERIFY(!table.find(3));
    for (const quint64 number : {5, 3, 4}) {
        table.update(number, [](ConnectionStats &stats, BenchTotals &totals) {
            ++stats.violations;
            ++totals.violations;
        });
    }
    QCOMPARE(table.totals().violations, 3u);
    QCOMPARE(table.find(3)->violations, 1u);
    const QList<ConnectionStats> all = table.snapshot();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all[0].number, 3u);
    QCOMPARE(all[2].number, 5u);
}

void TestConnectionTable::keepsHandshakes()
{
    ConnectionTable table;
    QVERIFY(table.handshake(1, ws::Direction::Received).isEmpty());
    table.setHandshake(1, ws::Direction::Received, "GET / HTTP/1.1\r\n\r\n");
    table.setHandshake(1, ws::Direction::Sent, "HTTP/1.1 101 x\r\n\r\n");
    QCOMPARE(table.handshake(1, ws::Direction::Received), QByteArray("GET / HTTP/1.1\r\n\r\n"));
    QCOMPARE(table.handshake(1, ws::Direction::Sent), QByteArray("HTTP/1.1 101 x\r\n\r\n"));
    QCOMPARE(table.find(1)->number, 1u);
}

void TestConnectionTable::forgetsTheOldestEnded()
{
    ConnectionTable table;
    const quint64 ended = ConnectionTable::MaxEnded + 3;
    for (quint64 number = 0; number <= ended; ++number)
        table.update(number, [](ConnectionStats &, BenchTotals &) {});
    for (quint64 number = 1; number <= ended; ++number) // 0 lives on
        table.markEnded(number);
    QCOMPARE(table.snapshot().size(), ConnectionTable::MaxEnded + 1);
    QVERIFY(table.find(0));
    QVERIFY(!table.find(3));
    QVERIFY(table.find(4));
}

void TestConnectionTable::clearsOnlyTheEnded()
{
    ConnectionTable table;
    for (const quint64 number : {1, 2, 3})
        table.traffic(number)->sent.add(100, true);
    table.markEnded(1);
    table.markEnded(3);
    table.clearEnded();
    QCOMPARE(table.snapshot().size(), 1);
    QCOMPARE(table.snapshot().first().number, 2u);
    QCOMPARE(table.totals().bytes, 300u); // the sums remember what the table forgets
    QCOMPARE(table.totals().messages, 3u);
}

void TestConnectionTable::snapshotsIncludeTraffic()
{
    ConnectionTable table;
    ConnectionTable::Traffic *traffic = table.traffic(7);
    traffic->received.add(10, false);
    traffic->received.add(20, true);
    traffic->sent.add(5, true);
    const ConnectionStats stats = table.snapshot().first();
    QCOMPARE(stats.framesReceived, 2u);
    QCOMPARE(stats.bytesReceived, 30u);
    QCOMPARE(stats.framesSent, 1u);
    QCOMPARE(stats.bytesSent, 5u);
    QCOMPARE(table.find(7)->bytesReceived, 30u);
    const BenchTotals totals = table.totals();
    QCOMPARE(totals.frames, 3u);
    QCOMPARE(totals.bytes, 35u);
    QCOMPARE(totals.messages, 2u);
}

QTEST_GUILESS_MAIN(TestConnectionTable)
#include "tst_connectiontable.moc"

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capturestore.h"

#include <QTest>

#include <thread>

using namespace sockscope;

namespace {

FrameRecord recordOf(quint64 connection, quint64 length)
{
    FrameRecord record;
    record.connection = connection;
    record.length = length;
    return record;
}

quint64 append(CaptureStore &store, quint64 connection, const QByteArray &payload)
{
    return store.append(recordOf(connection, quint64(payload.size())), payload);
}

} // namespace

class TestCaptureStore : public QObject
{
    Q_OBJECT
private slots:
    void keepsRowsAndPayloads();
    void answersForRowsThatAreNotThere();
    void visitsARange();
    void dropsTheOldestAndCounts();
    void clearingIsNotLosing();
    void smallerCapacityDropsAtOnce();
    void hugePayloadIsCutAndSaysSo();
    void readerBesideWriter();
    void clearingBesideWriter();
};

void TestCaptureStore::keepsRowsAndPayloads()
{
    CaptureStore store;
    QCOMPARE(append(store, 7, "hello"), 0u);
    QCOMPARE(append(store, 8, ""), 1u);
    QCOMPARE(store.rows(), (RowRange{0, 2}));
    FrameRecord record;
    QVERIFY(store.read(0, &record));
    QCOMPARE(record.connection, 7u);
    QCOMPARE(record.stored, 5u);
    QCOMPARE(store.payload(0), QByteArray("hello"));
    QCOMPARE(store.payload(0, 2), QByteArray("he"));
    QCOMPARE(store.payload(0, 99), QByteArray("hello"));
    QVERIFY(store.payload(1).isEmpty());
    QVERIFY(store.bytes() > 5);
}

void TestCaptureStore::answersForRowsThatAreNotThere()
{
    CaptureStore store;
    FrameRecord record;
    QVERIFY(!store.read(0, &record));
    append(store, 1, "a");
    QVERIFY(!store.read(1, &record));
    QVERIFY(store.payload(1).isNull());
}

void TestCaptureStore::visitsARange()
{
    CaptureStore store(CaptureStore::MinCapacity);
    for (quint64 i = 0; i < 1000; ++i)
        append(store, i, QByteArray(20, 'x')); // several segments
    QCOMPARE(store.droppedRows(), 0u);
    QList<quint64> seen;
    store.forEach(10, 990, [&](quint64 number, const FrameRecord &record) {
        QCOMPARE(record.connection, number);
        seen.append(number);
    });
    QCOMPARE(seen.size(), 980);
    QCOMPARE(seen.first(), 10u);
    QCOMPARE(seen.last(), 989u);
    seen.clear();
    store.forEach(998, 5000, [&](quint64 number, const FrameRecord &) { seen.append(number); });
    QCOMPARE(seen, (QList<quint64>{998, 999}));
}

void TestCaptureStore::dropsTheOldestAndCounts()
{
    CaptureStore store(CaptureStore::MinCapacity);
    constexpr quint64 Rows = 5000;
    for (quint64 i = 0; i < Rows; ++i) {
        append(store, i, QByteArray(200, char('a' + i % 26)));
        QVERIFY(store.bytes() <= store.capacity());
    }
    const RowRange rows = store.rows();
    QCOMPARE(rows.end, Rows);
    QVERIFY(rows.first > 0);
    QCOMPARE(store.droppedRows(), rows.first);
    FrameRecord record;
    QVERIFY(!store.read(rows.first - 1, &record));
    QVERIFY(store.read(rows.first, &record));
    QCOMPARE(record.connection, rows.first);
    QCOMPARE(store.payload(rows.first), QByteArray(200, char('a' + rows.first % 26)));
    quint64 visited = 0;
    store.forEach(0, Rows, [&](quint64, const FrameRecord &) { ++visited; });
    QCOMPARE(visited, rows.size());
}

void TestCaptureStore::clearingIsNotLosing()
{
    CaptureStore store;
    append(store, 1, "a");
    append(store, 2, "b");
    store.clear();
    QCOMPARE(store.droppedRows(), 0u);
    QCOMPARE(store.bytes(), 0);
    QCOMPARE(store.rows(), (RowRange{2, 2}));
    QCOMPARE(append(store, 3, "c"), 2u);
    QCOMPARE(store.payload(2), QByteArray("c"));
}

void TestCaptureStore::smallerCapacityDropsAtOnce()
{
    CaptureStore store(1024 * 1024);
    for (quint64 i = 0; i < 2000; ++i)
        append(store, i, QByteArray(300, 'x'));
    QCOMPARE(store.droppedRows(), 0u);
    store.setCapacity(1);
    QCOMPARE(store.capacity(), CaptureStore::MinCapacity);
    QVERIFY(store.bytes() <= store.capacity());
    QVERIFY(store.droppedRows() > 0);
    QCOMPARE(store.rows().end, 2000u);
}

void TestCaptureStore::hugePayloadIsCutAndSaysSo()
{
    constexpr qsizetype Huge = 100 * 1024 * 1024;
    CaptureStore store;
    append(store, 1, "before");
    const quint64 number = append(store, 2, QByteArray(Huge, 'h'));
    append(store, 3, "after");
    FrameRecord record;
    QVERIFY(store.read(number, &record));
    QCOMPARE(record.length, quint64(Huge));
    QCOMPARE(qsizetype(record.stored), CaptureStore::MaxStoredPayload);
    QCOMPARE(store.payload(number).size(), CaptureStore::MaxStoredPayload);
    QCOMPARE(store.payload(number, 3), QByteArray("hhh"));
    QCOMPARE(store.payload(number - 1), QByteArray("before"));
    QCOMPARE(store.payload(number + 1), QByteArray("after"));

    CaptureStore small(CaptureStore::MinCapacity);
    append(small, 1, QByteArray(Huge, 'h'));
    QVERIFY(small.bytes() <= small.capacity());
    QCOMPARE(small.rows().size(), 1u);
}

void TestCaptureStore::readerBesideWriter()
{
    constexpr quint64 Rows = 50'000;
    CaptureStore store(CaptureStore::MinCapacity); // drops while it is read
    std::thread writer([&store] {
        for (quint64 i = 0; i < Rows; ++i)
            append(store, i, QByteArray::number(i));
    });
    quint64 next = 0;
    quint64 wrong = 0;
    while (next < Rows) {
        const RowRange rows = store.rows();
        store.forEach(next, rows.end, [&](quint64 number, const FrameRecord &record) {
            wrong += record.connection != number || number < next ? 1 : 0;
            next = number + 1;
        });
        if (rows.size() == 0)
            continue;
        const QByteArray payload = store.payload(rows.first); // may be gone by now
        wrong += !payload.isEmpty() && payload != QByteArray::number(rows.first) ? 1 : 0;
    }
    writer.join();
    QCOMPARE(wrong, 0u);
    QCOMPARE(store.rows().end, Rows);
}

void TestCaptureStore::clearingBesideWriter()
{
    constexpr quint64 Rows = 50'000;
    CaptureStore store;
    std::atomic<bool> done = false;
    std::thread writer([&] {
        for (quint64 i = 0; i < Rows; ++i)
            append(store, i, QByteArray::number(i));
        done = true;
    });
    while (!done) {
        const quint64 end = store.rows().end;
        store.clear();
        QVERIFY(store.rows().first >= end);
    }
    writer.join();
    store.clear();
    QCOMPARE(store.bytes(), 0);
    QCOMPARE(append(store, 1, "after"), Rows);
    QCOMPARE(store.rows(), (RowRange{Rows, Rows + 1}));
    QCOMPARE(store.payload(Rows), QByteArray("after"));
    QCOMPARE(store.droppedRows(), 0u);
}

QTEST_GUILESS_MAIN(TestCaptureStore)
#include "tst_capturestore.moc"

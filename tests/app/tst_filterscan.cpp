// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterscan.h"

#include <QTest>

using namespace sockscope;

namespace {

constexpr std::chrono::seconds LongEnough(20);

// Every third row is a ping; payloads name the row.
void append(CaptureStore &store, int rows)
{
    for (int i = 0; i < rows; ++i) {
        const quint64 number = store.rows().end;
        const QByteArray payload = "row " + QByteArray::number(number);
        FrameRecord record;
        record.connection = 1;
        record.header = ws::makeFrameHeader(
            number % 3 == 0 ? ws::Opcode::Ping : ws::Opcode::Text, quint64(payload.size()), std::nullopt);
        record.length = quint64(payload.size());
        store.append(record, payload);
    }
}

Filter filterOf(const QString &text)
{
    return std::get<Filter>(Filter::compile(text));
}

void takeAll(FilterScan &scan, MatchList *list, quint64 first = 0)
{
    scan.receive(list);
    list->pending(first);
    list->show();
}

} // namespace

class TestFilterScan : public QObject
{
    Q_OBJECT

private slots:
    void findsAllMatches()
    {
        CaptureStore store;
        append(store, 100'000);
        FilterScan scan(&store, filterOf(QStringLiteral("opcode == ping")));
        QCOMPARE(scan.lookedAt(), 0u);
        scan.scanTo(store.rows().end);
        QVERIFY(scan.waitFor(LongEnough));
        QVERIFY(scan.isDone());
        QCOMPARE(scan.lookedAt(), 100'000u);
        MatchList list;
        takeAll(scan, &list);
        QCOMPARE(list.size(), 33'334);
        for (qsizetype i = 0; i < list.size(); ++i)
            QCOMPARE(list.at(i), quint64(i) * 3);
        QCOMPARE(list.lowerBound(3000), 1000);
        QCOMPARE(list.lowerBound(3001), 1001);
        QCOMPARE(list.lowerBound(1'000'000), list.size());
    }

    void tellsOfMatchesAndOfTheEnd()
    {
        CaptureStore store;
        append(store, 10);
        FilterScan scan(&store, filterOf(QStringLiteral("opcode == ping")));
        int told = 0; // not by a QSignalSpy, which would count in the scan's thread
        connect(&scan, &FilterScan::progressed, this, [&told] { ++told; });
        scan.scanTo(10);
        QTRY_VERIFY(told > 0 && scan.isDone());
        scan.scanTo(10); // nothing to do
        MatchList list;
        takeAll(scan, &list);
        QCOMPARE(list.size(), 4);
    }

    void goesNoFurtherThanTold()
    {
        CaptureStore store;
        append(store, 20'000);
        FilterScan scan(&store, filterOf(QStringLiteral("opcode == ping")));
        scan.scanTo(10'000);
        QVERIFY(scan.waitFor(LongEnough));
        QCOMPARE(scan.lookedAt(), 10'000u);
        MatchList list;
        takeAll(scan, &list);
        QCOMPARE(list.size(), 3334);
        scan.scanTo(5'000);
        QVERIFY(scan.isDone());
        scan.scanTo(20'000);
        QVERIFY(scan.waitFor(LongEnough));
        takeAll(scan, &list);
        QCOMPARE(list.size(), 6667);
        QCOMPARE(list.at(6666), 19'998u);
    }

    // The log grows and drops rows in one thread, is scanned in a second, and read in a third.
    void followsALogThatGrowsAndDrops()
    {
        constexpr quint64 Rows = 300'000;
        CaptureStore store(CaptureStore::MinCapacity);
        std::jthread writer([&store] { append(store, int(Rows)); });
        FilterScan scan(&store, filterOf(QStringLiteral("text contains row and opcode == ping")));
        MatchList list;
        quint64 last = 0;
        do {
            const RowRange rows = store.rows();
            scan.scanTo(rows.end);
            list.drop(list.lowerBound(rows.first));
            const qsizetype before = list.size();
            takeAll(scan, &list, rows.first);
            for (qsizetype i = before; i < list.size(); ++i) {
                QVERIFY(list.at(i) % 3 == 0);
                QVERIFY(list.at(i) > last || last == 0);
                last = list.at(i);
            }
            if (!list.isEmpty())
                QVERIFY(list.at(0) >= rows.first);
        } while (scan.lookedAt() < Rows);
        writer.join();
        takeAll(scan, &list);
        list.drop(list.lowerBound(store.rows().first));
        QVERIFY(store.rows().first > 0);
        const quint64 first = (store.rows().first + 2) / 3 * 3;
        QCOMPARE(list.at(0), first);
        QCOMPARE(list.size(), qsizetype((Rows - first + 2) / 3));
    }

    void leapsOverWhatWasDropped()
    {
        CaptureStore store;
        append(store, 50'000);
        FilterScan scan(&store, filterOf(QStringLiteral("opcode == ping")));
        store.clear();
        append(store, 3);
        scan.scanTo(store.rows().end);
        QVERIFY(scan.waitFor(LongEnough));
        MatchList list;
        takeAll(scan, &list);
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.at(0), 50'001u);
    }

    // Each of these payloads would take the pattern minutes.
    void stopsInTheMiddleOfAPayload()
    {
        CaptureStore store;
        const QByteArray payload(4 * 1024 * 1024, 'a');
        FrameRecord record;
        record.length = quint64(payload.size());
        for (int i = 0; i < 3; ++i)
            store.append(record, payload);
        FilterScan scan(&store, filterOf(QStringLiteral("text matches /a*b|a*c/")));
        scan.scanTo(store.rows().end);
        QVERIFY(!scan.waitFor(std::chrono::milliseconds(1)));
    } // and ends here

    void canEndAtAnyTime()
    {
        CaptureStore store;
        append(store, 50'000);
        for (int i = 0; i < 200; ++i) {
            FilterScan scan(&store, filterOf(QStringLiteral("text matches /9$/")));
            if (i % 3 > 0)
                scan.scanTo(store.rows().end);
            if (i % 3 > 1)
                scan.waitFor(std::chrono::milliseconds(1));
        }
    }

    void theListForgetsItsFront()
    {
        MatchList list;
        std::vector<std::shared_ptr<const MatchChunk>> chunks;
        for (quint64 chunk = 0; chunk < 3; ++chunk) {
            auto made = std::make_shared<MatchChunk>();
            for (quint64 i = 0; i < MatchChunk::Size; ++i)
                made->numbers[i] = (chunk * MatchChunk::Size + i) * 10;
            chunks.push_back(std::move(made));
        }
        const std::weak_ptr<const MatchChunk> front = chunks.front();
        list.receive(std::move(chunks), 3 * MatchChunk::Size - 5);
        QCOMPARE(list.size(), 0);
        QCOMPARE(list.pending(70), qsizetype(3 * MatchChunk::Size - 5 - 7)); // those below never come in
        list.show();
        QCOMPARE(list.at(0), 70u);
        list.drop(qsizetype(MatchChunk::Size));
        QVERIFY(front.expired());
        QCOMPARE(list.at(0), (MatchChunk::Size + 7) * 10);
        list.drop(list.size());
        QVERIFY(list.isEmpty());
        QCOMPARE(list.lowerBound(0), 0);
    }
};

QTEST_GUILESS_MAIN(TestFilterScan)
#include "tst_filterscan.moc"

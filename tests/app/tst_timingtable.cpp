// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timing/timingprobe.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace sockscope;

namespace {

constexpr qint64 Millisecond = 1'000'000;
constexpr qint64 Second = 1000 * Millisecond;
constexpr qint64 Ever = std::numeric_limits<qint64>::max();

FrameRecord message(qint64 timeNs, quint64 bytes, ws::Direction direction = ws::Direction::Received)
{
    FrameRecord record;
    record.timeNs = timeNs;
    record.direction = direction;
    record.header = ws::makeFrameHeader(ws::Opcode::Text, bytes);
    record.length = bytes;
    record.message = 1;
    return record;
}

void receive(TimingProbe &probe, qint64 timeNs, quint64 row)
{
    probe.frame(message(timeNs, 20), {row, 26, true});
}

} // namespace

class TestTimingTable : public QObject
{
    Q_OBJECT

private slots:
    void trafficIsCountedBySecond()
    {
        TimingTable table;
        TimingProbe probe(&table, 4);
        receive(probe, 0, 10);
        receive(probe, Second / 2, 11);
        probe.frame(message(Second / 2, 100, ws::Direction::Sent), {12, 102, true});
        receive(probe, 3 * Second, 13);
        for (const auto &figures : {table.of(4), table.all()}) {
            QVERIFY(figures);
            const QList<TrafficBin> bins = figures->trafficSeries.bins(0, Ever);
            QCOMPARE(bins.size(), 2);
            QCOMPARE(quint64(bins[0].received.bytes), 52u);
            QCOMPARE(quint32(bins[0].received.frames), 2u);
            QCOMPARE(quint32(bins[0].received.messages), 2u);
            QCOMPARE(quint64(bins[0].sent.bytes), 102u);
            QCOMPARE(quint64(bins[0].row), 10u);
            QCOMPARE(quint64(bins[1].row), 13u);
            QCOMPARE(figures->sizesReceived.count(), 3u);
            QCOMPARE(figures->sizesSent.max(), 100);
        }
        QCOMPARE(table.connections(), QList<quint64>{4});
        QVERIFY(!table.of(5));
    }

    void fragmentsAreOneMessage()
    {
        TimingTable table;
        TimingProbe probe(&table, 1);
        FrameRecord first = message(0, 30);
        first.header.fin = false;
        first.fragment = 1;
        FrameRecord rest = message(Millisecond, 12);
        rest.fragment = 2;
        probe.frame(first, {0, 36, false});
        QCOMPARE(table.of(1)->sizesReceived.count(), 0u);
        probe.frame(rest, {1, 18, true});
        QCOMPARE(table.of(1)->sizesReceived.count(), 1u);
        QCOMPARE(table.of(1)->sizesReceived.last(), 42);
    }

    void sizesAreThoseOfInflatedMessages()
    {
        TimingTable table;
        TimingProbe probe(&table, 1);
        FrameRecord record = message(0, 30);
        record.compressed = true;
        record.inflatedLength = 3000;
        probe.frame(record, {0, 36, true});
        QCOMPARE(table.of(1)->sizesReceived.last(), 3000);
    }

    void aRefusedMessageIsCountedApart()
    {
        TimingTable table;
        TimingProbe probe(&table, 1);
        FrameRecord record = message(0, 5000);
        record.violation = ws::Rule::MessageTooBig;
        probe.frame(record, {0, 14, false});
        QCOMPARE(quint64(table.of(1)->messagesTooBig), 1u);
        QCOMPARE(table.of(1)->sizesReceived.last(), 5000);
        QCOMPARE(table.of(1)->gaps.count(), 0u);
    }

    void jitterOfAnEvenDeviceIsNone()
    {
        TimingTable table;
        TimingProbe probe(&table, 1);
        for (int i = 0; i < 50; ++i)
            receive(probe, i * 20 * Millisecond, quint64(i));
        const auto figures = table.of(1);
        QCOMPARE(figures->gaps.count(), 49u);
        QCOMPARE(figures->gaps.min(), 20 * Millisecond);
        QCOMPARE(figures->gaps.max(), 20 * Millisecond);
        const GapBin bin = figures->gapSeries.bins(0, Ever).first();
        QCOMPARE(qint64(bin.jitterNs), 0);
        QCOMPARE(bin.deviation(), 0.0);
    }

    // Gaps of 15 and 25 ms in turn: D is 10 ms each time, and the deviation 5 ms.
    void jitterNearsWhatGapsDifferBy()
    {
        TimingTable table;
        TimingProbe probe(&table, 1);
        qint64 time = 0;
        for (int i = 0; i < 400; ++i) {
            receive(probe, time, quint64(i));
            time += (i % 2 == 0 ? 15 : 25) * Millisecond;
        }
        const QList<GapBin> bins = table.of(1)->gapSeries.bins(0, Ever);
        QVERIFY(std::abs(double(bins.last().jitterNs) / (10.0 * Millisecond) - 1) < 0.01);
        QVERIFY(std::abs(bins[3].deviation() / (5.0 * Millisecond) - 1) < 0.01);
        // RFC 3550 6.4.1: after n equal D, J is D (1 - (15/16)^n).
        const GapBin first = bins.first();
        const double wanted = 10.0 * Millisecond * (1 - std::pow(15.0 / 16, double(first.count - 1)));
        QVERIFY(std::abs(double(first.jitterNs) / wanted - 1) < 0.01);
    }

    void roundTripsSayWhoseClock()
    {
        TimingTable table;
        TimingProbe probe(&table, 2);
        const FrameRecord pong; // a control frame: part of the traffic, and no message
        probe.frame(pong, {7, 6, false});
        probe.roundTrip({Second, 2, 3 * Millisecond, 7, RttSource::Kernel});
        probe.roundTrip({Second, 2, 5 * Millisecond, 8, RttSource::User});
        const RttBin bin = table.of(2)->rttSeries.bins(0, Ever).first();
        QCOMPARE(quint64(bin.count), 2u);
        QCOMPARE(quint64(bin.byKernel), 1u);
        QCOMPARE(quint64(bin.row), 8u);
        QCOMPARE(table.of(2)->rtts.last(), 5 * Millisecond);
        QCOMPARE(table.of(2)->sizesReceived.count(), 0u);
    }

    void theOldestThatEndedMakesRoom()
    {
        TimingTable table;
        std::vector<TimingProbe> probes;
        constexpr quint64 Most = TimingTable::MaxConnections;
        for (quint64 i = 0; i < Most + 2; ++i)
            receive(probes.emplace_back(&table, i), 0, i);
        QCOMPARE(table.connections().size(), qsizetype(Most));
        QVERIFY(!table.of(Most));
        QCOMPARE(table.all()->sizesReceived.count(), Most + 2); // but nothing is lost
        probes[5].ended();
        QVERIFY(table.of(5)); // as long as nobody needs the room
        receive(probes[Most], Second, 1);
        QVERIFY(table.of(Most));
        QVERIFY(!table.of(5));
        receive(probes[Most + 1], Second, 1);
        QVERIFY(!table.of(Most + 1));
        probes[Most].ended();
        receive(probes[Most + 1], 2 * Second, 1);
        QVERIFY(table.of(Most + 1));
        QCOMPARE(table.connections().size(), qsizetype(Most));
    }

    void clearedBeginsAnew()
    {
        TimingTable table;
        TimingProbe probe(&table, 1);
        receive(probe, 0, 0);
        const auto before = table.of(1);
        table.clear();
        QVERIFY(table.connections().isEmpty());
        QCOMPARE(table.all()->sizesReceived.count(), 0u);
        receive(probe, Second, 1);
        QCOMPARE(table.of(1)->sizesReceived.count(), 1u);
        QCOMPARE(table.all()->sizesReceived.count(), 1u);
        QCOMPARE(before->sizesReceived.count(), 1u);
    }

    // A day of two devices, at ten messages a second and a ping every second.
    void aDayStaysWithinItsMemory()
    {
        TimingTable table;
        std::array probes{TimingProbe(&table, 1), TimingProbe(&table, 2)};
        constexpr qint64 Messages = 24 * 3600 * 10;
        for (qint64 i = 0; i < Messages; ++i) {
            const qint64 time = i * 100 * Millisecond;
            for (TimingProbe &probe : probes) {
                receive(probe, time, quint64(i));
                if (i % 10 == 0)
                    probe.roundTrip({time, 1, (i % 1000 + 1) * Millisecond, quint64(i)});
            }
        }
        const auto figures = table.of(1);
        qsizetype most = 0;
        for (const auto &level : TimeSeries<GapBin>::Levels)
            most += qsizetype(level.bins) + 240;
        const auto checkBins = [most](const auto &bins) {
            QVERIFY(bins.size() <= most);
            QCOMPARE(bins.first().beginNs(), 0); // the whole day is still there
            QVERIFY(bins.last().endNs() >= 24 * 3600 * Second);
        };
        checkBins(figures->rttSeries.bins(0, Ever));
        checkBins(figures->gapSeries.bins(0, Ever));
        checkBins(figures->trafficSeries.bins(0, Ever));
        quint64 frames = 0;
        for (const TrafficBin &bin : table.all()->trafficSeries.bins(0, Ever))
            frames += bin.received.frames;
        QCOMPARE(frames, quint64(2 * Messages));
        QCOMPARE(figures->gaps.count(), quint64(Messages - 1));
        QCOMPARE(figures->rtts.count(), quint64(Messages / 10));
    }

    // What traffic in every second for ever can take.
    void allOfItFitsInAHundredMegabytes()
    {
        constexpr size_t BinBytes = sizeof(RttBin) + sizeof(GapBin) + sizeof(TrafficBin);
        size_t bins = 0;
        for (const auto &level : TimeSeries<RttBin>::Levels)
            bins += size_t(level.bins) + 240;
        constexpr size_t Histograms = 4 * 37 * 1024;
        QVERIFY((bins * BinBytes + Histograms) * (TimingTable::MaxConnections + 1) <= 100'000'000);
    }
};

QTEST_GUILESS_MAIN(TestTimingTable)
#include "tst_timingtable.moc"

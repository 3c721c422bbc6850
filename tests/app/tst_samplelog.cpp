// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/samplelog.h"

#include "app/bench/measurements.h"

#include <QTest>

#include <thread>

using namespace sockscope;

namespace {

RttSample sampleOf(qint64 rttNs)
{
    RttSample sample;
    sample.rttNs = rttNs;
    sample.timeNs = -rttNs;
    return sample;
}

} // namespace

class TestSampleLog : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatIsNew()
    {
        SampleLog<RttSample> log;
        quint64 next = 0;
        QVERIFY(log.takeSince(&next).isEmpty());
        log.append(sampleOf(10));
        log.append(sampleOf(20));
        const QList<RttSample> first = log.takeSince(&next);
        QCOMPARE(first.size(), 2);
        QCOMPARE(first[1].rttNs, 20);
        QVERIFY(log.takeSince(&next).isEmpty());
        log.append(sampleOf(30));
        const QList<RttSample> second = log.takeSince(&next);
        QCOMPARE(second.size(), 1);
        QCOMPARE(second[0].rttNs, 30);
    }

    void forgetsBeyondCapacity()
    {
        using Log = SampleLog<RttSample>;
        constexpr quint64 Appended = 3 * Log::Capacity;
        Log log;
        for (quint64 i = 0; i < Appended; ++i)
            log.append(sampleOf(qint64(i)));
        quint64 next = 0;
        const QList<RttSample> held = log.takeSince(&next);
        QVERIFY(quint64(held.size()) >= Log::Capacity);
        QVERIFY(quint64(held.size()) <= Log::Capacity + 2 * Log::ChunkSize);
        QCOMPARE(held.last().rttNs, qint64(Appended - 1));
        QCOMPARE(held.first().rttNs, qint64(Appended - quint64(held.size())));
        QCOMPARE(next, Appended);
    }

    void clearingKeepsNumbers()
    {
        SampleLog<RttSample> log;
        log.append(sampleOf(10));
        log.clear();
        log.append(sampleOf(20));
        quint64 next = 0;
        const QList<RttSample> held = log.takeSince(&next);
        QCOMPARE(held.size(), 1);
        QCOMPARE(held[0].rttNs, 20);
        QCOMPARE(next, 2u);
    }

    void readerBesideWriter()
    {
        constexpr qint64 Samples = 1'000'000;
        SampleLog<RttSample> log;
        std::thread writer([&log] {
            for (qint64 i = 0; i < Samples; ++i)
                log.append(sampleOf(i));
        });
        quint64 next = 0;
        qint64 last = -1;
        qint64 wrong = 0;
        while (last < Samples - 1) {
            for (const RttSample &sample : log.takeSince(&next)) {
                wrong += sample.rttNs <= last || sample.timeNs != -sample.rttNs ? 1 : 0;
                last = sample.rttNs;
            }
        }
        writer.join();
        QCOMPARE(wrong, 0);
        QCOMPARE(next, quint64(Samples));
    }
};

QTEST_GUILESS_MAIN(TestSampleLog)
#include "tst_samplelog.moc"

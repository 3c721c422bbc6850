// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timing/timingprobe.h"

#include <cstdlib>
#include <utility>

namespace sockscope {

namespace {

constexpr int JitterParts = 16; // RFC 3550 6.4.1: J += (|D| - J) / 16

} // namespace

template <typename Tell> void TimingProbe::tell(Tell tell) const
{
    tell(*m_share.all);
    if (m_share.own)
        tell(*m_share.own);
}

void TimingProbe::join()
{
    m_generation = m_table->generation(); // before: a change meanwhile is found next time
    m_share = m_table->join(m_connection);
}

void TimingProbe::frame(const FrameRecord &record, const Frame &facts)
{
    if (m_generation != m_table->generation())
        join();
    const bool isReceived = record.direction == ws::Direction::Received;
    tell([&](TimingFigures &figures) {
        TrafficBin &bin = figures.trafficSeries.at(record.timeNs);
        TrafficBin::Way &way = isReceived ? bin.received : bin.sent;
        if (bin.isEmpty())
            bin.row = facts.row;
        way.bytes += facts.bytes;
        way.frames += 1;
        way.messages += facts.endsMessage ? 1 : 0;
    });
    if (record.message != 0)
        countMessage(record, facts);
}

void TimingProbe::countMessage(const FrameRecord &record, const Frame &facts)
{
    const bool isReceived = record.direction == ws::Direction::Received;
    const bool isTooBig = record.violation == ws::Rule::MessageTooBig;
    quint64 &bytes = isReceived ? m_received : m_sent;
    if (record.fragment <= 1)
        bytes = 0;
    bytes += record.compressed ? record.inflatedLength : record.length;
    if (!isTooBig && !record.header.fin)
        return;
    const quint64 size = std::exchange(bytes, 0);
    if (!isTooBig && !facts.endsMessage)
        return; // it broke off
    tell([&](TimingFigures &figures) {
        (isReceived ? figures.sizesReceived : figures.sizesSent).add(qint64(size), facts.row);
        figures.messagesTooBig += isTooBig ? 1 : 0;
    });
    if (isReceived && facts.endsMessage)
        noteArrival(record.timeNs, facts.row);
}

void TimingProbe::noteArrival(qint64 timeNs, quint64 row)
{
    const qint64 last = std::exchange(m_arrivedNs, timeNs);
    if (last < 0)
        return;
    const qint64 gap = timeNs - last;
    const qint64 before = std::exchange(m_gapNs, gap);
    if (before >= 0)
        m_jitter16 += std::abs(gap - before) - (m_jitter16 + JitterParts / 2) / JitterParts;
    if (!m_share.own)
        return; // gaps of several devices together say nothing
    m_share.own->gaps.add(gap, row);
    m_share.own->gapSeries.at(timeNs).add(gap, m_jitter16 / JitterParts, row);
}

void TimingProbe::roundTrip(const RttSample &sample)
{
    tell([&](TimingFigures &figures) {
        figures.rtts.add(sample.rttNs, sample.row);
        RttBin &bin = figures.rttSeries.at(sample.timeNs);
        bin.add(sample.rttNs, sample.row);
        bin.byKernel += sample.source == RttSource::Kernel ? 1 : 0;
    });
}

void TimingProbe::ended()
{
    if (m_share.own)
        m_table->markEnded(m_connection);
}

} // namespace sockscope

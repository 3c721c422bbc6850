// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/fieldscan.h"

namespace sockscope {

namespace {

constexpr quint64 RowsAtOnce = 4096; // between looking whether to stop, and between what others see

struct FieldSample
{
    qint64 timeNs;
    double value;
    quint64 row;
};

} // namespace

FieldScan::FieldScan(const CaptureStore *store, FieldSource source)
    : m_store(store)
    , m_source(std::move(source))
    , m_next(store->rows().first)
    , m_end(m_next)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{ }

FieldScan::~FieldScan()
{
    m_thread.request_stop();
    m_thread.join();
}

void FieldScan::scanTo(quint64 end)
{
    {
        std::lock_guard lock(m_mutex);
        if (end <= m_end)
            return;
        m_end = end;
    }
    m_endChanged.notify_one();
}

bool FieldScan::update(DecimatedSeries *series) const
{
    std::lock_guard lock(m_mutex);
    if (m_series.count() == series->count())
        return false;
    *series = m_series;
    return true;
}

quint64 FieldScan::lookedAt() const
{
    std::lock_guard lock(m_mutex);
    return m_next;
}

void FieldScan::run(const std::stop_token &stop)
{
    while (true) {
        quint64 next = 0;
        quint64 end = 0;
        {
            std::unique_lock lock(m_mutex);
            if (!m_endChanged.wait(lock, stop, [this] { return m_next < m_end; }))
                return;
            next = std::max(m_next, m_store->rows().first); // leaps over what was dropped
            end = std::min(m_end, next + RowsAtOnce);
        }
        const RowSpan span = m_store->span(next, end);
        read(span, stop);
        if (stop.stop_requested())
            return;
        std::lock_guard lock(m_mutex);
        m_next = span.isEmpty() ? std::max(next, end) : span.end();
    }
}

bool FieldScan::concerns(const PackedRow &row) const
{
    const bool isSent = m_source.direction == ws::Direction::Sent;
    const bool isData = row.opcode() == ws::Opcode::Text || row.opcode() == ws::Opcode::Binary;
    return row.connection() == m_source.connection && row.kind() == RowKind::Frame && isData && row.fin()
        && row.isSent() == isSent;
}

void FieldScan::read(const RowSpan &span, const std::stop_token &stop)
{
    std::vector<FieldSample> found;
    for (qsizetype i = 0; i < span.size() && !stop.stop_requested(); ++i) {
        const PackedRow &row = span.rows()[size_t(i)];
        if (!concerns(row))
            continue;
        if (const auto number = m_source.decoder->numberAt(span.content(i), m_source.path))
            found.push_back({row.timeNs(), *number, span.first() + quint64(i)});
    }
    std::lock_guard lock(m_mutex);
    for (const FieldSample &sample : found)
        m_series.add(sample.timeNs, sample.value, sample.row);
}

} // namespace sockscope

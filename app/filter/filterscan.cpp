// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterscan.h"

#include "app/filter/rowtest.h"

namespace sockscope {

FilterScan::FilterScan(const CaptureStore *store, const Filter &filter, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_filter(filter)
    , m_lookedAt(store->rows().first)
    , m_target(m_lookedAt)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{ }

FilterScan::~FilterScan()
{
    m_thread.request_stop();
    m_thread.join();
}

void FilterScan::scanTo(quint64 end)
{
    {
        std::lock_guard lock(m_mutex);
        if (end <= m_target)
            return;
        m_target = end;
    }
    m_targetChanged.notify_one();
}

bool FilterScan::isDone() const
{
    std::lock_guard lock(m_mutex);
    return lookedAt() >= m_target;
}

void FilterScan::receive(MatchList *list)
{
    std::vector<std::shared_ptr<const MatchChunk>> chunks;
    const quint64 total = m_published.load(std::memory_order_acquire);
    {
        std::lock_guard lock(m_mutex);
        chunks.swap(m_fresh);
    }
    list->receive(std::move(chunks), total);
}

bool FilterScan::waitFor(std::chrono::milliseconds time) const
{
    std::unique_lock lock(m_mutex);
    return m_reached.wait_for(lock, time, [this] { return lookedAt() >= m_target; });
}

void FilterScan::run(const std::stop_token &stop)
{
    while (waitForWork(stop)) {
        quint64 end = 0;
        {
            std::lock_guard lock(m_mutex);
            end = m_target;
        }
        scan(end, stop);
        if (stop.stop_requested())
            return;
        m_reached.notify_all();
        m_told = m_found;
        m_toldAt = Clock::now();
        emit progressed();
    }
}

bool FilterScan::waitForWork(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    return m_targetChanged.wait(lock, stop, [this] { return m_target > lookedAt(); });
}

void FilterScan::scan(quint64 end, const std::stop_token &stop)
{
    quint64 next = lookedAt();
    while (next < end) {
        next = std::max(next, m_store->rows().first); // leaps over what was dropped
        const quint64 to = std::min(end, next + RowBlock::MaxRows);
        const RowSpan span = m_store->span(next, to);
        m_filter.evaluate(span, &m_bits, stop);
        if (stop.stop_requested())
            return;
        m_bits.forEach([&](qsizetype index) { append(span.first() + quint64(index)); });
        next = span.isEmpty() ? std::max(next, to) : span.end();
        m_published.store(m_found, std::memory_order_release);
        // Under the lock, so that nobody begins to wait for it between looking and waiting.
        {
            std::lock_guard lock(m_mutex);
            m_lookedAt.store(next, std::memory_order_release);
        }
        if (m_found > m_told)
            tellMatches();
    }
}

void FilterScan::append(quint64 number)
{
    const quint64 place = m_found % MatchChunk::Size;
    if (place == 0) {
        m_chunk = std::make_shared_for_overwrite<MatchChunk>();
        std::lock_guard lock(m_mutex);
        m_fresh.push_back(m_chunk);
    }
    m_chunk->numbers[place] = number;
    ++m_found;
}

void FilterScan::tellMatches()
{
    constexpr std::chrono::milliseconds Pause(30);
    const Clock::time_point now = Clock::now();
    if (m_told > 0 && now - m_toldAt < Pause)
        return; // the first is told at once
    m_told = m_found;
    m_toldAt = now;
    emit progressed();
}

} // namespace sockscope

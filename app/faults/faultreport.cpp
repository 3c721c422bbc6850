// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/faultreport.h"

#include <utility>

namespace sockscope {

namespace {

constexpr int CountsEveryMs = 10'000;

} // namespace

FaultReport::FaultReport(quint64 connection, Teller teller, Counter counter)
    : m_connection(connection), m_teller(std::move(teller)), m_counter(std::move(counter))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FaultReport::tellCounts);
}

void FaultReport::applied(const PlacedFault &fault, const QString &words, const QJsonObject &details)
{
    m_counter(fault.index);
    tell(fault, words, details);
}

void FaultReport::appliedAgain(const PlacedFault &fault, const QString &words)
{
    m_counter(fault.index);
    const auto [known, isFirst] =
        m_repeated.try_emplace({fault.index, fault.direction}, Repeated{fault, words, 0});
    if (isFirst)
        return tell(fault, words, {});
    known->second.words = words;
    ++known->second.times;
    if (!m_timer.isActive())
        m_timer.start(CountsEveryMs);
}

void FaultReport::tellCounts()
{
    m_timer.stop();
    for (auto &[place, repeated] : m_repeated) {
        const quint64 times = std::exchange(repeated.times, 0);
        if (times > 0)
            tell(repeated.fault, QStringLiteral("%1× more, the last: %2").arg(times).arg(repeated.words),
                {{QStringLiteral("times"), qint64(times)}});
    }
}

void FaultReport::tell(const PlacedFault &fault, const QString &words, QJsonObject details)
{
    const FaultInfo &info = faultInfo(fault.fault.kind);
    details.insert(QStringLiteral("fault"), info.key);
    details.insert(QStringLiteral("index"), fault.index);
    if (info.toDevice || info.fromDevice)
        details.insert(QStringLiteral("direction"),
            fault.direction == FaultDirection::ToDevice ? QStringLiteral("toDevice")
                                                        : QStringLiteral("fromDevice"));
    m_teller({m_connection, fault.index, words, details});
}

} // namespace sockscope

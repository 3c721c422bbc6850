// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Whose turn it is. Faults of the handshake and the listener are in benchfaultsopening.cpp.
#include "app/bench/benchfaults.h"

#include <utility>

namespace sockscope {

namespace {

// Connections and faults get random numbers of their own: none disturbs another's.
quint64 derivedSeed(quint64 seed, quint64 connection, qsizetype index)
{
    constexpr quint64 Connections = 0x9E3779B97F4A7C15; // odd: different connections, different seeds
    return SeededRandom(seed + connection * Connections).next() + quint64(index) * 2;
}

} // namespace

BenchFaults::BenchFaults(QObject *parent)
    : QObject(parent)
    , m_lingering([this](const LingeringLinks::Stay &stay, qint64 afterMs,
                      bool byDevice) { lingerOver(stay, afterMs, byDevice); },
          this)
{
    m_since.start();
}

BenchFaults::~BenchFaults() = default;

void BenchFaults::set(const FaultProfile &faults, quint64 seed)
{
    m_server = faults;
    m_seed = seed;
    m_turns = QList<qint64>(faults.faults.size(), 0);
    m_tally.reset(FaultTally::Server, faults.faults.size());
    const QHash<quint64, FaultTransport *> transports = m_transports;
    for (auto item = transports.constBegin(); item != transports.constEnd(); ++item) {
        if (!m_own.contains(item.key()))
            item.value()->setFaults(placedFor(item.key()));
    }
    serverStarted();
}

void BenchFaults::serverStarted()
{
    m_turns.fill(0);
    m_since.restart();
    startListenerFaults();
}

void BenchFaults::set(quint64 connection, const std::optional<FaultProfile> &faults)
{
    if (faults) {
        m_own.insert(connection, *faults);
        m_tally.reset(connection, faults->faults.size());
    } else if (m_own.remove(connection)) {
        m_tally.remove(connection);
    } else {
        return;
    }
    if (FaultTransport *const transport = m_transports.value(connection))
        transport->setFaults(placedFor(connection));
}

const FaultProfile &BenchFaults::of(quint64 connection) const
{
    const auto own = m_own.constFind(connection);
    return own != m_own.constEnd() ? *own : m_server;
}

bool BenchFaults::wants(quint64 connection) const
{
    return of(connection).isActive() && !m_transports.contains(connection);
}

PlacedFault BenchFaults::placed(quint64 connection, qsizetype index) const
{
    PlacedFault placed;
    placed.fault = of(connection).faults[index];
    placed.index = index;
    placed.direction = placed.fault.scope.direction;
    placed.seed = derivedSeed(m_seed, connection, index);
    return placed;
}

std::vector<PlacedFault> BenchFaults::placedFor(quint64 connection) const
{
    std::vector<PlacedFault> all;
    const QList<Fault> &faults = of(connection).faults;
    for (qsizetype i = 0; i < faults.size(); ++i) {
        if (faults[i].on)
            all.push_back(placed(connection, i));
    }
    return all;
}

std::unique_ptr<FaultTransport> BenchFaults::wrap(
    quint64 connection, std::unique_ptr<ws::Transport> link, FaultTransport::Phase phase)
{
    auto transport = std::make_unique<FaultTransport>(std::move(link), this, connection, phase);
    m_transports.insert(connection, transport.get());
    transport->setFaults(placedFor(connection));
    return transport;
}

std::unique_ptr<ws::Transport> BenchFaults::join(
    quint64 connection, std::unique_ptr<ws::Transport> link, QByteArrayView header, quint64 payload)
{
    auto transport = wrap(connection, std::move(link), FaultTransport::Phase::Open);
    transport->skipReceived(header, payload);
    return transport;
}

bool BenchFaults::endLink(quint64 connection, FaultPiece::Kind kind)
{
    FaultTransport *const transport = m_transports.value(connection);
    if (transport == nullptr)
        return false;
    transport->endNow(kind);
    return true;
}

void BenchFaults::faultApplied(const AppliedFault &fault)
{
    emit applied(fault);
}

void BenchFaults::faultCounted(quint64 connection, qsizetype index)
{
    m_tally.add(m_own.contains(connection) ? connection : FaultTally::Server, index);
}

void BenchFaults::transportGone(quint64 connection)
{
    m_transports.remove(connection);
    m_trials.drop(connection);
}

void BenchFaults::linkCut(quint64 connection, const QString &words)
{
    m_trials.drop(connection);
    emit cutOnPurpose(connection, words);
}

void BenchFaults::closeForFault(quint64 connection, quint16 code, const QString &reason)
{
    emit closeWanted(connection, code, reason);
}

void BenchFaults::tell(
    quint64 connection, const PlacedFault &fault, const QString &words, QJsonObject details)
{
    details.insert(QStringLiteral("fault"), faultInfo(fault.fault.kind).key);
    details.insert(QStringLiteral("index"), fault.index);
    emit applied({connection, fault.index, words, details});
}

} // namespace sockscope

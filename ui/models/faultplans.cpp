// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/faultplans.h"

#include "app/bench/benchsession.h"

#include <algorithm>

namespace sockscope {

FaultPlans::FaultPlans(BenchSession *session, QSettings *settings, QObject *parent)
    : QObject(parent), m_session(session), m_store(settings), m_isOn(m_store.isOn())
{
    m_server.load(m_store.plan());
    applyServer();
    connect(&m_server, &FaultListModel::planChanged, this, [this] {
        m_store.keepPlan(m_server.plan());
        applyServer();
    });
    connect(&m_store, &FaultStore::savedChanged, this, &FaultPlans::changed);
}

FaultPlans::~FaultPlans() = default;

FaultListModel *FaultPlans::of(quint64 connection)
{
    std::unique_ptr<FaultListModel> &own = m_own[connection];
    if (!own) {
        own = std::make_unique<FaultListModel>();
        own->load({{FaultStore::unnamed(), {}, {}}, m_server.plan().seed});
        connect(own.get(), &FaultListModel::planChanged, this, [this, connection] { applyOwn(connection); });
    }
    return own.get();
}

void FaultPlans::setOn(bool on)
{
    if (on == m_isOn)
        return;
    m_isOn = on;
    m_store.keepOn(on);
    applyServer();
    for (const auto &[connection, own] : m_own) {
        if (own->rowCount() > 0)
            applyOwn(connection);
    }
}

// Switched off they stay in their places, so that the counts do.
FaultProfile FaultPlans::effective(const FaultProfile &profile) const
{
    FaultProfile effective = profile;
    for (Fault &fault : effective.faults)
        fault.on = fault.on && m_isOn;
    return effective;
}

void FaultPlans::applyServer()
{
    m_session->setFaults(effective(m_server.plan().profile), m_server.plan().seed);
    emit changed();
}

void FaultPlans::applyOwn(quint64 connection)
{
    const FaultProfile &profile = m_own.at(connection)->plan().profile;
    m_session->setConnectionFaults(
        connection, profile.faults.isEmpty() ? std::nullopt : std::optional(effective(profile)));
    emit changed();
}

bool FaultPlans::isActive() const
{
    const bool anyOwn =
        std::ranges::any_of(m_own, [](const auto &entry) { return entry.second->plan().profile.isActive(); });
    return m_isOn && (anyOwn || m_server.plan().profile.isActive());
}

QString FaultPlans::words() const
{
    const bool anyOwn =
        std::ranges::any_of(m_own, [](const auto &entry) { return entry.second->rowCount() > 0; });
    const QString words = m_store.words(m_server.plan().profile);
    if (m_server.rowCount() == 0 && anyOwn)
        return m_isOn ? tr("one connection's") : tr("off");
    return m_server.rowCount() > 0 && !isActive() ? tr("off") : words;
}

void FaultPlans::refresh(const QList<quint64> &open)
{
    const FaultTally &tally = m_session->faultTally();
    m_server.setCounts(tally.counts(FaultTally::Server));
    if (std::erase_if(m_own, [&open](const auto &entry) { return !open.contains(entry.first); }) > 0)
        emit changed();
    for (const auto &[connection, own] : m_own)
        own->setCounts(tally.counts(connection));
}

void FaultPlans::strike(FaultKind kind, const QList<quint64> &connections)
{
    for (const quint64 connection : connections) {
        FaultListModel *own = of(connection);
        FaultProfile profile = own->rowCount() > 0 ? own->plan().profile : m_server.plan().profile;
        profile.faults.append(Fault::ofKind(kind));
        own->choose(profile);
    }
}

void FaultPlans::refuseNext(qint64 connections)
{
    const QList<Fault> &faults = m_server.faults();
    Fault refusal = Fault::ofKind(FaultKind::RefuseHttp);
    refusal.scope.next = connections;
    const auto found = std::ranges::find(faults, FaultKind::RefuseHttp, &Fault::kind);
    if (found == faults.end()) {
        m_server.add(refusal, m_server.rowCount() - 1);
    } else if (*found != refusal) {
        m_server.change(int(found - faults.begin()), refusal);
    } else {
        applyServer(); // which counts anew
    }
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/faultstore.h"

#include "app/faults/faultjson.h"
#include "app/faults/shippedfaults.h"

#include <QRandomGenerator>
#include <QSettings>

#include <algorithm>

namespace sockscope {

namespace {

const QString ProfileKey = QStringLiteral("faults/profile");
const QString SeedKey = QStringLiteral("faults/seed");
const QString OnKey = QStringLiteral("faults/on");
const QString SavedKey = QStringLiteral("faults/saved");

std::optional<FaultProfile> profileFrom(const QVariant &json)
{
    const auto imported = importFaults(json.toByteArray());
    const auto *profile = std::get_if<FaultProfile>(&imported);
    return profile ? std::optional(*profile) : std::nullopt;
}

} // namespace

FaultStore::FaultStore(QSettings *settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    const QVariantList saved = settings->value(SavedKey).toList();
    for (const QVariant &json : saved.first(std::min(saved.size(), MaxSaved))) {
        if (const auto profile = profileFrom(json))
            m_saved.append(*profile);
    }
}

FaultPlan FaultStore::plan() const
{
    FaultPlan plan;
    plan.profile = profileFrom(m_settings->value(ProfileKey)).value_or(FaultProfile{unnamed(), {}, {}});
    bool ok = false;
    plan.seed = m_settings->value(SeedKey).toULongLong(&ok);
    if (!ok)
        plan.seed = randomSeed();
    return plan;
}

void FaultStore::keepPlan(const FaultPlan &plan)
{
    m_settings->setValue(ProfileKey, exportFaults(plan.profile));
    m_settings->setValue(SeedKey, plan.seed);
}

bool FaultStore::isOn() const
{
    return m_settings->value(OnKey, true).toBool();
}

void FaultStore::keepOn(bool on)
{
    m_settings->setValue(OnKey, on);
}

void FaultStore::save(const FaultProfile &profile)
{
    m_saved.removeIf([&profile](const FaultProfile &saved) { return saved.name == profile.name; });
    m_saved.append(profile);
    if (m_saved.size() > MaxSaved)
        m_saved.removeFirst();
    writeSaved();
}

void FaultStore::remove(const QString &name)
{
    m_saved.removeIf([&name](const FaultProfile &saved) { return saved.name == name; });
    writeSaved();
}

void FaultStore::writeSaved()
{
    QVariantList all;
    for (const FaultProfile &profile : std::as_const(m_saved))
        all.append(exportFaults(profile));
    m_settings->setValue(SavedKey, all);
    emit savedChanged();
}

const FaultProfile *FaultStore::find(const QString &name) const
{
    if (const auto own = std::ranges::find(m_saved, name, &FaultProfile::name); own != m_saved.end())
        return &*own;
    for (const ShippedFaults &shipped : shippedFaults()) {
        if (shipped.profile.name == name)
            return &shipped.profile;
    }
    return nullptr;
}

QString FaultStore::words(const FaultProfile &profile) const
{
    if (profile.faults.isEmpty())
        return tr("none");
    if (const FaultProfile *known = find(profile.name))
        return known->faults == profile.faults ? profile.name : tr("%1, changed").arg(profile.name);
    const qsizetype count = profile.faults.size();
    return count == 1 ? tr("1 fault") : tr("%1 faults").arg(count);
}

QString FaultStore::unnamed()
{
    return tr("Own faults");
}

quint64 FaultStore::randomSeed()
{
    return QRandomGenerator::global()->generate();
}

} // namespace sockscope

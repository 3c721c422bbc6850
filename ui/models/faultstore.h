// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/faultlistmodel.h"

class QSettings;

namespace sockscope {

/// The faults of before, and the profiles that were given a name. Both survive a restart.
class FaultStore : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MaxSaved = 200; ///< the oldest name is forgotten for a new one

    /// @p settings must outlive the store.
    explicit FaultStore(QSettings *settings, QObject *parent = nullptr);

    /// No faults and a seed by chance at first.
    FaultPlan plan() const;
    void keepPlan(const FaultPlan &plan);
    bool isOn() const;
    void keepOn(bool on);

    const QList<FaultProfile> &saved() const { return m_saved; } ///< by age
    /// Replaces one of that name.
    void save(const FaultProfile &profile);
    void remove(const QString &name);

    /// What to call it: "none", "bad Wi-Fi", "bad Wi-Fi, changed", "3 faults".
    QString words(const FaultProfile &profile) const;

    static QString unnamed(); ///< name of a profile that has been given none
    static quint64 randomSeed(); ///< short enough to be read out

signals:
    void savedChanged();

private:
    void writeSaved();
    const FaultProfile *find(const QString &name) const;

    QSettings *m_settings;
    QList<FaultProfile> m_saved;
};

} // namespace sockscope

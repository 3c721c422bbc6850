// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QSettings;

namespace sockscope {

struct SavedFilter
{
    QString name;
    QString text;
    bool operator==(const SavedFilter &) const = default;
};

/// The filters of before, and those that were given a name. Both survive a restart when there are settings.
class FilterStore
{
public:
    static constexpr qsizetype MaxRecent = 50;
    static constexpr qsizetype MaxSaved = 200; ///< the oldest name is forgotten for a new one

    /// @p settings may be null, and must outlive the store.
    explicit FilterStore(QSettings *settings);

    const QStringList &recent() const { return m_recent; } ///< latest first, each once
    void remember(const QString &text);
    const QList<SavedFilter> &saved() const { return m_saved; } ///< by age
    /// Replaces one of that name.
    void save(const QString &name, const QString &text);
    void remove(const QString &name);

private:
    void writeSaved();

    QSettings *m_settings;
    QStringList m_recent;
    QList<SavedFilter> m_saved;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/identityrule.h"

#include <QHash>
#include <QUndoStack>

class QSettings;

namespace sockscope {

class DeviceTable;

/// The rule that tells devices apart, and the names that were given by hand: in the settings, in the table of
/// devices, and undoable.
class DeviceIdentities : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MaxNames = 500; ///< a device named beyond that keeps the rule's name

    /// Hands what @p settings know to @p table; both must outlive this.
    DeviceIdentities(DeviceTable *table, QSettings *settings, QObject *parent = nullptr);

    const IdentityRule &rule() const { return m_rule; }
    /// Undoable. @p rule has no fault.
    void setRule(const IdentityRule &rule);
    /// Undoable; an empty @p name takes the one by hand away.
    void rename(const QString &key, const QString &name);
    QUndoStack *undoStack() { return &m_undo; }

signals:
    void changed();

private:
    friend class RuleChange;
    friend class NameChange;
    void applyRule(const IdentityRule &rule);
    void applyName(const QString &key, const QString &name);

    DeviceTable *m_table;
    QSettings *m_settings;
    IdentityRule m_rule;
    QHash<QString, QString> m_names; // by key
    QUndoStack m_undo;
};

} // namespace sockscope

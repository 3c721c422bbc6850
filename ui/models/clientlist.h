// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientsettings.h"

#include <QUndoStack>

namespace sockscope {

/// The clients that a person has put together. Everything that changes it can be undone.
class ClientList : public QObject
{
    Q_OBJECT

public:
    /// Starts with @p entries, or with one empty client.
    explicit ClientList(const QList<ClientEntry> &entries, QObject *parent = nullptr);

    const QList<ClientEntry> &entries() const { return m_entries; }
    const ClientEntry *find(quint64 number) const;
    QUndoStack *undoStack() { return &m_undo; }

    /// The number of the new client, behind @p after or at the end; 0 if there is no room.
    quint64 add(const ClientSettings &settings, quint64 after = 0);
    void remove(quint64 number);
    void change(quint64 number, const ClientSettings &settings);

signals:
    void changed();

private:
    friend class ClientListCommand;
    void push(const QString &text, const QList<ClientEntry> &entries);
    void set(const QList<ClientEntry> &entries);
    qsizetype indexOf(quint64 number) const;

    QList<ClientEntry> m_entries;
    quint64 m_last = 0; // number given
    QUndoStack m_undo;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/clientlist.h"

#include "app/client/clientpool.h"

#include <algorithm>

namespace sockscope {

namespace {

constexpr int UndoLimit = 200;

} // namespace

class ClientListCommand : public QUndoCommand
{
public:
    ClientListCommand(ClientList *list, const QString &text, QList<ClientEntry> entries)
        : QUndoCommand(text), m_list(list), m_before(list->entries()), m_after(std::move(entries))
    { }
    void undo() override { m_list->set(m_before); }
    void redo() override { m_list->set(m_after); }

private:
    ClientList *m_list;
    QList<ClientEntry> m_before;
    QList<ClientEntry> m_after;
};

ClientList::ClientList(const QList<ClientEntry> &entries, QObject *parent)
    : QObject(parent), m_entries(entries)
{
    if (m_entries.isEmpty())
        m_entries.append(ClientEntry{1, {}});
    for (const ClientEntry &entry : std::as_const(m_entries))
        m_last = std::max(m_last, entry.number);
    m_undo.setUndoLimit(UndoLimit);
}

qsizetype ClientList::indexOf(quint64 number) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [number](const ClientEntry &entry) { return entry.number == number; });
    return found == m_entries.end() ? -1 : found - m_entries.begin();
}

const ClientEntry *ClientList::find(quint64 number) const
{
    const qsizetype index = indexOf(number);
    return index < 0 ? nullptr : &m_entries[index];
}

quint64 ClientList::add(const ClientSettings &settings, quint64 after)
{
    if (m_entries.size() >= ClientPool::MaxClients)
        return 0;
    const qsizetype index = indexOf(after);
    QList<ClientEntry> entries = m_entries;
    entries.insert(index < 0 ? entries.size() : index + 1, {++m_last, settings});
    push(tr("Add client %1").arg(m_last), entries);
    return m_last;
}

void ClientList::remove(quint64 number)
{
    const qsizetype index = indexOf(number);
    if (index < 0)
        return;
    QList<ClientEntry> entries = m_entries;
    entries.removeAt(index);
    push(tr("Remove client %1").arg(number), entries);
}

void ClientList::change(quint64 number, const ClientSettings &settings)
{
    const qsizetype index = indexOf(number);
    if (index < 0 || m_entries[index].settings == settings)
        return;
    QList<ClientEntry> entries = m_entries;
    entries[index].settings = settings;
    push(tr("Change client %1").arg(number), entries);
}

void ClientList::push(const QString &text, const QList<ClientEntry> &entries)
{
    m_undo.push(new ClientListCommand(this, text, entries));
}

void ClientList::set(const QList<ClientEntry> &entries)
{
    m_entries = entries;
    emit changed();
}

} // namespace sockscope

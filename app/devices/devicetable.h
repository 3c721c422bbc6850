// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/devicesession.h"

#include <QHash>

#include <atomic>
#include <map>
#include <mutex>
#include <unordered_map>

namespace sockscope {

/// The devices behind the connections of a bench, told apart by a rule. Written in the I/O thread, a few
/// times per connection and never per frame; read, and given another rule, from any.
///
/// Bounded: beyond MaxSessionsPerDevice of one device, or MaxSessions in all, the oldest sessions are summed
/// up; beyond MaxDevices the device that has been quiet for longest is forgotten, and counted. Addresses that
/// asked for no upgrade have as much room again.
class DeviceTable
{
public:
    static constexpr qsizetype MaxDevices = 256;
    static constexpr qsizetype MaxSessions = 4096;
    static constexpr qsizetype MaxSessionsPerDevice = 1000;
    static constexpr qsizetype MaxRequest = 4096; ///< bytes kept of an upgrade request
    static constexpr qsizetype MaxFirstMessage = 1024; ///< bytes kept of a first message

    /// A connection was accepted from @p address, which is empty for a local socket.
    void accepted(quint64 connection, const QString &address, LogMoment at);
    /// Its upgrade request; @p head may be cut or no request at all.
    void requested(quint64 connection, QByteArrayView head);
    void opened(quint64 connection, const QString &subprotocol, qint64 timeNs);
    /// The front of its first message, or of the first fragment of that.
    void spoke(quint64 connection, QByteArrayView message);
    /// @p heardNs: when its last frame came, -1 for never.
    void ended(quint64 connection, const EndedFacts &facts, qint64 heardNs, LogMoment at);
    /// Notes what else is learnt of a connection; nothing for one that is not known (any more).
    template <typename Change> void note(quint64 connection, Change change)
    {
        std::lock_guard lock(m_mutex);
        if (DeviceSession *session = find(connection)) {
            change(*session);
            ++m_changes;
        }
    }

    /// Groups everything that is known anew. What was summed up stays with the device of its group's newest
    /// session.
    void setRule(const IdentityRule &rule);
    IdentityRule rule() const;
    /// Names given by hand, by DeviceIdentity::key.
    void setAliases(const QHash<QString, QString> &aliases);

    /// The name of a connection's device; empty when the connection is not known (any more).
    QString nameOf(quint64 connection) const;
    /// Whether two connections are of one device, as far as is known: by a rule that goes by the first
    /// message, one that has said nothing yet is known by what the automatic rule goes by.
    bool areOfOneDevice(quint64 first, quint64 second) const;
    /// The devices in order of their first connection. A connection that asked for no upgrade counts for the
    /// one device at its address, if there is just one.
    QList<Device> devices() const;
    quint64 forgottenDevices() const;
    /// Grows with everything that changes here.
    quint64 changes() const { return m_changes.load(std::memory_order_relaxed); }

private:
    struct Group
    {
        bool isAnonymous() const; ///< none of its connections asked for an upgrade

        DeviceIdentity identity;
        QString name; // tells it from others that would have the same
        QList<DeviceSession> sessions; // by number of the connection
        DeviceSums older;
    };
    using Groups = std::map<QString, Group>; // by key

    DeviceSession *find(quint64 connection);
    const DeviceTraits *traitsOf(quint64 connection) const;
    template <typename Change> void reconsider(quint64 connection, Change change);
    void place(DeviceSession session);
    Group &group(const DeviceIdentity &identity, const DeviceTraits &traits);
    QString freeName(const DeviceIdentity &identity, const QString &address) const;
    DeviceSession take(quint64 connection, Group *from);
    void remove(Groups::iterator group);
    void makeRoom(const Group *keep);
    void foldOldest(Group *group);
    const Group &ownerOf(const Group &group) const;
    QString shownName(const Group &group) const;

    mutable std::mutex m_mutex; // protects everything below
    IdentityRule m_rule;
    QHash<QString, QString> m_aliases;
    Groups m_groups;
    std::unordered_map<quint64, Group *> m_groupOf; // by connection
    quint64 m_forgotten = 0;
    std::atomic<quint64> m_changes = 0;
};

} // namespace sockscope

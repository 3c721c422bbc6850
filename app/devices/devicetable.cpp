// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicetable.h"

#include <algorithm>

namespace sockscope {

namespace {

// Whole lines, so that what is kept can be read as a head.
QByteArray keptHead(QByteArrayView head)
{
    if (head.size() <= DeviceTable::MaxRequest)
        return head.toByteArray();
    const QByteArrayView front = head.first(DeviceTable::MaxRequest);
    return front.first(std::max<qsizetype>(front.lastIndexOf("\r\n"), 0)).toByteArray() + "\r\n\r\n";
}

template <typename Sessions> auto placeOf(Sessions &sessions, quint64 connection)
{
    return std::ranges::lower_bound(sessions, connection, {}, &DeviceSession::connection);
}

} // namespace

void DeviceTable::accepted(quint64 connection, const QString &address, LogMoment at)
{
    std::lock_guard lock(m_mutex);
    DeviceSession session;
    session.connection = connection;
    session.acceptedNs = at.timeNs;
    session.firstRow = at.row;
    session.traits.address = address;
    place(session);
    ++m_changes;
}

template <typename Change> void DeviceTable::reconsider(quint64 connection, Change change)
{
    std::lock_guard lock(m_mutex);
    DeviceSession *session = find(connection);
    if (!session)
        return;
    change(*session);
    ++m_changes;
    Group *const before = m_groupOf[connection];
    if (identify(m_rule, session->traits).key != before->identity.key)
        place(take(connection, before));
}

void DeviceTable::requested(quint64 connection, QByteArrayView head)
{
    reconsider(connection, [head](DeviceSession &session) { session.traits.request = keptHead(head); });
}

void DeviceTable::opened(quint64 connection, const QString &subprotocol, qint64 timeNs)
{
    reconsider(connection, [&](DeviceSession &session) {
        session.openedNs = timeNs;
        session.traits.subprotocol = subprotocol;
    });
}

void DeviceTable::spoke(quint64 connection, QByteArrayView message)
{
    reconsider(connection, [message](DeviceSession &session) {
        session.traits.firstMessage = message.first(std::min(message.size(), MaxFirstMessage)).toByteArray();
    });
}

void DeviceTable::ended(quint64 connection, const EndedFacts &facts, qint64 heardNs, LogMoment at)
{
    note(connection, [&](DeviceSession &session) {
        session.endedNs = at.timeNs;
        session.lastRow = at.row;
        session.heardNs = heardNs;
        session.closeCode = facts.code;
        session.end = sessionEndOf(session, facts);
    });
}

DeviceSession *DeviceTable::find(quint64 connection)
{
    const auto group = m_groupOf.find(connection);
    return group == m_groupOf.end() ? nullptr : &*placeOf(group->second->sessions, connection);
}

void DeviceTable::place(DeviceSession session)
{
    const quint64 connection = session.connection;
    Group &home = group(identify(m_rule, session.traits), session.traits);
    home.sessions.insert(placeOf(home.sessions, connection), std::move(session));
    m_groupOf[connection] = &home;
    if (home.sessions.size() > MaxSessionsPerDevice)
        foldOldest(&home);
    makeRoom(&home);
}

DeviceTable::Group &DeviceTable::group(const DeviceIdentity &identity, const DeviceTraits &traits)
{
    const auto found = m_groups.find(identity.key);
    if (found != m_groups.end())
        return found->second;
    const QString name = freeName(identity, traits.address);
    Group &made = m_groups[identity.key];
    made.identity = identity;
    made.name = name;
    return made;
}

// The name that a device has stays: a later one of the same name is told from it.
QString DeviceTable::freeName(const DeviceIdentity &identity, const QString &address) const
{
    const auto isTaken = [this](const QString &name) {
        return std::ranges::any_of(m_groups, [&](const auto &entry) { return entry.second.name == name; });
    };
    if (!isTaken(identity.name))
        return identity.name;
    const QString placed = address.isEmpty() ? identity.name : identity.name + u' ' + address;
    QString name = placed;
    for (int i = 2; isTaken(name); ++i)
        name = QStringLiteral("%1 #%2").arg(placed).arg(i);
    return name;
}

DeviceSession DeviceTable::take(quint64 connection, Group *from)
{
    const auto at = placeOf(from->sessions, connection);
    DeviceSession session = *at;
    from->sessions.erase(at);
    m_groupOf.erase(connection);
    if (from->sessions.isEmpty())
        m_groups.erase(from->identity.key);
    return session;
}

void DeviceTable::remove(Groups::iterator group)
{
    for (const DeviceSession &session : std::as_const(group->second.sessions))
        m_groupOf.erase(session.connection);
    m_groups.erase(group);
    ++m_forgotten;
}

void DeviceTable::makeRoom(const Group *keep)
{
    if (m_groupOf.size() > size_t(MaxSessions)) {
        const auto size = [](const auto &entry) { return entry.second.sessions.size(); };
        foldOldest(&std::ranges::max_element(m_groups, {}, size)->second);
    }
    // Who may still turn out to be a known device pushes none out.
    const qsizetype room = keep->isAnonymous() ? 2 * MaxDevices : MaxDevices;
    if (m_groups.size() <= size_t(room))
        return;
    const auto heardOf = [keep](const auto &entry) {
        return std::pair(&entry.second == keep, entry.second.sessions.constLast().connection);
    };
    remove(std::ranges::min_element(m_groups, {}, heardOf));
}

void DeviceTable::foldOldest(Group *group)
{
    const auto isOver = [](const DeviceSession &session) { return session.endedNs >= 0; };
    auto oldest = std::ranges::find_if(group->sessions, isOver);
    if (oldest == group->sessions.end())
        oldest = group->sessions.begin();
    group->older.add(*oldest);
    m_groupOf.erase(oldest->connection);
    group->sessions.erase(oldest);
}

void DeviceTable::setRule(const IdentityRule &rule)
{
    std::lock_guard lock(m_mutex);
    if (rule == m_rule)
        return;
    m_rule = rule;
    ++m_changes;
    const Groups before = std::exchange(m_groups, {});
    m_groupOf.clear();
    std::map<quint64, const DeviceSession *> all; // names go by who came first
    for (const auto &[key, group] : before)
        for (const DeviceSession &session : group.sessions)
            all.emplace(session.connection, &session);
    for (const auto &[connection, session] : all)
        place(*session);
    for (const auto &[key, group] : before) {
        const auto heir = m_groupOf.find(group.sessions.constLast().connection);
        if (heir != m_groupOf.end())
            heir->second->older.add(group.older);
    }
}

IdentityRule DeviceTable::rule() const
{
    std::lock_guard lock(m_mutex);
    return m_rule;
}

void DeviceTable::setAliases(const QHash<QString, QString> &aliases)
{
    std::lock_guard lock(m_mutex);
    m_aliases = aliases;
    ++m_changes;
}

QString DeviceTable::shownName(const Group &group) const
{
    return m_aliases.value(group.identity.key, group.name);
}

bool DeviceTable::Group::isAnonymous() const
{
    const auto hasAsked = [](const DeviceSession &session) { return !session.traits.request.isEmpty(); };
    return std::ranges::none_of(sessions, hasAsked);
}

// The one device that is known to be where an anonymous one is; else the group itself.
const DeviceTable::Group &DeviceTable::ownerOf(const Group &group) const
{
    if (!group.isAnonymous())
        return group;
    const QString address = group.sessions.constFirst().traits.address;
    const Group *owner = nullptr;
    for (const auto &[key, other] : m_groups) {
        if (&other == &group || other.sessions.constLast().traits.address != address)
            continue;
        if (owner)
            return group;
        owner = &other;
    }
    return owner ? *owner : group;
}

QString DeviceTable::nameOf(quint64 connection) const
{
    std::lock_guard lock(m_mutex);
    const auto group = m_groupOf.find(connection);
    return group == m_groupOf.end() ? QString() : shownName(ownerOf(*group->second));
}

const DeviceTraits *DeviceTable::traitsOf(quint64 connection) const
{
    const auto group = m_groupOf.find(connection);
    if (group == m_groupOf.end())
        return nullptr;
    const QList<DeviceSession> &sessions = group->second->sessions;
    return &placeOf(sessions, connection)->traits;
}

bool DeviceTable::areOfOneDevice(quint64 first, quint64 second) const
{
    std::lock_guard lock(m_mutex);
    const DeviceTraits *one = traitsOf(first);
    const DeviceTraits *other = traitsOf(second);
    if (!one || !other)
        return false;
    const bool isToSpeak = one->firstMessage.isEmpty() || other->firstMessage.isEmpty();
    if (m_rule.by == IdentityRule::By::FirstMessage && isToSpeak)
        return identify({}, *one).key == identify({}, *other).key;
    return &ownerOf(*m_groupOf.at(first)) == &ownerOf(*m_groupOf.at(second));
}

QList<Device> DeviceTable::devices() const
{
    std::lock_guard lock(m_mutex);
    std::map<const Group *, Device> made;
    for (const auto &[key, group] : m_groups) {
        const Group &home = ownerOf(group);
        const bool justCame = group.sessions.constLast().endedNs < 0 && group.sessions.size() == 1;
        if (&home == &group && justCame && group.isAnonymous())
            continue; // it will say who it is
        Device &device = made[&home];
        device.key = home.identity.key;
        device.name = shownName(home);
        device.ruleName = home.name;
        device.older.add(group.older);
        device.sessions = device.sessions.isEmpty() ? group.sessions : device.sessions + group.sessions;
    }
    QList<Device> all;
    for (auto &[group, device] : made) {
        if (device.sessions.size() > group->sessions.size()) // others were joined to its own
            std::ranges::sort(device.sessions, {}, &DeviceSession::connection);
        all.append(std::move(device));
    }
    std::ranges::sort(all, {}, [](const Device &device) { return device.sessions.constFirst().connection; });
    return all;
}

quint64 DeviceTable::forgottenDevices() const
{
    std::lock_guard lock(m_mutex);
    return m_forgotten;
}

} // namespace sockscope

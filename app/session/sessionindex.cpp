// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sessionindex.h"

#include "app/devices/devicehistory.h"
#include "app/text/handshakeheads.h"

namespace sockscope {

namespace {

constexpr int SwitchingProtocols = 101;

} // namespace

SessionIndex::SessionIndex(const CaptureStore &store, DeviceTable *devices)
{
    DeviceTable ownDevices;
    const DeviceTable &names = devices ? *devices : ownDevices;
    DeviceHistory history(devices ? devices : &ownDevices);
    const quint64 end = store.rows().end;
    for (RowSpan span = store.span(0, end); !span.isEmpty(); span = store.span(span.end(), end)) {
        const auto rows = span.rows();
        for (qsizetype i = 0; i < span.size(); ++i) {
            const PackedRow &row = rows[size_t(i)];
            history.add(span, i);
            if (row.kind() == RowKind::Frame) {
                entry(row.connection());
            } else if (row.kind() == RowKind::Handshake) {
                addHandshake(span.record(i), span.payload(i));
                entry(row.connection()).device = names.nameOf(row.connection()); // before it may be summed up
            } else if (row.connection() != 0) {
                addEvent(span.record(i), span.detail(i));
            }
        }
    }
    for (auto &[number, connection] : m_connections)
        if (const QString name = names.nameOf(number); !name.isEmpty())
            connection.device = name;
}

const SessionConnection *SessionIndex::find(quint64 number) const
{
    const auto found = m_connections.find(number);
    return found == m_connections.end() ? nullptr : &found->second;
}

SessionConnection &SessionIndex::entry(quint64 number)
{
    if (m_latest && m_latest->number == number)
        return *m_latest;
    SessionConnection &connection = m_connections[number];
    connection.number = number;
    m_latest = &connection;
    return connection;
}

void SessionIndex::addEvent(const FrameRecord &record, QByteArrayView facts)
{
    SessionConnection &connection = entry(record.connection);
    if (record.event == EventKind::Accepted) {
        connection.acceptedNs = record.timeNs;
        const AcceptedFacts ends = AcceptedFacts::fromJson(facts).value_or(AcceptedFacts());
        connection.peerAddress = ends.peerAddress;
        connection.peerPort = ends.peerPort;
        connection.localAddress = ends.localAddress;
        connection.localPort = ends.localPort;
    } else if (record.event == EventKind::Secured) {
        connection.tls = true;
    } else if (record.event == EventKind::Ended) {
        connection.endedNs = record.timeNs;
        connection.end = EndedFacts::fromJson(facts);
    }
}

void SessionIndex::addHandshake(const FrameRecord &record, QByteArrayView head)
{
    SessionConnection &connection = entry(record.connection);
    if (record.direction == ws::Direction::Received) {
        connection.request = head.toByteArray();
        connection.path = pathOf(head);
    } else {
        connection.response = head.toByteArray();
        connection.subprotocol = subprotocolOf(head);
        if (statusOf(head) == SwitchingProtocols)
            connection.openedNs = record.timeNs;
    }
}

} // namespace sockscope

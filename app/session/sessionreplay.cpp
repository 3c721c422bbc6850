// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sessionreplay.h"

#include "app/bench/servertexts.h"
#include "app/devices/devicetable.h"
#include "app/session/sessionindex.h"
#include "app/text/handshakeheads.h"
#include "app/timing/timingprobe.h"
#include "serverlib/connection/outstandingpings.h"

#include <map>

namespace sockscope {

namespace {

constexpr int SwitchingProtocols = 101;

ConnectionState stateOf(const SessionConnection &connection, int status)
{
    if (status != 0 && status != SwitchingProtocols)
        return ConnectionState::Refused;
    if (connection.endedNs >= 0)
        return ConnectionState::Closed;
    return connection.openedNs < 0 ? ConnectionState::Handshaking : ConnectionState::Open;
}

void addConnection(const SessionConnection &connection, ConnectionTable *table)
{
    table->setHandshake(connection.number, ws::Direction::Received, connection.request);
    table->setHandshake(connection.number, ws::Direction::Sent, connection.response);
    const int status = statusOf(connection.response);
    table->update(connection.number, [&](ConnectionStats &stats, BenchTotals &) {
        stats.peer = peerText(connection.peerAddress, connection.peerPort);
        stats.device =
            connection.device.isEmpty() ? QStringLiteral("#%1").arg(connection.number) : connection.device;
        stats.path = connection.path;
        stats.subprotocol = connection.subprotocol;
        stats.extensions = extensionsOf(connection.response);
        stats.acceptedNs = std::max<qint64>(connection.acceptedNs, 0);
        stats.openedNs = connection.openedNs;
        stats.endedNs = connection.endedNs;
        stats.refusedStatus = status == SwitchingProtocols ? 0 : status;
        stats.state = stateOf(connection, status);
        if (connection.end) {
            stats.closeCode = connection.end->code;
            stats.closeReason = connection.end->reason;
        }
    });
}

/// What the frames of one connection add up to.
class ConnectionReplay
{
public:
    ConnectionReplay(quint64 number, const BenchTables &tables)
        : m_number(number), m_tables(tables), m_traffic(tables.connections->traffic(number))
    {
        if (tables.timing != nullptr)
            m_timing.emplace(tables.timing, number);
    }

    void frame(quint64 row, const FrameRecord &record, QByteArrayView payload)
    {
        const bool isReceived = record.direction == ws::Direction::Received;
        const bool ends =
            record.message != 0 && record.header.fin && record.violation != ws::Rule::MessageTooBig;
        FrameCount &count = isReceived ? m_traffic->received : m_traffic->sent;
        const quint64 bytes = quint64(record.headerSize) + record.length;
        count.add(bytes, ends);
        if (m_timing)
            m_timing->frame(record, {row, bytes, ends});
        if (record.header.opcode == ws::Opcode::Ping && !isReceived)
            m_pings.sent(payload, record.timeNs);
        else if (record.header.opcode == ws::Opcode::Pong && isReceived)
            measurePong(row, record, payload);
    }
    void violation(ws::Rule rule)
    {
        ++m_violations;
        m_lastRule = rule;
    }
    /// Where the log says that it ended: it makes room for those that follow.
    void ended()
    {
        if (m_timing)
            m_timing->ended();
    }
    void finish()
    {
        m_tables.connections->update(m_number, [this](ConnectionStats &stats, BenchTotals &totals) {
            stats.lastRttNs = m_lastRttNs;
            stats.pingsLost = m_pings.lost() + (stats.endedNs < 0 ? 0 : m_pings.size());
            stats.violations = m_violations;
            totals.violations += m_violations;
            if (m_lastRule) {
                stats.lastViolation = ws::Violation{*m_lastRule, 0, {}};
                stats.failed = stats.closeCode == quint16(ws::ruleInfo(*m_lastRule).closeCode);
            }
        });
    }

private:
    void measurePong(quint64 row, const FrameRecord &record, QByteArrayView payload)
    {
        m_pings.answered(payload);
        if (record.rttNs < 0)
            return;
        m_lastRttNs = record.rttNs;
        const RttSample sample{record.timeNs, m_number, record.rttNs, row, record.rttSource};
        m_tables.rtts->append(sample);
        if (m_timing)
            m_timing->roundTrip(sample);
    }

    quint64 m_number;
    BenchTables m_tables;
    ConnectionTable::Traffic *m_traffic;
    std::optional<TimingProbe> m_timing;
    ws::OutstandingPings m_pings;
    qint64 m_lastRttNs = -1;
    quint64 m_violations = 0;
    std::optional<ws::Rule> m_lastRule;
};

} // namespace

void replaySession(const CaptureStore &store, const BenchTables &tables)
{
    const SessionIndex index(store, &tables.connections->devices());
    std::map<quint64, ConnectionReplay> replays;
    for (const auto &[number, connection] : index.connections()) {
        addConnection(connection, tables.connections);
        replays.try_emplace(number, number, tables);
    }
    const quint64 end = store.rows().end;
    for (RowSpan span = store.span(0, end); !span.isEmpty(); span = store.span(span.end(), end)) {
        for (qsizetype i = 0; i < span.size(); ++i) {
            const FrameRecord record = span.record(i);
            const auto found = replays.find(record.connection);
            if (found == replays.end())
                continue; // a row of words about the server itself
            if (record.violation)
                found->second.violation(*record.violation);
            if (record.kind == RowKind::Frame)
                found->second.frame(span.first() + quint64(i), record, span.payload(i));
            else if (record.kind == RowKind::Event && record.event == EventKind::Ended)
                found->second.ended();
        }
    }
    for (auto &[number, replay] : replays) {
        replay.finish();
        if (index.find(number)->endedNs >= 0)
            tables.connections->markEnded(number);
    }
}

} // namespace sockscope

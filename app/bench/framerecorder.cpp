// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/framerecorder.h"

#include "app/bench/servertexts.h"
#include "app/devices/devicetable.h"
#include "app/text/handshakeheads.h"
#include "app/text/tlstext.h"

#include <utility>

namespace sockscope {

namespace {

constexpr int SwitchingProtocols = 101;

QString endWords(const ws::CloseInfo &info, const ConnectionStats &stats)
{
    const QString lost = info.transportError.isEmpty()
        ? QString()
        : QStringLiteral("reset by peer: %1").arg(info.transportError);
    if (stats.refusedStatus != 0)
        return QStringLiteral("ended after HTTP %1").arg(stats.refusedStatus);
    if (stats.openedNs < 0)
        return lost.isEmpty() ? QStringLiteral("ended before the upgrade") : lost;
    const QString code = QStringLiteral("%1 %2").arg(info.code).arg(ws::closeCodeName(info.code));
    const QString reason = info.reason.isEmpty() ? QString() : QStringLiteral(": ") + info.reason;
    if (info.clean)
        return QStringLiteral("closed %1%2").arg(code, reason);
    if (stats.failed && info.code != quint16(ws::CloseCode::AbnormalClosure))
        return QStringLiteral("failed with %1").arg(code);
    return lost.isEmpty() ? QStringLiteral("ended without a Close frame") : lost;
}

FrameRecord recordOf(const ws::FrameView &frame)
{
    FrameRecord record;
    record.header = frame.header;
    record.headerSize = quint8(frame.rawHeader.size());
    record.reads = frame.reads;
    record.length = frame.header.payloadLength;
    record.compressed = frame.compressed;
    record.inflatedLength = quint64(frame.inflated.size());
    if (frame.violation)
        record.violation = frame.violation->rule;
    return record;
}

} // namespace

FrameRecorder::FrameRecorder(
    CaptureStore *capture, ConnectionTable *connections, SampleLog<RttSample> *rtts, TimingTable *timing)
    : m_capture(capture), m_connections(connections), m_rtts(rtts), m_timing(timing)
{ }

void FrameRecorder::connectionAccepted(
    quint64 connection, const ws::SocketEnd &peerEnd, const ws::SocketEnd &localEnd)
{
    const QString peer = peerText(peerEnd.address(), peerEnd.port());
    const qint64 now = m_capture->now();
    m_connections->devices().accepted(connection, peerEnd.address(), {now, m_capture->rows().end});
    m_connections->update(connection, [&](ConnectionStats &stats, BenchTotals &) {
        stats.peer = peer;
        stats.device = peer;
        stats.acceptedNs = now;
    });
    const AcceptedFacts facts{peerEnd.address(), peerEnd.port(), localEnd.address(), localEnd.port()};
    event(connection, EventKind::Accepted, QStringLiteral("connected from %1").arg(peer), facts.toJson());
}

void FrameRecorder::secured(quint64 connection, const ws::TlsInfo &info)
{
    m_connections->update(connection, [&](ConnectionStats &stats, BenchTotals &) { stats.tls = info; });
    event(connection, EventKind::Secured, tlsDetails(info));
}

void FrameRecorder::handshake(quint64 connection, ws::Direction direction, QByteArrayView head)
{
    FrameRecord record;
    record.timeNs = m_capture->now();
    record.connection = connection;
    record.kind = RowKind::Handshake;
    record.direction = direction;
    record.length = quint64(head.size());
    m_capture->append(record, head);
    m_connections->setHandshake(connection, direction, head.toByteArray());
    DeviceTable &devices = m_connections->devices();
    const int status = direction == ws::Direction::Sent ? statusOf(head) : 0;
    if (direction == ws::Direction::Received)
        devices.requested(connection, head);
    else if (status != SwitchingProtocols)
        devices.note(connection, [status](DeviceSession &session) { session.status = status; });
    m_connections->update(connection, [&](ConnectionStats &stats, BenchTotals &) {
        if (direction == ws::Direction::Received) {
            stats.device = devices.nameOf(connection);
        } else if (status == SwitchingProtocols) {
            stats.extensions = extensionsOf(head);
        } else {
            stats.refusedStatus = status;
            stats.state = ConnectionState::Refused;
        }
    });
}

void FrameRecorder::connectionOpened(quint64 connection, const QString &path, const QString &subprotocol)
{
    const qint64 now = m_capture->now();
    m_connections->devices().opened(connection, subprotocol, now);
    m_connections->update(connection, [&](ConnectionStats &stats, BenchTotals &) {
        stats.path = path;
        stats.subprotocol = subprotocol;
        stats.openedNs = now;
        stats.state = ConnectionState::Open;
    });
}

void FrameRecorder::frame(quint64 connection, ws::Direction direction, const ws::FrameView &frame)
{
    Live &live = this->live(connection);
    if (!frame.sameRead)
        m_now = m_capture->now();
    FrameRecord record = recordOf(frame);
    record.timeNs = m_now;
    record.connection = connection;
    record.direction = direction;
    if (direction == ws::Direction::Received)
        live.told = frame.violation ? std::optional(*frame.violation) : std::nullopt;
    MessageState &message = direction == ws::Direction::Received ? live.received : live.sent;
    const bool joins = message.join(&record);
    measurePing(live, &record, frame.payload);

    const bool isShortened = direction == ws::Direction::Sent && live.keptFront >= 0;
    const QByteArrayView kept =
        isShortened ? frame.payload.first(qMin(live.keptFront, frame.payload.size())) : frame.payload;
    const quint64 row = m_capture->append(record, kept, frame.inflated);
    const bool ended = joins && message.endsWith(record, frame.payload.size());
    FrameCount &count = direction == ws::Direction::Received ? live.traffic->received : live.traffic->sent;
    const auto bytes = quint64(frame.rawHeader.size() + frame.payload.size());
    count.add(bytes, ended);
    if (live.timing)
        live.timing->frame(record, {row, bytes, ended});
    if (record.rttNs >= 0)
        noteRoundTrip(live, row);
    if (ws::isControl(record.header.opcode))
        noteControl(live, record);
    if (direction == ws::Direction::Received)
        noteHeard(live, record, frame.compressed ? frame.inflated : frame.payload);
}

FrameRecorder::Live &FrameRecorder::live(quint64 connection)
{
    if (!m_latest.second || m_latest.first != connection) {
        Live &live = m_live[connection];
        if (!live.traffic)
            live.traffic = m_connections->traffic(connection);
        if (!live.timing && m_timing != nullptr)
            live.timing.emplace(m_timing, connection);
        m_latest = {connection, &live};
    }
    return *m_latest.second;
}

bool FrameRecorder::MessageState::join(FrameRecord *record)
{
    const ws::FrameHeader &header = record->header;
    if (ws::isControl(header.opcode) || ws::isReserved(header.opcode))
        return false;
    if (header.opcode == ws::Opcode::Continuation) {
        if (!active)
            return false; // RFC 6455 5.4: a stray one belongs to no message
        ++fragment;
    } else {
        ++number;
        opcode = header.opcode;
        fragment = header.fin ? 0 : 1;
        active = true;
    }
    record->message = number;
    record->fragment = fragment;
    record->messageOpcode = opcode;
    return true;
}

bool FrameRecorder::MessageState::endsWith(const FrameRecord &record, qsizetype payloadSize)
{
    const bool tooBig = record.violation == ws::Rule::MessageTooBig;
    if (tooBig || record.header.fin)
        active = false;
    return record.header.fin && !tooBig && quint64(payloadSize) == record.header.payloadLength;
}

// A device may say who it is in its first message.
void FrameRecorder::noteHeard(Live &live, const FrameRecord &record, QByteArrayView content)
{
    live.heardNs = record.timeNs;
    if (record.message == 1 && record.fragment <= 1)
        m_connections->devices().spoke(record.connection, content);
}

void FrameRecorder::noteControl(const Live &live, const FrameRecord &record)
{
    if (record.header.opcode == ws::Opcode::Close)
        m_connections->devices().note(record.connection, [&record](DeviceSession &session) {
            session.firstClose = session.firstClose.value_or(record.direction);
        });
    m_connections->update(record.connection, [&](ConnectionStats &stats, BenchTotals &) {
        if (record.rttNs >= 0)
            stats.lastRttNs = record.rttNs;
        stats.pingsLost = live.pings.lost();
        if (record.header.opcode == ws::Opcode::Close && stats.state == ConnectionState::Open)
            stats.state = ConnectionState::Closing;
    });
}

void FrameRecorder::violation(quint64 connection, const ws::Violation &violation, bool fatal)
{
    Live &live = this->live(connection);
    // The row of a frame names the first rule it broke, the row of the end its lack of a Close frame.
    // Everything else that a connection does wrong gets a row of words.
    if (violation.rule == ws::Rule::ClosedWithoutClose)
        live.endedWrong = violation.rule;
    else if (live.told == violation)
        live.told.reset();
    else
        event(connection, EventKind::Violation,
            violation.toString() + (fatal ? QString() : QStringLiteral(", tolerated")), {}, violation.rule);
    m_connections->devices().note(
        connection, [&violation](DeviceSession &session) { session.rule = violation.rule; });
    m_connections->update(connection, [&](ConnectionStats &stats, BenchTotals &totals) {
        ++stats.violations;
        ++totals.violations;
        stats.lastViolation = violation;
        stats.failed |= fatal;
    });
}

void FrameRecorder::excused(quint64 connection, const ws::Violation &violation, bool fatal)
{
    if (violation.rule == ws::Rule::ClosedWithoutClose)
        return; // the row of the end has the words
    note(connection, violation.toString());
    m_connections->update(connection, [&](ConnectionStats &stats, BenchTotals &) {
        stats.lastViolation = violation;
        stats.failed |= fatal;
    });
}

void FrameRecorder::connectionEnded(quint64 connection, const ws::CloseInfo &info)
{
    Live live = std::move(this->live(connection));
    if (live.timing)
        live.timing->ended();
    m_live.erase(connection);
    m_latest = {};
    const EndedFacts facts{info.code, info.reason, info.clean, !info.transportError.isEmpty()};
    const qint64 now = m_capture->now();
    m_connections->devices().ended(connection, facts, live.heardNs, {now, m_capture->rows().end});
    QString words;
    m_connections->update(connection, [&](ConnectionStats &stats, BenchTotals &) {
        if (stats.state != ConnectionState::Refused)
            stats.state = ConnectionState::Closed;
        stats.endedNs = now;
        stats.pingsLost = live.pings.lost() + live.pings.size();
        stats.closeCode = info.code;
        stats.closeReason = info.reason;
        stats.reset = !info.transportError.isEmpty();
        words = live.cut.isEmpty() ? endWords(info, stats) : live.cut;
    });
    event(connection, EventKind::Ended, words, facts.toJson(), live.endedWrong);
    m_connections->markEnded(connection);
}

quint64 FrameRecorder::event(quint64 connection, EventKind kind, const QString &words,
    const QByteArray &facts, std::optional<ws::Rule> rule)
{
    const QByteArray utf8 = words.toUtf8();
    FrameRecord record;
    record.timeNs = m_capture->now();
    record.connection = connection;
    record.kind = RowKind::Event;
    record.event = kind;
    record.length = quint64(utf8.size());
    record.violation = rule;
    const quint64 row = m_capture->append(record, utf8, facts);
    if (kind == EventKind::Fault)
        m_connections->devices().note(
            connection, [&](DeviceSession &session) { noteFault(&session, facts, record.timeNs); });
    return row;
}

} // namespace sockscope

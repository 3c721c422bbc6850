// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The way of the bytes. What faults of the connection do is in faultactions.cpp.
#include "app/faults/faulttransport.h"

#include <QPointer>

#include <utility>

namespace sockscope {

namespace {

constexpr QByteArrayView HeadEnd("\r\n\r\n");
constexpr QByteArrayView Switching("HTTP/1.1 101");

QByteArrayView viewOf(std::span<const char> bytes)
{
    return {bytes.data(), qsizetype(bytes.size())};
}

} // namespace

FaultTransport::FaultTransport(
    std::unique_ptr<ws::Transport> inner, FaultHost *host, quint64 connection, Phase phase)
    : m_host(host)
    , m_connection(connection)
    , m_phase(phase)
    , m_link(std::make_unique<ws::PacedTransport>(std::move(inner)))
    , m_report(
          connection, [host](const AppliedFault &applied) { host->faultApplied(applied); },
          [host, connection](qsizetype index) { host->faultCounted(connection, index); })
    , m_toDevice(FaultDirection::ToDevice, [this](FaultPiece &&piece) { send(std::move(piece)); })
    , m_fromDevice(FaultDirection::FromDevice, [this](FaultPiece &&piece) { receive(std::move(piece)); })
{
    m_link->setHandler(this);
    m_clock.start();
    for (QTimer *timer : {&m_readAgain, &m_thaw, &m_headTimer}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_readAgain, &QTimer::timeout, this, [this] {
        m_stopped = false;
        updateReading();
    });
    connect(&m_thaw, &QTimer::timeout, this, &FaultTransport::thaw);
    connect(&m_headTimer, &QTimer::timeout, this, &FaultTransport::releaseOutput);
}

void FaultTransport::setFaults(const std::vector<PlacedFault> &faults)
{
    m_faults = faults;
    m_acted.clear();
    m_clock.restart();
    m_toDevice.setFaults(this, faults);
    m_fromDevice.setFaults(this, faults);
    m_timers.clear();
    if (m_phase == Phase::Open)
        startTimers();
}

void FaultTransport::skipReceived(QByteArrayView header, quint64 payload)
{
    m_fromDevice.track(header);
    m_fromDevice.skip(payload);
}

void FaultTransport::setHeadPlan(std::chrono::milliseconds wait, const std::optional<ws::WritePlan> &plan)
{
    m_headWait = wait;
    m_headPlan = plan;
}

void FaultTransport::write(QByteArrayView head, QByteArrayView payload)
{
    if (m_closed || !m_link)
        return;
    if (m_phase == Phase::Handshake)
        return writeHead(head.toByteArray().append(payload));
    if (m_toDevice.isEmpty() && m_output.empty() && !m_frozen && !m_headTimer.isActive()) {
        m_toDevice.track(head);
        m_toDevice.track(payload);
        m_link->write(head, payload);
        return;
    }
    m_toDevice.takeBytes(head.toByteArray().append(payload));
    // What is lost leaves nothing that the link would tell of.
    QMetaObject::invokeMethod(
        this, [this] { checkDrained(); }, Qt::QueuedConnection);
}

void FaultTransport::writeHead(QByteArray head)
{
    FaultPiece piece;
    piece.kind = FaultPiece::Kind::Head;
    piece.bytes = std::move(head);
    piece.plan = m_headPlan;
    const bool opens = piece.bytes.startsWith(Switching);
    if (m_headWait.count() > 0)
        m_headTimer.start(m_headWait);
    send(std::move(piece));
    if (!opens)
        return;
    m_phase = Phase::Open;
    m_clock.restart();
    startTimers();
}

// What the faults have left of the output.
void FaultTransport::send(FaultPiece piece)
{
    if (!m_frozen && !m_headTimer.isActive() && m_output.empty())
        return put(std::move(piece));
    const bool isLost =
        m_frozen && m_frozen->fault.text(QStringLiteral("then")) == u"reset" && !piece.isEnd();
    const qint64 size = piece.bytes.size();
    if (isLost || !hold(FaultDirection::ToDevice, size))
        hold(FaultDirection::ToDevice, isLost ? 0 : -size);
    else
        m_output.push_back(std::move(piece));
}

void FaultTransport::put(FaultPiece piece)
{
    if (!m_link)
        return;
    switch (piece.kind) {
    case FaultPiece::Kind::Frame:
    case FaultPiece::Kind::Raw:
    case FaultPiece::Kind::Head:
        if (piece.plan)
            m_link->writeInPieces(piece.bytes, *piece.plan);
        else
            m_link->write(piece.bytes, {});
        break;
    case FaultPiece::Kind::Close:
        m_link->close();
        break;
    case FaultPiece::Kind::Cut:
    case FaultPiece::Kind::Reset:
        endNow(piece.kind);
        break;
    case FaultPiece::Kind::Ended:
        break;
    }
}

void FaultTransport::releaseOutput()
{
    while (!m_output.empty() && !m_frozen) {
        FaultPiece piece = std::move(m_output.front());
        m_output.pop_front();
        hold(FaultDirection::ToDevice, -piece.bytes.size());
        put(std::move(piece));
    }
}

void FaultTransport::flush()
{
    if (m_link)
        m_link->flush();
}

std::optional<quint32> FaultTransport::stampOutput()
{
    const bool isPlain = m_link && m_toDevice.isEmpty() && m_output.empty();
    return isPlain ? m_link->stampOutput() : std::nullopt;
}

std::optional<std::chrono::nanoseconds> FaultTransport::elapsedSince(quint32 mark)
{
    const auto elapsed = m_link ? m_link->elapsedSince(mark) : std::nullopt;
    return m_fromDevice.isEmpty() ? elapsed : std::nullopt;
}

qint64 FaultTransport::bytesPending() const
{
    return m_link ? m_link->bytesPending() + m_heldToDevice : 0;
}

std::optional<ws::TlsInfo> FaultTransport::tlsInfo() const
{
    return m_link ? m_link->tlsInfo() : std::nullopt;
}

bool FaultTransport::hold(FaultDirection direction, qint64 bytes)
{
    qint64 &held = direction == FaultDirection::ToDevice ? m_heldToDevice : m_heldFromDevice;
    held += bytes;
    if (direction == FaultDirection::FromDevice)
        updateReading();
    return held <= MostHeld;
}

void FaultTransport::setReading(bool on)
{
    m_reading = on;
    updateReading();
    if (on && !m_input.empty())
        deliverLater();
}

void FaultTransport::updateReading()
{
    if (m_link)
        m_link->setReading(m_reading && !m_stopped && !m_frozen && m_heldFromDevice <= MostHeld / 2);
}

void FaultTransport::bytesReceived(std::span<char> bytes)
{
    if (m_ended)
        return;
    if (m_phase == Phase::Handshake)
        return deliverHandshake(bytes);
    if (m_fromDevice.isEmpty() && m_input.empty() && !m_delivering) {
        m_fromDevice.track(viewOf(bytes));
        m_handler->bytesReceived(bytes);
        return;
    }
    m_fromDevice.takeBytes(viewOf(bytes).toByteArray());
}

// What the faults have left of the input. Not given at once: its receiver may end us, and a stage is at work.
void FaultTransport::receive(FaultPiece piece)
{
    if (m_input.empty())
        deliverLater();
    m_input.push_back(std::move(piece));
}

void FaultTransport::deliverLater()
{
    QMetaObject::invokeMethod(
        this, [this] { deliver(); }, Qt::QueuedConnection);
}

// A device that sends frames before it has the 101 has them in one read with its request.
void FaultTransport::deliverHandshake(std::span<char> bytes)
{
    const qsizetype end = viewOf(bytes).indexOf(HeadEnd);
    const QPointer<FaultTransport> alive(this);
    m_handler->bytesReceived(bytes);
    if (alive && m_phase == Phase::Open && end >= 0)
        m_fromDevice.track(viewOf(bytes).sliced(end + HeadEnd.size()));
}

void FaultTransport::deliver()
{
    const QPointer<FaultTransport> alive(this);
    while (!m_input.empty() && !m_delivering && !m_ended && m_reading && !m_frozen) {
        FaultPiece piece = std::move(m_input.front());
        m_input.pop_front();
        if (piece.kind == FaultPiece::Kind::Ended)
            return tellEnd(QString::fromUtf8(piece.bytes));
        m_delivering = true;
        m_handler->bytesReceived({piece.bytes.data(), size_t(piece.bytes.size())});
        if (!alive)
            return;
        m_delivering = false;
    }
}

void FaultTransport::checkDrained()
{
    if (!m_ended && m_link && m_output.empty() && m_heldToDevice == 0 && m_link->bytesPending() == 0)
        m_handler->drained();
}

void FaultTransport::disconnected(const QString &error)
{
    if (m_phase == Phase::Handshake || (m_fromDevice.isEmpty() && m_input.empty() && !m_frozen))
        return tellEnd(error);
    FaultPiece end;
    end.kind = FaultPiece::Kind::Ended;
    end.bytes = error.toUtf8();
    m_fromDevice.take(std::move(end));
}

void FaultTransport::close()
{
    if (std::exchange(m_closed, true))
        return;
    FaultPiece end;
    end.kind = FaultPiece::Kind::Close;
    m_toDevice.take(std::move(end));
}

} // namespace sockscope

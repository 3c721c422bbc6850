// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/benchtap.h"

#include <algorithm>
#include <utility>

namespace sockscope {

BenchTap::BenchTap(ws::FrameTap *recorder, Handlers handlers)
    : m_recorder(recorder), m_handlers(std::move(handlers))
{ }

void BenchTap::connectionAccepted(quint64 connection, const ws::SocketEnd &peer, const ws::SocketEnd &local)
{
    m_last = std::max(m_last, benchNumber(connection));
    m_recorder->connectionAccepted(benchNumber(connection), peer, local);
}

void BenchTap::secured(quint64 connection, const ws::TlsInfo &info)
{
    m_recorder->secured(benchNumber(connection), info);
}

void BenchTap::handshake(quint64 connection, ws::Direction direction, QByteArrayView head)
{
    if (direction == ws::Direction::Received)
        m_asking = benchNumber(connection);
    m_recorder->handshake(benchNumber(connection), direction, head);
}

void BenchTap::connectionOpened(quint64 connection, const QString &path, const QString &subprotocol)
{
    m_recorder->connectionOpened(benchNumber(connection), path, subprotocol);
}

void BenchTap::frame(quint64 connection, ws::Direction direction, const ws::FrameView &frame)
{
    m_recorder->frame(benchNumber(connection), direction, frame);
    if (frame.header.opcode == ws::Opcode::Close && direction == ws::Direction::Received)
        m_handlers.closing(benchNumber(connection), frame.payload);
}

void BenchTap::roundTrip(quint64 connection, std::chrono::nanoseconds elapsed)
{
    m_recorder->roundTrip(benchNumber(connection), elapsed);
}

void BenchTap::violation(quint64 connection, const ws::Violation &violation, bool fatal)
{
    m_handlers.violation(benchNumber(connection), violation, fatal);
}

void BenchTap::connectionEnded(quint64 connection, const ws::CloseInfo &info)
{
    m_handlers.ending(benchNumber(connection), info);
    m_recorder->connectionEnded(benchNumber(connection), info);
}

} // namespace sockscope

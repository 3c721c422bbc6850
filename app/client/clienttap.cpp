// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clienttap.h"

#include <utility>

namespace sockscope {

ClientTap::ClientTap(ClientRecording recording) : m_recording(std::move(recording))
{
    m_clock.start();
}

void ClientTap::connectionAccepted(
    quint64 /*connection*/, const ws::SocketEnd &peer, const ws::SocketEnd &local)
{
    m_pings = {};
    if (m_recording.recorder == nullptr)
        return;
    m_recorded = m_recording.nextConnection();
    m_recording.recorder->connectionAccepted(m_recorded, peer, local);
}

void ClientTap::secured(quint64 /*connection*/, const ws::TlsInfo &info)
{
    if (m_recording.recorder != nullptr)
        m_recording.recorder->secured(m_recorded, info);
}

void ClientTap::handshake(quint64 /*connection*/, ws::Direction direction, QByteArrayView head)
{
    if (m_recording.recorder != nullptr)
        m_recording.recorder->handshake(m_recorded, direction, head);
}

void ClientTap::connectionOpened(quint64 /*connection*/, const QString &path, const QString &subprotocol)
{
    if (m_recording.recorder != nullptr)
        m_recording.recorder->connectionOpened(m_recorded, path, subprotocol);
}

void ClientTap::frame(quint64 /*connection*/, ws::Direction direction, const ws::FrameView &frame)
{
    const quint64 bytes = quint64(frame.rawHeader.size() + frame.payload.size());
    if (direction == ws::Direction::Sent) {
        ++m_traffic.framesSent;
        m_traffic.bytesSent += bytes;
        if (frame.header.opcode == ws::Opcode::Ping)
            m_pings.sent(frame.payload, m_clock.nsecsElapsed());
    } else {
        ++m_traffic.framesReceived;
        m_traffic.bytesReceived += bytes;
        if (frame.header.opcode == ws::Opcode::Pong) {
            const std::optional<qint64> sentAt = m_pings.answered(frame.payload);
            m_lastPongRtt = sentAt ? m_clock.nsecsElapsed() - *sentAt : -1;
            if (m_lastPongRtt >= 0)
                m_traffic.lastRttNs = m_lastPongRtt;
        }
    }
    if (m_recording.recorder != nullptr)
        m_recording.recorder->frame(m_recorded, direction, frame);
}

void ClientTap::violation(quint64 /*connection*/, const ws::Violation &violation, bool fatal)
{
    if (m_recording.recorder != nullptr)
        m_recording.recorder->violation(m_recorded, violation, fatal);
}

void ClientTap::connectionEnded(quint64 /*connection*/, const ws::CloseInfo &info)
{
    if (m_recording.recorder != nullptr)
        m_recording.recorder->connectionEnded(m_recorded, info);
}

} // namespace sockscope

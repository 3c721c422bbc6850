// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// How an OpenSession keeps what waits within bounds: it holds back its peer, asks its program to pause, and
// fails the connection in the end.
#include "serverlib/connection/opensession_p.h"

namespace ws {

namespace {

// Reading stops when this part of Limits::queuedBytes waits: replies to what a peer sends never cut it off.
constexpr quint64 ReadingPart = 4;

} // namespace

bool OpenSession::hasRoom()
{
    if (!m_endpoint.isOpen())
        return false;
    const quint64 bound = m_endpoint.options().limits.queuedBytes;
    const auto pending = quint64(transport().bytesPending());
    if (bound == 0 || pending <= bound)
        return true;
    const auto alive = shared_from_this();
    // Its Close queues up behind what waits: a peer that reads again learns why.
    m_endpoint.giveUp({Rule::OutputQueueFull, 0, QStringLiteral("%1 bytes wait for it").arg(pending)});
    if (!isSilent())
        settle();
    return false;
}

void OpenSession::updateReading()
{
    const quint64 bound = m_endpoint.options().limits.queuedBytes;
    const bool full = bound > 0 && quint64(transport().bytesPending()) > bound / ReadingPart;
    switch (m_endpoint.state()) {
    case Endpoint::State::Open:
        m_reading = !m_paused && !full;
        break;
    case Endpoint::State::CloseSent: // nothing is added to what waits
        m_reading = !m_paused;
        break;
    case Endpoint::State::Closed:
    case Endpoint::State::Failed: // nothing is told any more, and the end of the stream must be seen
        m_reading = true;
        break;
    }
    transport().setReading(m_reading);
}

void OpenSession::setPaused(bool paused)
{
    m_paused = paused;
    if (!isSilent())
        updateReading();
}

void OpenSession::noteQueue()
{
    const quint64 mark = m_endpoint.options().limits.highWaterBytes;
    if (m_hasBackpressure || mark == 0 || quint64(transport().bytesPending()) <= mark)
        return;
    const auto alive = shared_from_this();
    m_hasBackpressure = true;
    tellBackpressure(true);
}

void OpenSession::drained()
{
    if (isSilent())
        return;
    updateReading();
    if (!m_hasBackpressure)
        return;
    const auto alive = shared_from_this();
    m_hasBackpressure = false;
    tellBackpressure(false);
}

} // namespace ws

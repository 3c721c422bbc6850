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
    // One read may bring more than the bound, and is answered all the same; the next one waits.
    const quint64 allowed = bound + quint64(m_receiving);
    if (bound == 0 || quint64(m_mostPending) <= allowed)
        return true;
    // Answers to one read gather until its end: only what the kernel does not take is too much.
    transport().flush();
    m_mostPending = transport().bytesPending();
    if (quint64(m_mostPending) <= allowed)
        return true;
    const auto alive = shared_from_this();
    // Its Close queues up behind what waits: a peer that reads again learns why.
    m_endpoint.giveUp({Rule::OutputQueueFull, 0, QStringLiteral("%1 bytes wait for it").arg(m_mostPending)});
    if (!isSilent())
        settle();
    return false;
}

// What waits is bounded then, too; the deadline of the closing handshake sees to the rest.
bool OpenSession::hasRoomWhileClosing() const
{
    const quint64 bound = m_endpoint.options().limits.queuedBytes;
    return bound == 0 || quint64(bytesPending()) <= bound;
}

void OpenSession::updateReading()
{
    m_mostPending = transport().bytesPending();
    const quint64 bound = m_endpoint.options().limits.queuedBytes;
    const bool full = bound > 0 && quint64(m_mostPending) > bound / ReadingPart;
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

// Behind updateReading().
void OpenSession::noteQueue()
{
    const quint64 mark = m_endpoint.options().limits.highWaterBytes;
    if (m_hasBackpressure || mark == 0 || quint64(m_mostPending) <= mark)
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

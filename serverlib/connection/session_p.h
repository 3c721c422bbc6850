// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/connection/deadlinewatch_p.h"
#include "serverlib/connection/frametap.h"
#include "serverlib/net/transport.h"

#include <memory>

namespace ws {

/// What a server or a client is to its connections. The last call of an open connection is connectionEnded():
/// the host may be gone when it returns.
class SessionHost
{
public:
    virtual ~SessionHost() = default;
    virtual FrameTap &tap() = 0;
    /// False while nobody looks at frames: then they need not be shown.
    virtual bool isTapped() const = 0;
    /// See DeadlineWatch::add().
    virtual void watch(quint64 number, DeadlineWatch::Clock::time_point deadline) = 0;
    virtual void connectionEnded(quint64 number) = 0;
};

/// One TCP connection, first in its opening handshake, then open. Held by shared_ptr, so that it outlives its
/// own callbacks: their receivers may end it, or its whole host.
class Session : public TransportHandler, public std::enable_shared_from_this<Session>
{
public:
    quint64 number() const { return m_number; }
    /// False for a deadline that has been put off or cleared since it was watched.
    bool isOverdue() const { return !m_over && m_deadline <= DeadlineWatch::Clock::now(); }
    virtual void deadlinePassed() = 0;

protected:
    Session(SessionHost *host, quint64 number, std::unique_ptr<Transport> transport);

    /// A host ends its sessions before it goes: where a signal's receiver may have deleted it, isOver()
    /// says whether host(), tap() and transport() are still there.
    SessionHost &host() { return *m_host; }
    FrameTap &tap() { return m_host->tap(); }
    Transport &transport() { return *m_transport; }
    const Transport &transport() const { return *m_transport; }
    /// Puts what @p wrap makes of the transport in its place.
    template <typename Wrap> void wrapTransport(Wrap wrap)
    {
        m_transport = wrap(std::move(m_transport));
        m_transport->setHandler(this);
    }

    /// 0 is no bound.
    void setDeadline(std::chrono::milliseconds fromNow);
    void setDeadlineAt(DeadlineWatch::Clock::time_point deadline); ///< max() is no bound
    bool isOver() const { return m_over; }
    /// Nothing is sent, received or told any more. Returns the transport: dropping it ends the connection.
    std::unique_ptr<Transport> finish();

private:
    static constexpr auto NoDeadline = DeadlineWatch::Clock::time_point::max();

    SessionHost *m_host;
    quint64 m_number;
    std::unique_ptr<Transport> m_transport;
    DeadlineWatch::Clock::time_point m_deadline = NoDeadline;
    bool m_over = false;
};

} // namespace ws

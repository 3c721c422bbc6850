// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"
#include "serverlib/protocol/upgrade.h"
#include "serverlib/server/deadlinewatch_p.h"
#include "serverlib/server/frametap.h"
#include "serverlib/server/serveroptions.h"

#include <memory>

namespace ws {

/// A TCP connection on its way from the handshake to the open connection. The 101 is queued already.
struct Upgrade
{
    quint64 number = 0;
    std::unique_ptr<Transport> transport;
    UpgradeRequest request;
    QString subprotocol;
};

/// What a server is to its connections. A connection's last call is handshakeEnded(), upgraded() or
/// connectionEnded(), and refused() is the last of a refusal: the host may be gone when they return.
class SessionHost
{
public:
    virtual ~SessionHost() = default;
    virtual const ServerOptions &options() const = 0;
    virtual FrameTap &tap() = 0;
    /// See DeadlineWatch::add().
    virtual void watch(quint64 number, DeadlineWatch::Clock::time_point deadline) = 0;
    /// False, and counted, when the backlog is full.
    virtual bool admitsUpgrade() = 0;
    /// @p rest are bytes that came glued to the request.
    virtual void upgraded(Upgrade upgrade, QByteArrayView rest) = 0;
    virtual void refused(quint64 number, int status, const QString &explanation) = 0;
    virtual void handshakeEnded(quint64 number) = 0;
    virtual void connectionEnded(quint64 number) = 0;
};

/// One accepted TCP connection, first as a Handshake, then as a ConnectionDriver. Held by shared_ptr, so that
/// it outlives its own callbacks: their receivers may end it, or its whole server.
class Session : public TransportHandler, public std::enable_shared_from_this<Session>
{
public:
    quint64 number() const { return m_number; }
    /// False for a deadline that has been put off or cleared since it was watched.
    bool isOverdue() const { return !m_over && m_deadline <= DeadlineWatch::Clock::now(); }
    virtual void deadlinePassed() = 0;

protected:
    Session(SessionHost *host, quint64 number, std::unique_ptr<Transport> transport);

    /// A server ends its sessions before it goes: where a signal's receiver may have deleted it, isOver()
    /// says whether host(), tap() and transport() are still there.
    SessionHost &host() { return *m_host; }
    FrameTap &tap() { return m_host->tap(); }
    Transport &transport() { return *m_transport; }
    const Transport &transport() const { return *m_transport; }

    /// 0 is no bound.
    void setDeadline(std::chrono::milliseconds fromNow);
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

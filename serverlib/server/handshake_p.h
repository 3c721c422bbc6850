// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"
#include "serverlib/protocol/upgrade.h"
#include "serverlib/server/frametap.h"

#include <QDeadlineTimer>

#include <memory>

namespace ws {

/// The server's answer to a good request: a subprotocol (maybe empty), or a refusal.
struct HandshakeVerdict
{
    int refusedStatus = 0; ///< 0: accepted
    QString subprotocol;
    QString explanation; ///< of a refusal
    QList<HttpHeader> headers;
};

class Handshake;

class HandshakeOwner
{
public:
    virtual ~HandshakeOwner() = default;
    virtual HandshakeVerdict judge(const UpgradeRequest &request) = 0;
    /// The 101 is on its way; @p rest are bytes that came glued to the request. The owner takes the
    /// transport.
    virtual void handshakeAccepted(Handshake *handshake, const UpgradeRequest &request,
        const QString &subprotocol, QByteArrayView rest) = 0;
    virtual void handshakeRefused(Handshake *handshake, int status, const QString &explanation) = 0;
    /// Its connection is gone. The owner destroys it, but not within this call.
    virtual void handshakeEnded(Handshake *handshake) = 0;
    virtual FrameTap *tap() const = 0;
};

/// One TCP connection until its upgrade is answered: reads a bounded request in a bounded time, and answers
/// it.
class Handshake : public TransportHandler
{
public:
    Handshake(quint64 number, std::unique_ptr<Transport> transport, const Limits &limits,
        const Strictness &strictness, HandshakeOwner *owner);

    quint64 number() const { return m_number; }
    std::unique_ptr<Transport> takeTransport() { return std::move(m_transport); }
    /// Answers 408, or gives up on a peer that does not go away.
    void checkDeadline();
    void abort();

    void bytesReceived(QByteArrayView bytes) override;
    void drained() override { }
    void disconnected(const QString &error) override;

private:
    enum class State : quint8 { Reading, Refused, Done };

    void answer(const HttpHead &head, QByteArrayView rest);
    void refuse(const Violation &violation);
    void refuse(int status, const QString &explanation, const QList<HttpHeader> &headers = {});
    void end(const QString &error);

    quint64 m_number;
    std::unique_ptr<Transport> m_transport;
    Limits m_limits;
    Strictness m_strictness;
    HandshakeOwner *m_owner;
    HttpHeadReader m_reader;
    QDeadlineTimer m_deadline;
    State m_state = State::Reading;
};

} // namespace ws

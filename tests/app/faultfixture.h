// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/serverfixture.h"
#include "tests/server/rawpeer.h"

namespace sockscope {

/// An echoing bench with faults, and a peer that sees the bytes on the wire.
class FaultFixture : public ServerFixture
{
protected:
    static constexpr quint64 Seed = 7;

    static Fault fault(FaultKind kind, const QJsonObject &parameters = {}, qint64 next = 0)
    {
        Fault fault = Fault::ofKind(kind);
        fault.parameters = parameters;
        fault.scope.next = next;
        return fault;
    }
    static Fault fromDevice(Fault fault)
    {
        fault.scope.direction = FaultDirection::FromDevice;
        return fault;
    }

    /// The server's faults from now on.
    void setFaults(const QList<Fault> &faults)
    {
        m_server->setFaults({QStringLiteral("test"), {}, faults}, Seed);
    }
    void startWith(const QList<Fault> &faults, TlsMode tls = TlsMode::Off)
    {
        m_server.reset(); // before what it writes to
        reset();
        m_applied.clear();
        connect(m_server.get(), &BenchServer::faultApplied, this,
            [this](const AppliedFault &applied) { m_applied.append(applied); });
        m_messages = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::messageReceived);
        m_settings.reply = Reply::Echo;
        m_settings.tls.mode = tls;
        setFaults(faults);
        start();
    }
    std::unique_ptr<RawPeer> connectPeer()
    {
        auto peer = std::make_unique<RawPeer>(port());
        const qsizetype before = m_opened->size();
        if (!peer->upgrade() || !QTest::qWaitFor([&] { return m_opened->size() > before || before > 0; }))
            qFatal("the peer could not upgrade");
        return peer;
    }
    quint64 number() const { return lastNumber(*m_opened); }

    /// Keys of the faults that were told, in their order.
    QStringList applied() const
    {
        QStringList keys;
        for (const AppliedFault &one : m_applied)
            keys.append(one.facts.value(QStringLiteral("fault")).toString());
        return keys;
    }

    QList<AppliedFault> m_applied;
    std::unique_ptr<QSignalSpy> m_messages;
};

/// A short unmasked frame, as a server sends it.
inline QByteArray serverFrame(quint8 first, const QByteArray &payload)
{
    return QByteArray(1, char(first)) + char(payload.size()) + payload;
}
inline QByteArray serverText(const QByteArray &payload)
{
    return serverFrame(0x81, payload);
}
inline QByteArray clientText(const QByteArray &payload)
{
    return clientFrame(0x81, payload);
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clienttap.h"

namespace sockscope {

/// A client on the library's own engine.
class RawLink : public ClientLink
{
    Q_OBJECT

public:
    explicit RawLink(const ClientRecording &recording, QObject *parent = nullptr);
    ~RawLink() override;

    void open(const ClientSettings &settings) override;
    ws::SendResult send(ws::Opcode opcode, const QByteArray &data) override;
    std::optional<ws::SendResult> sendBytes(const QByteArray &bytes, const ws::WritePlan &plan) override;
    ws::SendResult close(quint16 code, const QString &reason) override;
    void terminate() override;
    QString subprotocol() const override { return m_client.subprotocol(); }
    QByteArray extensions() const override;
    ClientTraffic traffic() const override { return m_tap.traffic(); }

private:
    ClientTap m_tap; // outlives the client
    ws::WebSocketClient m_client;
};

/// The library's options for @p settings without faults.
ws::ClientOptions rawClientOptions(const ClientSettings &settings);

} // namespace sockscope

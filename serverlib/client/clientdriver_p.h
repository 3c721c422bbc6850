// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/client/clienthost_p.h"
#include "serverlib/client/websocketclient.h"
#include "serverlib/connection/opensession_p.h"

namespace ws {

/// The works of an open WebSocketClient: an open session whose events become the client's signals, and that
/// can choose its TCP writes.
class ClientDriver final : public OpenSession
{
public:
    ClientDriver(ClientHost *host, WebSocketClient *client, ClientUpgrade *upgrade);

    SendResult sendFragmented(Opcode opcode, QByteArrayView data, const QList<qsizetype> &sizes, bool mask);
    SendResult sendPlanned(const FrameHeader &header, QByteArrayView payload, const WritePlan &plan);
    void setMasking(bool on) { endpoint().setMaskAnswers(on); }

    SocketEnd peer() const { return isOver() ? SocketEnd() : transport().peer(); }

    /// The client is being destroyed.
    void abandon();

private:
    void output(QByteArrayView head, QByteArrayView payload) override;
    void messageReceived(Opcode opcode, QByteArrayView payload) override;
    void pingReceived(QByteArrayView payload) override;
    void pongReceived(QByteArrayView payload) override;
    void tellViolation(const Violation &violation, bool fatal) override;
    void tellBackpressure(bool on) override;
    void tellEnd(const CloseInfo &info) override;
    QObject *receiver() override { return m_client; }

    WebSocketClient *m_client;
    const WritePlan *m_plan = nullptr; // of the frame being sent
};

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/server/serverhost_p.h"

namespace ws {

/// A TCP connection until its upgrade is answered: reads a bounded request in a bounded time, and answers it.
/// A refused peer is read from, and not listened to, until it ends the connection or runs out of time.
class Handshake final : public Session
{
public:
    Handshake(ServerHost *host, quint64 number, std::unique_ptr<Transport> transport);

    /// Starts the clock. Not in the constructor: the host must know us first.
    void start();
    /// Answers 503: the server is closing.
    void turnAway();
    /// Resets the connection. The host does not hear of it.
    void abandon();

    void deadlinePassed() override;
    void bytesReceived(std::span<char> bytes) override;
    void drained() override { }
    void disconnected(const QString &error) override;
    void secured(const TlsInfo &info) override;
    void securityFailed(const Violation &violation) override;

private:
    static constexpr int ServiceUnavailable = 503; // RFC 9110 15.6.4

    ServerHost &host() { return *m_host; }
    void answer(const HttpHead &head, std::span<char> rest);
    std::optional<UpgradeRequest> judged(const HttpHead &head);
    void refuse(const Violation &violation);
    void refuse(Refusal refusal, const QString &advice = {});

    void admit(UpgradeRequest request, std::span<char> rest);
    bool isServed(const UpgradeRequest &request);
    bool isWelcome(const UpgradeRequest &request);
    std::optional<QString> chooseSubprotocol(const UpgradeRequest &request);
    std::optional<QList<HttpHeader>> collectHeaders(const UpgradeRequest &request);
    void refuseOwnFault(const QString &fault);
    /// Answered, or ended with its server: the hook that was asked did that.
    bool isDecided() const { return isOver() || m_answered; }
    QString url();

    void showRequest(QByteArrayView head);
    void tellEnd(const QString &transportError);

    ServerHost *m_host;
    SocketEnd m_peer;
    HttpHeadReader m_reader;
    std::optional<Violation> m_notTls; // what a TLS port got instead
    bool m_securing; // within the TLS handshake: there is no answering yet
    bool m_requestShown = false;
    bool m_answered = false;
};

} // namespace ws

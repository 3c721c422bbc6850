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

private:
    ServerHost &host() { return *m_host; }
    void answer(const HttpHead &head, std::span<char> rest);
    void accept(UpgradeRequest request, const QString &subprotocol, std::span<char> rest);
    std::optional<UpgradeRequest> judged(const HttpHead &head);
    void refuse(const Violation &violation);
    void refuse(int status, const QString &explanation, const QString &advice = {});
    void showRequest(QByteArrayView head);
    void tellEnd(const QString &transportError);

    ServerHost *m_host;
    HttpHeadReader m_reader;
    bool m_requestShown = false;
    bool m_answered = false;
};

} // namespace ws

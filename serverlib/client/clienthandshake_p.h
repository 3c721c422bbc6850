// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/client/clienthost_p.h"
#include "serverlib/protocol/httpbody.h"

namespace ws {

/// A TCP connection to a server until the upgrade is answered: asks, and reads a bounded answer in a bounded
/// time. Of a refusal it reads the start of the page too.
class ClientHandshake final : public Session
{
public:
    ClientHandshake(
        ClientHost *host, quint64 number, std::unique_ptr<Transport> transport, UpgradeOffer offer);

    /// Sends the request and starts the clock. Not in the constructor: the host must know us first.
    void start();
    /// Ends the connection. The host does not hear of it.
    void abandon();

    void deadlinePassed() override;
    void bytesReceived(std::span<char> bytes) override;
    void drained() override { }
    void disconnected(const QString &error) override;
    void securityFailed(const Violation &violation) override;

private:
    ClientHost &host() { return *m_host; }
    std::span<char> readHead(std::span<char> bytes);
    std::span<char> judge(const HttpHead &head, std::span<char> rest);
    std::span<char> skipInterim(const HttpHead &head, std::span<char> rest);
    void refused(const HttpHead &head);
    void endRefusal();
    void fail(const Violation &violation);
    void fail(const ClientError &error, const QString &transportError = {});
    void show(QByteArrayView answer);

    ClientHost *m_host;
    UpgradeOffer m_offer;
    HttpHeadReader m_reader;
    std::optional<HttpBodyReader> m_page; // while a refusal's page is read
    HttpHead m_refusal;
    int m_interims = 0;
};

} // namespace ws

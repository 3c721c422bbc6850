// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/client/clientdriver_p.h"
#include "serverlib/client/clienthandshake_p.h"
#include "serverlib/client/clienttarget_p.h"
#include "serverlib/connection/notap_p.h"

namespace ws {

class WebSocketClient::Private final : public ClientHost
{
public:
    Private(WebSocketClient *client, ClientOptions clientOptions);
    ~Private() override;

    void setOptions(ClientOptions options) { m_next = std::move(options); }
    const ClientOptions &nextOptions() const { return m_next; }
    void setTap(FrameTap *tap);
    void open();
    void giveUp();
    State state() const;
    /// nullptr unless the upgrade is complete.
    ClientDriver *driver() const { return m_driver.get(); }
    const UpgradeResponse &response() const { return m_response; }
    bool masks() const { return m_options.mask; }
    void setMasking(bool on);
    void setAutomaticPong(bool on);
    void tellClosed(quint16 code, const QString &reason, bool wasClean);

    const ClientOptions &options() const override { return m_options; }
    FrameTap &tap() override { return *m_tap; }
    bool isTapped() const override { return m_tap != &m_noTap; }
    void watch(quint64 number, DeadlineWatch::Clock::time_point deadline) override;
    void upgraded(ClientUpgrade upgrade, std::span<char> rest) override;
    void handshakeFailed(const ClientError &error) override;
    void connectionEnded(quint64 number) override;

private:
    std::unique_ptr<Connector> makeConnector(QString *fault) const;
    void connectTo(const ClientTarget &target);
    void connected(Connector::Result result, const UpgradeOffer &offer);
    void deadlinePassed(quint64 number);
    void fail(const ClientError &error);
    /// fail() from the event loop; without an error there is only the end to tell.
    void failSoon(const std::optional<ClientError> &error);

    WebSocketClient *m_client;
    ClientOptions m_next; // for the next open()
    ClientOptions m_options; // of the last one
    NoTap m_noTap;
    FrameTap *m_tap = &m_noTap;
    DeadlineWatch *m_watch; // a child of the client, like all that has a thread
    DeadlineWatch::Clock::time_point m_connectDeadline;
    quint64 m_number = 0;
    State m_state = State::Closed;
    // At most one of the three, in this order.
    std::unique_ptr<Connector> m_connector;
    std::shared_ptr<ClientHandshake> m_handshake;
    std::shared_ptr<ClientDriver> m_driver;
    UpgradeResponse m_response;
};

} // namespace ws

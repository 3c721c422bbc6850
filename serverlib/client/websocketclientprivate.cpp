// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The way of a client from its options to an open connection, and out of it.
#include "serverlib/client/websocketclient_p.h"

#include "serverlib/net/tcpconnector.h"
#include "serverlib/net/tlsconnector.h"

#include <QPointer>

#include <utility>

namespace ws {

namespace {

ClientError errorOf(const ConnectFailure &failure, const QUrl &url)
{
    ClientError error;
    switch (failure.kind) {
    case ConnectFailure::Kind::HostNotFound:
        error.kind = ClientError::Kind::HostNotFound;
        break;
    case ConnectFailure::Kind::Refused:
        error.kind = ClientError::Kind::ConnectionRefused;
        break;
    case ConnectFailure::Kind::Failed:
        error.kind = ClientError::Kind::ConnectFailed;
        break;
    case ConnectFailure::Kind::Tls:
        error.kind = ClientError::Kind::TlsFailed;
        break;
    }
    error.violation = failure.violation;
    error.text = QStringLiteral("No connection to %1: %2").arg(url.authority(), failure.text);
    return error;
}

} // namespace

WebSocketClient::Private::Private(WebSocketClient *client, ClientOptions clientOptions)
    : m_client(client)
    , m_next(std::move(clientOptions))
    , m_watch(new DeadlineWatch([this](quint64 number) { deadlinePassed(number); }, client))
{ }

WebSocketClient::Private::~Private()
{
    delete m_watch;
    if (m_handshake)
        m_handshake->abandon();
    if (m_driver)
        std::exchange(m_driver, {})->abandon();
}

void WebSocketClient::Private::setTap(FrameTap *tap)
{
    m_tap = tap != nullptr ? tap : &m_noTap;
    if (m_driver)
        m_driver->setFramesWatched(isTapped());
}

void WebSocketClient::Private::open()
{
    if (m_state != State::Closed)
        return;
    m_options = m_next;
    m_options.limits.messageBytes = m_options.maxPayload;
    m_response = {};
    m_state = State::Connecting;
    ++m_number;
    const auto target = clientTarget(m_options);
    if (const auto *fault = std::get_if<QString>(&target))
        failSoon(ClientError{ClientError::Kind::InvalidOptions, *fault, true, {}, {}});
    else
        connectTo(std::get<ClientTarget>(target));
}

// nullptr, and in @p fault why, when the options for TLS do not fit.
std::unique_ptr<Connector> WebSocketClient::Private::makeConnector(QString *fault) const
{
    if (m_options.connector)
        return m_options.connector();
    auto tcp = TcpConnector::make();
    if (m_options.url.scheme() != QLatin1StringView("wss"))
        return tcp;
    auto context = TlsContext::createForClient(m_options.tls, fault);
    return context
        ? std::make_unique<TlsConnector>(std::move(tcp), std::move(context), m_options.tls.serverName)
        : nullptr;
}

void WebSocketClient::Private::connectTo(const ClientTarget &target)
{
    QString fault;
    m_connector = makeConnector(&fault);
    if (!m_connector) {
        failSoon(ClientError{ClientError::Kind::InvalidOptions, fault, true, {}, {}});
        return;
    }
    if (const auto time = m_options.limits.connectTime; time.count() > 0) {
        m_connectDeadline = DeadlineWatch::Clock::now() + time;
        watch(m_number, m_connectDeadline);
    }
    m_connector->start(target.server,
        [this, offer = target.offer](Connector::Result result) { connected(std::move(result), offer); });
}

void WebSocketClient::Private::connected(Connector::Result result, const UpgradeOffer &offer)
{
    const auto connector = std::move(m_connector); // it calls us
    if (const auto *failure = std::get_if<ConnectFailure>(&result)) {
        fail(errorOf(*failure, m_options.url));
        return;
    }
    m_handshake = std::make_shared<ClientHandshake>(
        this, m_number, std::move(std::get<std::unique_ptr<Transport>>(result)), offer);
    m_handshake->start();
}

void WebSocketClient::Private::upgraded(ClientUpgrade upgrade, std::span<char> rest)
{
    m_handshake.reset();
    const auto driver = std::make_shared<ClientDriver>(this, m_client, &upgrade);
    m_driver = driver;
    m_response = std::move(upgrade.response);
    m_state = State::Open;
    m_tap->connectionOpened(m_number, QString::fromLatin1(upgrade.path), m_response.subprotocol);
    const QPointer<WebSocketClient> alive(m_client);
    emit alive->opened();
    for (const Violation &violation : std::as_const(upgrade.tolerated)) {
        if (alive)
            emit alive->errorOccurred(
                {ClientError::Kind::Violation, violation.toString(), false, violation, {}});
    }
    if (!rest.empty())
        driver->bytesReceived(rest);
}

void WebSocketClient::Private::handshakeFailed(const ClientError &error)
{
    m_handshake.reset();
    fail(error);
}

void WebSocketClient::Private::connectionEnded(quint64)
{
    m_driver.reset();
}

void WebSocketClient::Private::fail(const ClientError &error)
{
    m_state = State::Closing; // a slot that opens again is early: there is only one connection
    const QPointer<WebSocketClient> alive(m_client);
    emit alive->errorOccurred(error);
    if (alive)
        tellClosed(quint16(CloseCode::AbnormalClosure), {}, false);
}

void WebSocketClient::Private::failSoon(const std::optional<ClientError> &error)
{
    m_state = State::Closing;
    QMetaObject::invokeMethod(
        m_client,
        [this, error] {
            if (error)
                fail(*error);
            else
                tellClosed(quint16(CloseCode::AbnormalClosure), {}, false);
        },
        Qt::QueuedConnection);
}

void WebSocketClient::Private::tellClosed(quint16 code, const QString &reason, bool wasClean)
{
    m_state = State::Closed;
    emit m_client->closed(code, reason, wasClean);
}

void WebSocketClient::Private::giveUp()
{
    if (m_state != State::Connecting)
        return;
    m_connector.reset();
    if (m_handshake)
        std::exchange(m_handshake, {})->abandon();
    failSoon({});
}

WebSocketClient::State WebSocketClient::Private::state() const
{
    if (!m_driver)
        return m_state;
    return m_driver->state() == OpenSession::State::Open ? State::Open : State::Closing;
}

void WebSocketClient::Private::setMasking(bool on)
{
    m_options.mask = on;
    m_next.mask = on;
    if (m_driver)
        m_driver->setMasking(on);
}

void WebSocketClient::Private::setAutomaticPong(bool on)
{
    m_options.automaticPong = on;
    m_next.automaticPong = on;
    if (m_driver)
        m_driver->setAutomaticPong(on);
}

void WebSocketClient::Private::watch(quint64 number, DeadlineWatch::Clock::time_point deadline)
{
    m_watch->add(number, deadline);
}

void WebSocketClient::Private::deadlinePassed(quint64 number)
{
    if (number != m_number)
        return;
    if (m_connector && m_connectDeadline <= DeadlineWatch::Clock::now()) {
        m_connector.reset();
        fail({ClientError::Kind::ConnectTimeout,
            QStringLiteral("No connection to %1 in %2 ms")
                .arg(m_options.url.authority())
                .arg(m_options.limits.connectTime.count()),
            true, {}, {}});
        return;
    }
    std::shared_ptr<Session> session;
    if (m_handshake)
        session = m_handshake;
    else if (m_driver)
        session = m_driver;
    if (session && session->isOverdue())
        session->deadlinePassed();
}

} // namespace ws

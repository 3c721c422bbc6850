// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/benchclient.h"

#include "app/bench/tlssettings.h"

namespace sockscope {

namespace {

// As a device has it that was given the development CA. Without it, the connection says what is wrong.
QByteArray developmentAuthority()
{
    QString error;
    const auto authority = developmentCa(&error);
    return authority ? authority->certificate() : QByteArray();
}

} // namespace

BenchClient::BenchClient(QObject *parent) : QObject(parent)
{ }

BenchClient::~BenchClient()
{
    if (m_client != nullptr)
        m_client->disconnect(this);
}

void BenchClient::open(
    const QUrl &url, const QStringList &subprotocols, const QList<QPair<QByteArray, QByteArray>> &headers)
{
    if (m_state != State::Closed)
        return;
    const bool isWebSocketUrl =
        url.scheme() == QLatin1StringView("ws") || url.scheme() == QLatin1StringView("wss");
    if (!url.isValid() || !isWebSocketUrl || url.host().isEmpty()) {
        emit failed(
            tr("\"%1\" is not a WebSocket address: write it as ws://host:port/path").arg(url.toString()));
        return;
    }
    ws::ClientOptions options;
    options.url = url;
    options.subprotocols = subprotocols;
    for (const auto &[name, value] : headers)
        options.headers.append({name, value});
    options.maxPayload = MaxMessageBytes;
    options.perMessageDeflate.enabled = m_offersCompression;
    if (url.scheme() == QLatin1StringView("wss"))
        options.tls.moreAuthorities = developmentAuthority();
    makeClient(options);
    setState(State::Connecting);
    m_client->open();
}

void BenchClient::makeClient(const ws::ClientOptions &options)
{
    using ws::WebSocketClient;
    m_trouble.clear();
    m_client = new WebSocketClient(options, this);
    connect(m_client, &WebSocketClient::opened, this, [this] {
        const QString subprotocol = m_client->subprotocol();
        setState(State::Open);
        emit opened(subprotocol);
    });
    connect(m_client, &WebSocketClient::messageReceived, this, [this](const QByteArray &data, bool isBinary) {
        if (isBinary)
            emit binaryReceived(data);
        else
            emit textReceived(QString::fromUtf8(data));
    });
    connect(m_client, &WebSocketClient::pongReceived, this, [this](const QByteArray &data) {
        emit pongReceived(data, m_sincePing.isValid() ? m_sincePing.elapsed() : 0);
    });
    connect(m_client, &WebSocketClient::errorOccurred, this,
        [this](const ws::ClientError &error) { m_trouble = error.text; });
    connect(m_client, &WebSocketClient::closed, this, &BenchClient::finish);
}

// Only one of the two ends comes: failed() if it never opened, closed() if it did.
void BenchClient::finish(quint16 code, const QString &reason)
{
    const bool neverOpened = m_state == State::Connecting;
    m_client->disconnect(this);
    m_client->deleteLater();
    m_client = nullptr;
    m_sincePing.invalidate();
    setState(State::Closed);
    if (neverOpened)
        emit failed(m_trouble);
    else
        emit closed(code, reason.isEmpty() ? m_trouble : reason);
}

void BenchClient::sendText(const QString &text)
{
    if (m_state == State::Open)
        m_client->send(text);
}

void BenchClient::sendBinary(const QByteArray &data)
{
    if (m_state == State::Open)
        m_client->send(data);
}

void BenchClient::ping(const QByteArray &data)
{
    if (m_state != State::Open)
        return;
    m_sincePing.start();
    m_client->ping(data);
}

void BenchClient::close(quint16 code, const QString &reason)
{
    if (m_state == State::Connecting) {
        abort();
    } else if (m_state == State::Open) {
        setState(State::Closing);
        m_client->close(code, reason);
    }
}

void BenchClient::abort()
{
    if (m_client == nullptr)
        return;
    m_client->terminate();
    m_trouble = tr("Given up");
    finish(quint16(ws::CloseCode::AbnormalClosure), {});
}

void BenchClient::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

} // namespace sockscope

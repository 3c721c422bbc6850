// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/benchclient.h"

#include <QNetworkRequest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace sockscope {

BenchClient::BenchClient(QObject *parent) : QObject(parent)
{ }

BenchClient::~BenchClient()
{
    if (m_socket != nullptr)
        m_socket->disconnect(this);
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
    makeSocket();
    QNetworkRequest request(url);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(subprotocols);
    setState(State::Connecting);
    m_socket->open(request, options);
}

void BenchClient::makeSocket()
{
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(MaxMessageBytes); // Qt's own bounds are 2 GiB
    m_socket->setMaxAllowedIncomingMessageSize(MaxMessageBytes);
    connect(m_socket, &QWebSocket::connected, this, [this] {
        setState(State::Open);
        emit opened(m_socket->subprotocol());
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, &BenchClient::textReceived);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &BenchClient::binaryReceived);
    connect(m_socket, &QWebSocket::pong, this,
        [this](quint64 elapsedMs, const QByteArray &data) { emit pongReceived(data, qint64(elapsedMs)); });
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, [this] {
        // Once open, an error is part of the end, which disconnected() tells.
        if (m_state == State::Connecting)
            finish(m_socket->errorString());
    });
    connect(m_socket, &QWebSocket::disconnected, this, [this] { finish({}); });
}

// Only one of the two ends comes: failed() if it never opened, closed() if it did.
void BenchClient::finish(const QString &error)
{
    if (m_socket == nullptr)
        return;
    const bool neverOpened = m_state == State::Connecting;
    const quint16 code = m_socket->closeCode();
    const QString reason = m_socket->closeReason();
    const QString words = error.isEmpty() ? m_socket->errorString() : error;
    m_socket->disconnect(this);
    m_socket->deleteLater();
    m_socket = nullptr;
    setState(State::Closed);
    if (neverOpened)
        emit failed(words);
    else
        emit closed(code, reason);
}

void BenchClient::sendText(const QString &text)
{
    if (m_state == State::Open)
        m_socket->sendTextMessage(text);
}

void BenchClient::sendBinary(const QByteArray &data)
{
    if (m_state == State::Open)
        m_socket->sendBinaryMessage(data);
}

void BenchClient::ping(const QByteArray &data)
{
    if (m_state == State::Open)
        m_socket->ping(data);
}

void BenchClient::close(quint16 code, const QString &reason)
{
    if (m_state == State::Connecting) {
        abort();
    } else if (m_state == State::Open) {
        setState(State::Closing);
        m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
    }
}

void BenchClient::abort()
{
    if (m_socket == nullptr)
        return;
    m_socket->abort();
    finish(tr("Given up"));
}

void BenchClient::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/standardlink.h"

#include "serverlib/protocol/utf8validator.h"

#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <algorithm>

namespace sockscope {

namespace {

constexpr qsizetype MaxControlPayload = 125; // RFC 6455 5.5

} // namespace

StandardLink::StandardLink(QObject *parent) : ClientLink(parent)
{
    m_clock.start();
}

StandardLink::~StandardLink()
{
    if (m_socket != nullptr) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

void StandardLink::open(const ClientSettings &settings)
{
    makeSocket(settings);
    QNetworkRequest request{QUrl(settings.url)};
    for (const ws::HttpHeader &header : settings.headers)
        request.setRawHeader(header.name, header.value);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(settings.subprotocols);
    m_socket->open(request, options);
}

void StandardLink::makeSocket(const ClientSettings &settings)
{
    m_wasOpen = false;
    m_failed = false;
    ++m_number;
    m_pings = {};
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingMessageSize(MaxMessageBytes);
    m_socket->setMaxAllowedIncomingFrameSize(MaxMessageBytes);
    const QByteArray authority = trustedDevelopmentCa(settings);
    if (!authority.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(QSslCertificate::fromData(authority));
        m_socket->setSslConfiguration(tls);
    }
    if (!settings.verifiesServer)
        connect(m_socket, &QWebSocket::sslErrors, m_socket, [this] { m_socket->ignoreSslErrors(); });
    connectSocket();
}

void StandardLink::connectSocket()
{
    connect(m_socket, &QWebSocket::connected, this, &StandardLink::onConnected);
    connect(m_socket, &QWebSocket::textMessageReceived, this,
        [this](const QString &text) { emit messageReceived(text.toUtf8(), false); });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this,
        [this](const QByteArray &data) { emit messageReceived(data, true); });
    connect(m_socket, &QWebSocket::textFrameReceived, this,
        [this](const QString &text) { countReceived(text.toUtf8().size()); });
    connect(m_socket, &QWebSocket::binaryFrameReceived, this,
        [this](const QByteArray &data) { countReceived(data.size()); });
    connect(m_socket, &QWebSocket::pong, this,
        [this](quint64 /*elapsedMs*/, const QByteArray &payload) { onPong(payload); });
    connect(
        m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &StandardLink::onError);
    connect(m_socket, &QWebSocket::disconnected, this, &StandardLink::finishSoon);
}

void StandardLink::onConnected()
{
    m_wasOpen = true;
    emit opened();
}

void StandardLink::onError()
{
    // The end of a connection that was open is told by its close code.
    if (m_wasOpen || m_failed)
        return;
    m_failed = true;
    emit troubled(m_socket->errorString(), std::nullopt, true);
    finishSoon();
}

void StandardLink::onPong(const QByteArray &payload)
{
    countReceived(payload.size());
    const std::optional<qint64> sentAt = m_pings.answered(payload);
    const qint64 rttNs = sentAt ? m_clock.nsecsElapsed() - *sentAt : -1;
    if (sentAt)
        m_traffic.lastRttNs = rttNs;
    emit pongReceived(payload, rttNs);
}

void StandardLink::countReceived(qsizetype bytes)
{
    ++m_traffic.framesReceived;
    m_traffic.bytesReceived += quint64(bytes);
}

void StandardLink::countSent(qsizetype bytes)
{
    const auto frame = qsizetype(m_socket->outgoingFrameSize());
    m_traffic.framesSent += quint64(std::max<qsizetype>(1, (bytes + frame - 1) / frame));
    m_traffic.bytesSent += quint64(bytes);
}

ws::SendResult StandardLink::send(ws::Opcode opcode, const QByteArray &data)
{
    if (m_socket == nullptr || m_socket->state() != QAbstractSocket::ConnectedState)
        return ws::SendResult::NotOpen;
    if (opcode == ws::Opcode::Ping && data.size() > MaxControlPayload)
        return ws::SendResult::TooLarge;
    if (opcode == ws::Opcode::Text && !ws::isValidUtf8(data))
        return ws::SendResult::InvalidText;
    if (opcode == ws::Opcode::Ping) {
        m_pings.sent(data, m_clock.nsecsElapsed());
        m_socket->ping(data);
    } else if (opcode == ws::Opcode::Text) {
        m_socket->sendTextMessage(QString::fromUtf8(data));
    } else {
        m_socket->sendBinaryMessage(data);
    }
    countSent(data.size());
    return ws::SendResult::Queued;
}

std::optional<ws::SendResult> StandardLink::sendBytes(
    const QByteArray & /*bytes*/, const ws::WritePlan & /*plan*/)
{
    return std::nullopt;
}

ws::SendResult StandardLink::close(quint16 code, const QString &reason)
{
    if (m_socket == nullptr)
        return ws::SendResult::NotOpen;
    if (!ws::isValidOnWire(code))
        return ws::SendResult::InvalidCloseCode;
    m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
    return ws::SendResult::Queued;
}

void StandardLink::terminate()
{
    if (m_socket == nullptr)
        return;
    m_socket->abort();
    finishSoon();
}

QString StandardLink::subprotocol() const
{
    return m_socket != nullptr ? m_socket->subprotocol() : QString();
}

// Several of Qt's signals may say that it is over, some from within its functions, and the reason comes last.
void StandardLink::finishSoon()
{
    const auto finishThis = [this, number = m_number] {
        if (m_socket != nullptr && number == m_number)
            finish();
    };
    QMetaObject::invokeMethod(this, finishThis, Qt::QueuedConnection);
}

void StandardLink::finish()
{
    const bool wasOpen = std::exchange(m_wasOpen, false);
    const auto code = wasOpen ? quint16(m_socket->closeCode()) : quint16(ws::CloseCode::AbnormalClosure);
    const QString reason = wasOpen ? m_socket->closeReason() : QString();
    m_socket->disconnect(this);
    m_socket->deleteLater();
    m_socket = nullptr;
    emit closed(code, reason);
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadclient.h"

namespace sockscope {

namespace {

QString kindName(ws::ClientError::Kind kind)
{
    using Kind = ws::ClientError::Kind;
    switch (kind) {
    case Kind::InvalidOptions:
        return QStringLiteral("invalid options");
    case Kind::HostNotFound:
        return QStringLiteral("host not found");
    case Kind::ConnectionRefused:
        return QStringLiteral("connection refused");
    case Kind::ConnectFailed:
        break;
    case Kind::TlsFailed:
        return QStringLiteral("TLS failed");
    case Kind::ConnectTimeout:
        return QStringLiteral("connecting timed out");
    case Kind::ConnectionLost:
        return QStringLiteral("connection lost");
    case Kind::HandshakeRefused:
        return QStringLiteral("handshake refused");
    case Kind::Violation:
        return QStringLiteral("rule broken");
    }
    return QStringLiteral("connecting failed");
}

QString errorName(const ws::ClientError &error)
{
    if (error.refusal)
        return QStringLiteral("HTTP %1").arg(error.refusal->status);
    if (error.violation)
        return QString::fromLatin1(ws::ruleInfo(error.violation->rule).name);
    return kindName(error.kind);
}

} // namespace

LoadClient::LoadClient(
    const ws::ClientOptions &options, bool expectsEcho, LoadFigures *figures, const QElapsedTimer *clock)
    : m_client(options), m_expectsEcho(expectsEcho), m_figures(figures), m_clock(clock)
{
    using ws::WebSocketClient;
    connect(&m_client, &WebSocketClient::opened, this, [this] {
        m_wasOpen = true;
        m_figures->connecting += -1;
        m_figures->open += 1;
        m_figures->opened += 1;
        m_figures->connects.add(now() - m_beganNs, 0);
        emit opened();
    });
    connect(&m_client, &WebSocketClient::messageReceived, this, &LoadClient::onMessage);
    connect(&m_client, &WebSocketClient::pongReceived, this, &LoadClient::onPong);
    connect(&m_client, &WebSocketClient::errorOccurred, this, &LoadClient::onError);
    connect(&m_client, &WebSocketClient::closed, this, &LoadClient::onClosed);
}

LoadClient::~LoadClient()
{
    m_client.disconnect(this);
}

void LoadClient::open()
{
    m_beganNs = now();
    m_figures->connecting += 1;
    m_client.open();
}

void LoadClient::send(ws::Opcode opcode, const QByteArray &payload)
{
    if (m_client.bufferedAmount() > MaxWaitingBytes) {
        m_figures->heldBack += 1;
        return;
    }
    const qint64 time = now();
    if (m_client.send(opcode, payload) != ws::SendResult::Queued)
        return;
    m_figures->sent += 1;
    m_figures->bytesSent += quint64(payload.size());
    m_figures->timing.sizesSent.add(payload.size(), 0);
    TrafficBin::Way &way = m_figures->timing.trafficSeries.at(time).sent;
    way.messages += 1;
    way.frames += 1;
    way.bytes += quint64(payload.size());
    if (!m_expectsEcho)
        return;
    m_sent.push_back(time);
    if (m_sent.size() > MaxOutstanding) {
        m_sent.pop_front();
        ++m_givenUp;
    }
}

void LoadClient::onMessage(const QByteArray &data)
{
    const qint64 time = now();
    m_figures->received += 1;
    m_figures->bytesReceived += quint64(data.size());
    TrafficBin::Way &way = m_figures->timing.trafficSeries.at(time).received;
    way.messages += 1;
    way.frames += 1;
    way.bytes += quint64(data.size());
    if (m_givenUp > 0) {
        --m_givenUp;
    } else if (!m_sent.empty()) {
        const qint64 rtt = time - m_sent.front();
        m_sent.pop_front();
        m_figures->timing.rtts.add(rtt, 0);
        m_figures->timing.rttSeries.at(time).add(rtt, 0);
    }
}

void LoadClient::ping()
{
    // RFC 6455 5.5.3: one pong may answer several pings, so there is one at a time.
    if (m_pingNs < 0 && m_client.ping() == ws::SendResult::Queued)
        m_pingNs = now();
}

void LoadClient::onPong()
{
    if (m_pingNs >= 0)
        m_figures->pongs.add(now() - m_pingNs, 0);
    m_pingNs = -1;
}

void LoadClient::onError(const ws::ClientError &error)
{
    m_figures->errors.add(errorName(error));
    m_hasTold |= error.fatal;
}

void LoadClient::close()
{
    m_isClosing = true;
    m_client.close();
}

void LoadClient::terminate()
{
    m_isClosing = true;
    m_client.terminate();
}

void LoadClient::onClosed(quint16 code)
{
    if (m_wasOpen) {
        m_figures->open += -1;
        m_figures->lost += m_isClosing ? 0 : 1;
    } else {
        m_figures->connecting += -1;
        m_figures->failed += m_isClosing ? 0 : 1;
    }
    if (!m_isClosing && !m_hasTold)
        m_figures->errors.add(QStringLiteral("closed with %1").arg(code));
    emit ended();
}

} // namespace sockscope

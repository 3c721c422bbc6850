// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/brokendevice.h"

#include "serverlib/protocol/masking.h"
#include "serverlib/protocol/upgrade.h"

#include <array>

namespace sockscope {

namespace {

constexpr int FirstSequence = 51;
constexpr int UnmaskedSequence = 57;
constexpr int ReportMs = 250;

} // namespace

BrokenDevice::BrokenDevice(const QUrl &server, std::chrono::milliseconds reconnect) : m_server(server)
{
    m_reports.setInterval(ReportMs);
    m_reconnect.setInterval(reconnect);
    m_reconnect.setSingleShot(true);
    connect(&m_reports, &QTimer::timeout, this, &BrokenDevice::report);
    connect(&m_reconnect, &QTimer::timeout, this, &BrokenDevice::start);
    connect(&m_socket, &QTcpSocket::connected, this, &BrokenDevice::shakeHands);
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_socket.readAll(); });
    // disconnected() does not tell of a connection that never came about.
    connect(&m_socket, &QTcpSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state != QAbstractSocket::UnconnectedState)
            return;
        m_reports.stop();
        m_reconnect.start();
    });
}

void BrokenDevice::start()
{
    m_sequence = FirstSequence;
    m_socket.connectToHost(m_server.host(), quint16(m_server.port()));
}

void BrokenDevice::stop()
{
    m_socket.disconnect(this);
    m_reconnect.stop();
    m_reports.stop();
    m_socket.abort();
}

void BrokenDevice::shakeHands()
{
    ws::UpgradeOffer offer;
    offer.host = m_server.authority().toLatin1();
    offer.path = "/v1/telemetry";
    offer.key = ws::randomUpgradeKey();
    offer.subprotocols = {QStringLiteral("sensor.v2"), QStringLiteral("sensor.v1")};
    offer.extraHeaders = {{"User-Agent", "thermo-91bc"}};
    m_socket.write(ws::upgradeRequest(offer));
    m_reports.start();
}

void BrokenDevice::report()
{
    QByteArray text =
        QStringLiteral(R"({"seq":%1,"temp":21.9,"rssi":-60,"heap":180864})").arg(m_sequence).toLatin1();
    const bool masked = m_sequence != UnmaskedSequence;
    const auto header = ws::makeFrameHeader(
        ws::Opcode::Text, quint64(text.size()), masked ? std::optional(ws::randomMaskKey()) : std::nullopt);
    if (masked)
        ws::applyMask(text.data(), text, *header.mask);
    std::array<char, ws::MaxFrameHeaderSize> head;
    m_socket.write(head.data(), ws::encodeFrameHeader(header, head.data()));
    m_socket.write(text);
    ++m_sequence;
    if (!masked)
        m_reports.stop();
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demodevice.h"

#include "app/bench/caexport.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QWebSocketHandshakeOptions>

namespace sockscope {

namespace {

constexpr int ReconnectMs = 2000;
constexpr int PictureBytes = 41'200;
constexpr int FragmentBytes = 16 * 1024;
constexpr int StepsPerCameraPing = 2;

// As every device that was given it.
void trustDevelopmentCa(QWebSocket *socket)
{
    QString error;
    const auto certificate = developmentCaText(CaFormat::Pem, &error);
    if (!certificate)
        return; // the connection will say that it is not trusted
    QSslConfiguration configuration = socket->sslConfiguration();
    configuration.addCaCertificate(QSslCertificate(*certificate));
    socket->setSslConfiguration(configuration);
}

} // namespace

DemoDevice::DemoDevice(const QUrl &server, const Identity &identity) : m_url(server), m_identity(identity)
{
    m_url.setPath(identity.path);
    m_reports.setInterval(identity.intervalMs);
    m_reconnect.setInterval(ReconnectMs);
    m_reconnect.setSingleShot(true);
    connect(&m_reconnect, &QTimer::timeout, this, &DemoDevice::connectToServer);
    connect(&m_reports, &QTimer::timeout, this, [this] {
        ++m_step;
        report();
    });
    connect(&m_socket, &QWebSocket::connected, &m_reports, qOverload<>(&QTimer::start));
    connect(&m_socket, &QWebSocket::disconnected, this, [this] {
        m_reports.stop();
        m_reconnect.start();
    });
    connect(
        &m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) { receive(text); });
}

void DemoDevice::start()
{
    connectToServer();
}

void DemoDevice::stop()
{
    m_socket.disconnect(this);
    m_reconnect.stop();
    m_reports.stop();
    m_socket.close();
}

void DemoDevice::connectToServer()
{
    if (m_url.scheme() == QLatin1StringView("wss"))
        trustDevelopmentCa(&m_socket);
    QNetworkRequest request(m_url);
    request.setRawHeader("User-Agent", m_identity.name);
    QWebSocketHandshakeOptions options;
    if (!m_identity.subprotocol.isEmpty())
        options.setSubprotocols({m_identity.subprotocol});
    m_socket.open(request, options);
}

Thermometer::Thermometer(const QUrl &server)
    : DemoDevice(server, {"thermo-7f2a", QStringLiteral("/v1/telemetry"), QStringLiteral("sensor.v2"), 200})
{ }

void Thermometer::report()
{
    const int wave = step() % 20 < 10 ? step() % 10 : 10 - step() % 10;
    socket().sendTextMessage(QStringLiteral(R"({"seq":%1,"temp":%2,"rssi":%3,"heap":%4})")
                                 .arg(11'980 + step())
                                 .arg(21.4 + wave * 0.1, 0, 'f', 1)
                                 .arg(-58 + step() % 7)
                                 .arg(181'232 - step() * 16));
}

Valve::Valve(const QUrl &server)
    : DemoDevice(server, {"valve-02", QStringLiteral("/v1/control"), QStringLiteral("sensor.v2"), 700})
{ }

void Valve::report()
{
    socket().sendTextMessage(QStringLiteral(R"({"valve":2,"open":%1})").arg((step() % 20) * 0.05, 0, 'f', 2));
}

void Valve::receive(const QString &text)
{
    // Commands only: a server that echoes would have its own acknowledgements acknowledged for ever.
    if (!QJsonDocument::fromJson(text.toUtf8()).object().contains(QLatin1StringView("cmd")))
        return;
    socket().sendTextMessage(
        QStringLiteral(R"({"ack":%1,"bytes":%2})").arg(step()).arg(text.toUtf8().size()));
}

Camera::Camera(const QUrl &server) : DemoDevice(server, {"cam-porch", QStringLiteral("/v1/stream"), {}, 1000})
{
    socket().setOutgoingFrameSize(FragmentBytes);
}

void Camera::report()
{
    QByteArray picture =
        QByteArray::fromHex("ffd8ffe000104a46494600010101004800480000"); // a JPEG's first bytes
    picture.reserve(PictureBytes);
    for (quint32 noise = quint32(step()); picture.size() < PictureBytes;
         noise = noise * 1'664'525 + 1'013'904'223)
        picture.append(char(noise >> 24));
    socket().sendBinaryMessage(picture);
    if (step() % StepsPerCameraPing == 0)
        socket().ping("ping");
}

} // namespace sockscope

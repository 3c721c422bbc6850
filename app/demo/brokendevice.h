// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace sockscope {

/// A simulated thermometer with a typical bug: a second send path that forgets to mask. After a few good
/// frames one goes out unmasked (RFC 6455 5.1); the server fails the connection, and the device comes back
/// later.
class BrokenDevice : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds Reconnect{8000};

    /// @p reconnect: how long it stays away after it was cut off or found no server.
    explicit BrokenDevice(const QUrl &server, std::chrono::milliseconds reconnect = Reconnect);

    void start();
    void stop();

private:
    void shakeHands();
    void report();

    QUrl m_server;
    QTcpSocket m_socket{this};
    QTimer m_reports;
    QTimer m_reconnect;
    int m_sequence = 0;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QUrl>
#include <QWebSocket>

namespace sockscope {

/// A simulated device that keeps the rules: connects, reports in regular steps, and comes back when it is cut
/// off.
class DemoDevice : public QObject
{
    Q_OBJECT

public:
    void start();
    void stop();

protected:
    struct Identity
    {
        QByteArray name; ///< sent as User-Agent
        QString path;
        QString subprotocol; ///< empty: offers none
        int intervalMs; ///< between reports
    };
    DemoDevice(const QUrl &server, const Identity &identity);

    virtual void report() = 0;
    virtual void receive(const QString &text) { Q_UNUSED(text); }
    QWebSocket &socket() { return m_socket; }
    int step() const { return m_step; } ///< reports so far

private:
    void connectToServer();

    QUrl m_url;
    Identity m_identity;
    QWebSocket m_socket;
    QTimer m_reports;
    QTimer m_reconnect;
    int m_step = 0;
};

/// JSON telemetry five times a second.
class Thermometer : public DemoDevice
{
    Q_OBJECT

public:
    explicit Thermometer(const QUrl &server);

protected:
    void report() override;
};

/// Tells its state now and then, and acknowledges every command.
class Valve : public DemoDevice
{
    Q_OBJECT

public:
    explicit Valve(const QUrl &server);

protected:
    void report() override;
    void receive(const QString &text) override;
};

/// A picture a second, in three fragments, and a ping of its own now and then.
class Camera : public DemoDevice
{
    Q_OBJECT

public:
    explicit Camera(const QUrl &server);

protected:
    void report() override;
};

} // namespace sockscope

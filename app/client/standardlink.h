// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientlink.h"
#include "serverlib/connection/outstandingpings.h"

#include <QAbstractSocket>
#include <QElapsedTimer>

class QWebSocket;

namespace sockscope {

/// A client on Qt's QWebSocket. It tells of messages and pongs only: what it does with pings and Close frames
/// is its own affair.
class StandardLink : public ClientLink
{
    Q_OBJECT

public:
    explicit StandardLink(QObject *parent = nullptr);
    ~StandardLink() override;

    void open(const ClientSettings &settings) override;
    ws::SendResult send(ws::Opcode opcode, const QByteArray &data) override;
    std::optional<ws::SendResult> sendBytes(const QByteArray &bytes, const ws::WritePlan &plan) override;
    ws::SendResult close(quint16 code, const QString &reason) override;
    void terminate() override;
    QString subprotocol() const override;
    QByteArray extensions() const override { return {}; }
    ClientTraffic traffic() const override { return m_traffic; }

private:
    void makeSocket(const ClientSettings &settings);
    void connectSocket();
    void onConnected();
    void onError();
    void onPong(const QByteArray &payload);
    void countReceived(qsizetype bytes);
    void countSent(qsizetype bytes);
    void finishSoon();
    void finish();

    QWebSocket *m_socket = nullptr; // one for each connection
    bool m_wasOpen = false;
    bool m_failed = false; // before it was open
    quint64 m_number = 0; // of the connection
    ClientTraffic m_traffic;
    ws::OutstandingPings m_pings;
    QElapsedTimer m_clock;
};

} // namespace sockscope

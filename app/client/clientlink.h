// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientstats.h"
#include "serverlib/client/websocketclient.h"

#include <QObject>

#include <memory>

namespace sockscope {

/// One client's engine. Lives in one thread; each open() ends with one closed(), until when it is not opened
/// again.
class ClientLink : public QObject
{
    Q_OBJECT

public:
    /// Largest message it takes; a server that sends more is closed with 1009.
    static constexpr quint64 MaxMessageBytes = 100 * 1024 * 1024;

    using QObject::QObject;

    /// @p settings without faults. Nothing is told before it returns.
    virtual void open(const ClientSettings &settings) = 0;
    virtual ws::SendResult send(ws::Opcode opcode, const QByteArray &data) = 0; ///< Text, Binary or Ping
    /// Bytes of any kind in their TCP writes; a standard client cannot, and returns nullopt.
    virtual std::optional<ws::SendResult> sendBytes(const QByteArray &bytes, const ws::WritePlan &plan) = 0;
    virtual ws::SendResult close(quint16 code, const QString &reason) = 0;
    virtual void terminate() = 0; ///< resets the TCP connection, or gives up connecting

    virtual QString subprotocol() const = 0;
    virtual QByteArray extensions() const = 0;
    virtual ClientTraffic traffic() const = 0; ///< since it was made

signals:
    void opened();
    void messageReceived(const QByteArray &data, bool isBinary);
    void pingReceived(const QByteArray &data);
    void pongReceived(const QByteArray &data, qint64 rttNs); ///< -1: nobody asked
    /// Why there is no connection, or what the server did wrong. Unless @p isFatal the connection goes on.
    void troubled(const QString &text, std::optional<ws::Rule> rule, bool isFatal);
    void closed(quint16 code, const QString &reason);
};

/// PEM: the development CA if it is wanted and there is one, else nothing, and connecting says what is wrong.
QByteArray trustedDevelopmentCa(const ClientSettings &settings);

/// @p recorder sees what a raw client exchanges, numbered by @p nextConnection; nullptr for none.
struct ClientRecording
{
    ws::FrameTap *recorder = nullptr;
    std::function<quint64()> nextConnection;
};
std::unique_ptr<ClientLink> makeClientLink(ClientKind kind, const ClientRecording &recording);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/client/websocketclient.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPair>
#include <QStringList>
#include <QUrl>

namespace sockscope {

/// The built-in standard client, on the library's own: what a well-behaved device would do.
class BenchClient : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8 { Closed, Connecting, Open, Closing };
    Q_ENUM(State)

    /// Largest message it takes; a server that sends more is closed with 1009.
    static constexpr quint64 MaxMessageBytes = 100 * 1024 * 1024;

    explicit BenchClient(QObject *parent = nullptr);
    ~BenchClient() override;

    State state() const { return m_state; }
    /// @p headers: name and value, added to the upgrade request. Emits failed() for a URL that is not ws://
    /// or wss://.
    void open(const QUrl &url, const QStringList &subprotocols,
        const QList<QPair<QByteArray, QByteArray>> &headers);
    /// Whether the next open() offers permessage-deflate.
    void setCompressionOffered(bool offered) { m_offersCompression = offered; }
    void sendText(const QString &text);
    void sendBinary(const QByteArray &data);
    void ping(const QByteArray &data);
    void close(quint16 code = 1000, const QString &reason = {});
    void abort();

signals:
    void stateChanged(sockscope::BenchClient::State state);
    void opened(const QString &subprotocol);
    void textReceived(const QString &text);
    void binaryReceived(const QByteArray &data);
    void pongReceived(const QByteArray &data, qint64 elapsedMs);
    /// @p reason is the server's, or what it did wrong.
    void closed(quint16 code, const QString &reason);
    void failed(const QString &reason); ///< there was no connection

private:
    void makeClient(const ws::ClientOptions &options);
    void finish(quint16 code, const QString &reason);
    void setState(State state);

    ws::WebSocketClient *m_client = nullptr; // one for each connection
    QString m_trouble; // what it told last
    QElapsedTimer m_sincePing;
    State m_state = State::Closed;
    bool m_offersCompression = false;
};

} // namespace sockscope

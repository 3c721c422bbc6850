// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/load/loadfigures.h"
#include "serverlib/client/websocketclient.h"

#include <QElapsedTimer>

#include <deque>

namespace sockscope {

/// One client of a LoadRun: what it sends, and how long the answers take.
class LoadClient : public QObject
{
    Q_OBJECT

public:
    /// Messages whose answers are waited for; older ones are given up, and their answers not measured.
    static constexpr size_t MaxOutstanding = 1024;
    /// So much may wait for the server before a message is held back.
    static constexpr qint64 MaxWaitingBytes = 64 * 1024;

    /// @p figures and @p clock outlive it.
    LoadClient(
        const ws::ClientOptions &options, bool expectsEcho, LoadFigures *figures, const QElapsedTimer *clock);
    ~LoadClient() override;

    void open();
    void send(ws::Opcode opcode, const QByteArray &payload);
    void ping();
    void close();
    void terminate();
    /// Every message has its answer.
    bool isSettled() const { return m_sent.empty() && m_givenUp == 0; }

signals:
    void opened();
    void ended(); ///< the last signal

private:
    void onMessage(const QByteArray &data);
    void onPong();
    void onError(const ws::ClientError &error);
    void onClosed(quint16 code);
    qint64 now() const { return m_clock->nsecsElapsed(); }

    ws::WebSocketClient m_client;
    bool m_expectsEcho;
    LoadFigures *m_figures;
    const QElapsedTimer *m_clock;
    std::deque<qint64> m_sent; // times of messages without an answer
    quint64 m_givenUp = 0; // answers still to come to those that are no longer in m_sent
    qint64 m_beganNs = 0;
    bool m_wasOpen = false;
    qint64 m_pingNs = -1; // of the ping without a pong
    bool m_isClosing = false; // by us
    bool m_hasTold = false; // why it ended
};

} // namespace sockscope

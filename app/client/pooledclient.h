// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientboard.h"
#include "app/client/clientlink.h"

#include <QTimer>

namespace sockscope {

/// One client of a ClientPool: its engine, its reconnects, and what it writes on the board. Lives in the
/// pool's thread.
class PooledClient : public QObject
{
    Q_OBJECT

public:
    PooledClient(const ClientEntry &entry, ClientBoard *board, ClientRecording recording);
    ~PooledClient() override;

    /// For the next connection.
    void configure(const ClientSettings &settings);
    /// See ClientPool.
    void open();
    void close(quint16 code, const QString &reason);
    void terminate();
    void send(ws::Opcode opcode, const QByteArray &data);
    void sendBytes(const QByteArray &bytes, const ws::WritePlan &plan);

signals:
    void commandFailed(quint64 client, const QString &reason);

private:
    void makeLink();
    void connectLink();
    void connectNow();
    void onTroubled(const QString &text, std::optional<ws::Rule> rule, bool isFatal);
    void onClosed(quint16 code, const QString &reason);
    void giveUp();
    bool tryAgainLater();
    bool isSent(ws::SendResult result, ws::Opcode opcode, qsizetype size);
    void setState(ClientState state);
    void publish();
    void say(TranscriptLine::Kind kind, const QString &words);

    ClientSettings m_settings;
    ClientBoard *m_board;
    ClientRecording m_recording;
    ClientStats m_stats;
    std::unique_ptr<ClientLink> m_link;
    ClientKind m_linkKind = ClientKind::Raw;
    ClientTraffic m_earlier; // of the links before this one
    QTimer m_wait; // to the next attempt
    SeededRandom m_random;
    int m_failures = 0; // attempts since it was last open
    bool m_isWanted = false; // a lost connection is made again
};

} // namespace sockscope

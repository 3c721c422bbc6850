// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientboard.h"

#include "serverlib/net/pacedtransport.h"
#include "serverlib/protocol/opcode.h"

#include <QThread>

#include <functional>

namespace sockscope {

class ClientWorker;
class PooledClient;

/// Several clients at once, standard and raw, in an I/O thread of their own: neither the window's nor that of
/// the bench's server, which they may load. Used from the thread that made it; its functions return at once.
/// What came of them is in clients() and transcript(), which any thread may read.
///
/// The list itself is the caller's, who may have it undone: setClients() takes all of it.
class ClientPool : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MaxClients = 100;

    explicit ClientPool(QObject *parent = nullptr);
    /// Resets every connection and joins the thread.
    ~ClientPool() override;

    /// Clients that are not in @p entries, at most MaxClients, are reset and forgotten. New settings hold
    /// from the next connection on.
    void setClients(const QList<ClientEntry> &entries);

    /// Connects; a client that is not closed, or waits, is left alone. Faults of its settings are its error.
    void open(quint64 client);
    void openAll();
    /// The closing handshake; while connecting or waiting: gives up. No reconnect follows.
    void close(quint64 client, quint16 code = 1000, const QString &reason = {});
    void closeAll();
    /// Resets the TCP connection. No reconnect follows.
    void terminate(quint64 client);
    /// @p opcode Text, Binary or Ping; what cannot be sent is told by commandFailed(), as below.
    void send(quint64 client, ws::Opcode opcode, const QByteArray &data);
    /// What the composer made, in its TCP writes. A standard client cannot.
    void sendBytes(quint64 client, const QByteArray &bytes, const ws::WritePlan &plan);

    /// caughtUp() follows when all commands so far have been carried out.
    void catchUp();

    /// In the order of the list.
    QList<ClientStats> clients() const { return m_board.clients(); }
    std::optional<ClientStats> find(quint64 client) const { return m_board.find(client); }
    /// Lines numbered >= @p from that are still held; sets @p from to the next number.
    QList<TranscriptLine> transcript(quint64 client, quint64 *from) const
    {
        return m_board.transcript(client, from);
    }

signals:
    void commandFailed(quint64 client, const QString &reason); ///< one sentence that says what to do
    void caughtUp();

private:
    void post(std::function<void(ClientWorker *)> command);
    void postTo(quint64 client, std::function<void(PooledClient *)> command);

    ClientBoard m_board;
    QThread m_thread;
    ClientWorker *m_worker; // lives in m_thread, deleted when that ends
};

} // namespace sockscope

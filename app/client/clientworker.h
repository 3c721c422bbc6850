// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/pooledclient.h"

#include <map>

namespace sockscope {

/// The clients of a ClientPool, in its thread.
class ClientWorker : public QObject
{
    Q_OBJECT

public:
    ClientWorker(ClientBoard *board, ClientRecording recording);
    ~ClientWorker() override;

    void setClients(const QList<ClientEntry> &entries);
    /// nullptr for one that is no longer there.
    PooledClient *find(quint64 client) const;
    void openAll();
    void closeAll();

signals:
    void commandFailed(quint64 client, const QString &reason);
    void caughtUp();

private:
    void make(const ClientEntry &entry);

    ClientBoard *m_board;
    ClientRecording m_recording;
    std::map<quint64, std::unique_ptr<PooledClient>> m_clients;
};

} // namespace sockscope

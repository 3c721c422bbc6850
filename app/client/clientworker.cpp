// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clientworker.h"

#include <algorithm>

namespace sockscope {

ClientWorker::ClientWorker(ClientBoard *board, ClientRecording recording)
    : m_board(board), m_recording(std::move(recording))
{ }

ClientWorker::~ClientWorker() = default;

void ClientWorker::setClients(const QList<ClientEntry> &entries)
{
    std::erase_if(m_clients, [&](const auto &client) {
        return std::none_of(entries.begin(), entries.end(),
            [&](const ClientEntry &entry) { return entry.number == client.first; });
    });
    for (const ClientEntry &entry : entries) {
        if (PooledClient *client = find(entry.number))
            client->configure(entry.settings);
        else
            make(entry);
    }
}

void ClientWorker::make(const ClientEntry &entry)
{
    auto client = std::make_unique<PooledClient>(entry, m_board, m_recording);
    connect(client.get(), &PooledClient::commandFailed, this, &ClientWorker::commandFailed);
    m_clients[entry.number] = std::move(client);
}

PooledClient *ClientWorker::find(quint64 client) const
{
    const auto found = m_clients.find(client);
    return found == m_clients.end() ? nullptr : found->second.get();
}

void ClientWorker::openAll()
{
    for (const auto &[number, client] : m_clients)
        client->open();
}

void ClientWorker::closeAll()
{
    for (const auto &[number, client] : m_clients)
        client->close(quint16(ws::CloseCode::NormalClosure), {});
}

} // namespace sockscope

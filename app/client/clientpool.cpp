// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clientpool.h"

#include "app/client/clientworker.h"
#include "app/threads/callin.h"

namespace sockscope {

ClientPool::ClientPool(QObject *parent) : QObject(parent), m_worker(new ClientWorker(&m_board, {}))
{
    m_thread.setObjectName(QStringLiteral("clients I/O"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &ClientWorker::commandFailed, m_worker, [this](quint64 client, const QString &reason) {
        callIn(this, [this, client, reason] { emit commandFailed(client, reason); });
    });
    connect(
        m_worker, &ClientWorker::caughtUp, m_worker, [this] { callIn(this, [this] { emit caughtUp(); }); });
    m_thread.start();
}

ClientPool::~ClientPool()
{
    m_thread.quit();
    m_thread.wait();
}

void ClientPool::setClients(const QList<ClientEntry> &entries)
{
    const QList<ClientEntry> kept = entries.first(std::min(entries.size(), MaxClients));
    m_board.arrange(kept);
    post([kept](ClientWorker *worker) { worker->setClients(kept); });
}

void ClientPool::open(quint64 client)
{
    postTo(client, [](PooledClient *pooled) { pooled->open(); });
}

void ClientPool::openAll()
{
    post([](ClientWorker *worker) { worker->openAll(); });
}

void ClientPool::close(quint64 client, quint16 code, const QString &reason)
{
    postTo(client, [=](PooledClient *pooled) { pooled->close(code, reason); });
}

void ClientPool::closeAll()
{
    post([](ClientWorker *worker) { worker->closeAll(); });
}

void ClientPool::terminate(quint64 client)
{
    postTo(client, [](PooledClient *pooled) { pooled->terminate(); });
}

void ClientPool::send(quint64 client, ws::Opcode opcode, const QByteArray &data)
{
    postTo(client, [=](PooledClient *pooled) { pooled->send(opcode, data); });
}

void ClientPool::sendBytes(quint64 client, const QByteArray &bytes, const ws::WritePlan &plan)
{
    postTo(client, [=](PooledClient *pooled) { pooled->sendBytes(bytes, plan); });
}

void ClientPool::catchUp()
{
    post([](ClientWorker *worker) { emit worker->caughtUp(); });
}

void ClientPool::post(std::function<void(ClientWorker *)> command)
{
    callIn(m_worker, [worker = m_worker, command = std::move(command)] { command(worker); });
}

void ClientPool::postTo(quint64 client, std::function<void(PooledClient *)> command)
{
    post([client, command = std::move(command)](ClientWorker *worker) {
        if (PooledClient *pooled = worker->find(client))
            command(pooled);
        else
            emit worker->commandFailed(client, QStringLiteral("Client %1 is no longer there.").arg(client));
    });
}

} // namespace sockscope

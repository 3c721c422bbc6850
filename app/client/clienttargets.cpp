// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clienttargets.h"

#include "app/client/clientpool.h"

namespace sockscope {

ClientTargets::ClientTargets(ClientPool *pool, QObject *parent) : ComposeTargets(parent), m_pool(pool)
{
    connect(pool, &ClientPool::commandFailed, this, &ClientTargets::failed);
    connect(pool, &ClientPool::caughtUp, this, &ClientTargets::caughtUp);
}

QString ClientTargets::allName() const
{
    return tr("all open raw clients");
}

QList<ComposeTarget> ClientTargets::open() const
{
    QList<ComposeTarget> targets;
    for (const ClientStats &stats : m_pool->clients()) {
        if (stats.state == ClientState::Open && stats.kind == ClientKind::Raw)
            targets.append({stats.number, tr("client %1").arg(stats.number), ws::Role::Client,
                agreedDeflate(stats.extensions)});
    }
    return targets;
}

void ClientTargets::send(quint64 client, const Composition &composition)
{
    m_pool->sendBytes(client, composition.bytes, {composition.cuts, std::chrono::milliseconds(0)});
}

void ClientTargets::catchUp()
{
    m_pool->catchUp();
}

} // namespace sockscope

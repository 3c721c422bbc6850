// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/sessiontargets.h"

#include "app/bench/benchsession.h"

namespace sockscope {

SessionTargets::SessionTargets(BenchSession *session, QObject *parent)
    : ComposeTargets(parent), m_session(session)
{
    connect(session, &BenchSession::commandFailed, this, &SessionTargets::failed);
    connect(session, &BenchSession::caughtUp, this, &SessionTargets::caughtUp);
}

QString SessionTargets::allName() const
{
    return tr("all open connections");
}

QList<ComposeTarget> SessionTargets::open() const
{
    QList<ComposeTarget> targets;
    for (const ConnectionStats &stats : m_session->connections().snapshot()) {
        if (stats.state == ConnectionState::Open)
            targets.append({stats.number, tr("%1 (%2)").arg(stats.device).arg(stats.number), ws::Role::Server,
                agreedDeflate(stats.extensions)});
    }
    return targets;
}

void SessionTargets::send(quint64 connection, const Composition &composition)
{
    m_session->sendBytes(connection, composition.bytes, {composition.cuts, std::chrono::milliseconds(0)});
}

void SessionTargets::catchUp()
{
    m_session->catchUp();
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadplan.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QUrl>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace sockscope {

QStringList LoadPlan::faults() const
{
    QStringList faults = client.faults();
    const auto check = [&faults](bool fits, const QString &rule) {
        if (!fits)
            faults.append(rule);
    };
    check(clients >= 1 && clients <= MaxClients, QStringLiteral("Clients: 1 to %1.").arg(MaxClients));
    check(ramp >= 1 && ramp <= MaxRamp,
        QStringLiteral("Ramp: begin 1 to %1 connections a second.").arg(MaxRamp));
    check(rate >= 0 && rateOf(clients) <= MaxRate,
        QStringLiteral("Rate: 0 to %1 messages a second, of all clients together.").arg(qint64(MaxRate)));
    check(padTo >= 0 && padTo <= MaxComposedPayload,
        QStringLiteral("Size: 0 to %1 bytes.").arg(MaxComposedPayload));
    check(duration.count() >= 0 && duration <= MaxTime,
        QStringLiteral("Duration: 0 to %1 seconds.").arg(MaxTime / std::chrono::seconds(1)));
    check(messages <= MaxMessages, QStringLiteral("Messages: 0 to %1.").arg(MaxMessages));
    check(pingEvery.count() >= 0 && pingEvery <= MaxTime,
        QStringLiteral("Ping every: 0 to %1 ms.").arg(MaxTime.count()));
    SeededRandom random(0);
    const PayloadResult first = payload.payload({}, &random);
    if (const auto *error = std::get_if<InputError>(&first))
        faults.append(QStringLiteral("Payload: %1").arg(error->toString()));
    return faults;
}

bool isThisMachine(const QUrl &url)
{
    const QString host = url.host();
    if (host == QLatin1StringView("localhost"))
        return true;
    const QHostAddress address(host);
    return address.isLoopback() || QNetworkInterface::allAddresses().contains(address);
}

QString reserveSockets(int clients)
{
#ifdef Q_OS_UNIX
    constexpr rlim_t Others = 256; // files that are neither
    const rlim_t needed = 2 * rlim_t(clients) + Others;
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= needed)
        return {};
    const rlimit more{std::min(needed, files.rlim_max), files.rlim_max};
    if (more.rlim_cur < needed || ::setrlimit(RLIMIT_NOFILE, &more) != 0)
        return QStringLiteral(
            "This process may open %1 files, and %2 clients need %3: raise ulimit -n, or use "
            "fewer clients.")
            .arg(files.rlim_max)
            .arg(clients)
            .arg(needed);
#else
    Q_UNUSED(clients)
#endif
    return {};
}

} // namespace sockscope

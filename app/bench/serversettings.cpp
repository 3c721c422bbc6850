// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/serversettings.h"

#include <algorithm>

namespace sockscope {

namespace {

// RFC 6455 4.2.2: the server picks one the client offered; the client's order of preference decides.
ws::AcceptHandler subprotocolChooser(const QStringList &accepted, bool refuseUnknown)
{
    return [accepted, refuseUnknown](const QStringList &offered) -> std::optional<QString> {
        const auto chosen = std::ranges::find_if(
            offered, [&accepted](const QString &name) { return accepted.contains(name); });
        if (chosen != offered.end())
            return *chosen;
        if (refuseUnknown)
            return std::nullopt;
        return QString();
    };
}

} // namespace

ws::ServerOptions serverOptions(const ServerSettings &settings)
{
    ws::ServerOptions options;
    options.host = settings.host;
    options.port = settings.port;
    options.localName = settings.localName;
    options.path = settings.path;
    options.headers = settings.headers;
    options.backlog = settings.backlog;
    options.limits.queuedBytes = settings.queuedBytes;
    options.clientTracking = settings.clientTracking;
    options.maxPayload = settings.maxPayload;
    options.automaticPong = settings.automaticPong;
    options.maskAnswers = settings.maskFrames;
    options.perMessageDeflate = settings.compression;
    options.pingInterval = std::chrono::milliseconds(settings.pingIntervalMs);
    options.pongTimeout = std::chrono::milliseconds(settings.pongTimeoutMs);
    options.strictness = settings.failOnViolations ? ws::Strictness::strict() : ws::Strictness::lenient();
    if (!settings.subprotocols.isEmpty())
        options.acceptHandler = subprotocolChooser(settings.subprotocols, settings.refuseUnknownSubprotocol);
    return options;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clientlink.h"

#include "app/bench/tlssettings.h"
#include "app/client/rawlink.h"
#include "app/client/standardlink.h"

namespace sockscope {

QByteArray trustedDevelopmentCa(const ClientSettings &settings)
{
    if (!settings.trustsDevelopmentCa || !settings.url.startsWith(QLatin1StringView("wss:")))
        return {};
    QString error; // without it, the connection says what is wrong
    const auto authority = developmentCa(&error);
    return authority ? authority->certificate() : QByteArray();
}

std::unique_ptr<ClientLink> makeClientLink(ClientKind kind, const ClientRecording &recording)
{
    if (kind == ClientKind::Raw)
        return std::make_unique<RawLink>(recording);
    return std::make_unique<StandardLink>();
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/faultkind.h"

#include "app/faults/faultcatalogue_p.h"

#include <algorithm>

namespace sockscope {

const FaultParameter *FaultInfo::parameter(QStringView parameterKey) const
{
    const auto found = std::ranges::find(parameters, parameterKey, &FaultParameter::key);
    return found == parameters.end() ? nullptr : &*found;
}

const QList<FaultInfo> &faultCatalogue()
{
    static const QList<FaultInfo> catalogue =
        trafficFaults() + connectionFaults() + handshakeFaults() + listenerFaults();
    return catalogue;
}

const FaultInfo &faultInfo(FaultKind kind)
{
    return faultCatalogue()[qsizetype(kind)];
}

std::optional<FaultKind> faultKindFromKey(QStringView key)
{
    const QList<FaultInfo> &catalogue = faultCatalogue();
    const auto found = std::ranges::find(catalogue, key, &FaultInfo::key);
    return found == catalogue.end() ? std::nullopt : std::optional(found->kind);
}

QString faultPlaceName(FaultPlace place)
{
    switch (place) {
    case FaultPlace::Bytes:
        return QStringLiteral("Bytes and time");
    case FaultPlace::Frames:
        return QStringLiteral("Frames");
    case FaultPlace::Connection:
        return QStringLiteral("Connection");
    case FaultPlace::Handshake:
        return QStringLiteral("Handshake");
    case FaultPlace::Listener:
        break;
    }
    return QStringLiteral("Connecting");
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/client/clientoptions.h"
#include "serverlib/protocol/upgrade.h"

#include <variant>

namespace ws {

/// What ClientOptions come to: whom to connect to, and what to ask.
struct ClientTarget
{
    ConnectTarget server;
    UpgradeOffer offer;
};

/// The target, or in words why there is none.
std::variant<ClientTarget, QString> clientTarget(const ClientOptions &options);

} // namespace ws

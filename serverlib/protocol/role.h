// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace ws {

/// Which end of a connection this is: the rules differ (RFC 6455 5.1).
enum class Role : quint8 { Server, Client };

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/serversettings.h"

class QSettings;

namespace sockscope {

/// Server settings across restarts, under the group "server". What is missing or out of range takes the
/// program's default: every interface, port 8080.
ServerSettings loadServerSettings(const QSettings &settings);
void saveServerSettings(const ServerSettings &server, QSettings *settings);

} // namespace sockscope

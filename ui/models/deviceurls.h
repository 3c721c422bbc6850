// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/serversettings.h"

#include <QStringList>

namespace sockscope {

/// The addresses that a device can be pointed at: what the server listens on, and for "all interfaces" one
/// for each address of this machine that others can reach.
QStringList deviceUrls(const ListenInfo &info);

} // namespace sockscope

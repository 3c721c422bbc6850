// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientsettings.h"

class QSettings;

namespace sockscope {

/// The clients of the Client panel across restarts, under the group "clients", at most
/// ClientPool::MaxClients. What is missing or out of range takes the default of ClientSettings.
QList<ClientEntry> loadClients(QSettings *settings);
void saveClients(const QList<ClientEntry> &entries, QSettings *settings);

/// "Name: value" lines, as headersFromLines() reads them; a line without a colon is a name that is wrong, for
/// ClientSettings::faults() to tell.
QString headerLines(const QList<ws::HttpHeader> &headers);
QList<ws::HttpHeader> headersFromLines(const QString &text);

} // namespace sockscope

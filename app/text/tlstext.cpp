// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/tlstext.h"

namespace sockscope {

QString tlsSummary(const ws::TlsInfo &info)
{
    return QStringLiteral("%1, %2").arg(info.version, info.cipher);
}

QString tlsDetails(const ws::TlsInfo &info)
{
    QString text = tlsSummary(info);
    if (!info.serverName.isEmpty())
        text += QStringLiteral(", for the name %1").arg(info.serverName);
    if (!info.peerSubject.isEmpty())
        text += QStringLiteral(", client certificate %1").arg(info.peerSubject);
    return text;
}

} // namespace sockscope

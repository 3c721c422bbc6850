// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace ws {

/// What the two ends of a TLS connection agreed on.
struct TlsInfo
{
    QString version; ///< "TLS 1.3"
    QString cipher; ///< the IANA's name: "TLS_AES_128_GCM_SHA256"
    QString serverName; ///< the name that the client asked for (SNI, RFC 6066 3); empty for none
    QString peerSubject; ///< of the client's certificate (RFC 4514); empty when it showed none

    bool operator==(const TlsInfo &) const = default;
};

} // namespace ws

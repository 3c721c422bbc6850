// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/tlsoptions.h"

namespace ws {

/// How a client speaks TLS. The defaults are a browser's: whom the system trusts, and for the name in the
/// URL.
struct TlsClientOptions
{
    /// PEM: the authorities that are trusted instead of the system's.
    QByteArray authorities;
    /// The same in a file; not read if authorities is set.
    QString authoritiesFile;
    /// PEM: trusted beside those, or beside the system's.
    QByteArray moreAuthorities;
    /// Off: whatever certificate is taken, even if it is for another name; anybody between could read along.
    /// For a bench that meets self-signed ones.
    bool verifyServer = true;
    /// Asked for (SNI, RFC 6066 3) and expected of the certificate; empty: the URL's host.
    QString serverName;
    /// The oldest version that is spoken.
    TlsOptions::Version minimumVersion = TlsOptions::Version::Tls12;
};

} // namespace ws

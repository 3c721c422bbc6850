// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/net/developmentca.h"
#include "serverlib/net/tlsoptions.h"

#include <optional>

namespace sockscope {

/// Where the certificate of the bench's server comes from.
enum class TlsMode : quint8 {
    Off, ///< ws://
    Development, ///< made here, signed by developmentCa()
    OwnFiles,
};

/// How the bench speaks TLS, as a person chooses it.
struct TlsSettings
{
    TlsMode mode = TlsMode::Off;
    QString certificateFile; ///< with OwnFiles: PEM, the server's certificate first
    QString keyFile; ///< with OwnFiles: PEM; empty: it stands in certificateFile
    QString clientCaFile; ///< PEM: who signs client certificates; empty: none are asked for
    bool requireClientCertificate = false; ///< a device without a certificate is not let in

    bool operator==(const TlsSettings &) const = default;
};

/// The authority of this user's benches, window and command line alike; made when there is none. nullopt, and
/// a sentence in @p error, when its folder cannot be used.
std::optional<ws::DevelopmentCa> developmentCa(QString *error);

/// What a server that listens on @p host is called by: its certificate is good for these.
QStringList certificateNames(const QString &host);

/// The library's options for @p settings, mode not Off, of a server that listens on @p host. nullopt, and a
/// sentence in @p error, when no server can use them.
std::optional<ws::TlsOptions> tlsOptions(const TlsSettings &settings, const QString &host, QString *error);

} // namespace sockscope

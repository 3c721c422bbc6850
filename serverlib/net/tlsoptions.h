// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace ws {

/// How a server speaks TLS. Its certificate and key are read once, when it begins to listen.
struct TlsOptions
{
    /// Whether clients show who they are.
    enum class ClientCertificate : quint8 {
        NotAsked,
        Optional, ///< asked for, and verified when one is shown
        Required, ///< without a valid one there is no connection
    };
    /// TLS 1.2 (RFC 5246) and 1.3 (RFC 8446); older ones are not spoken.
    enum class Version : quint8 { Tls12, Tls13 };

    /// PEM: the server's certificate, then those between it and its authority.
    QString certificateFile;
    /// PEM, not encrypted; empty: it stands in certificateFile.
    QString keyFile;
    /// The same in memory: what is set here comes before the files.
    QByteArray certificate;
    QByteArray key; ///< see keyFile
    /// PEM: the authorities whose client certificates are trusted. Needed when those are asked for.
    QString clientCaFile;
    ClientCertificate clientCertificate = ClientCertificate::NotAsked; ///< see clientCaFile
    /// The oldest version that is spoken.
    Version minimumVersion = Version::Tls12;
};

} // namespace ws

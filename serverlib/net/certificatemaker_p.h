// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/tlsidentity.h"

#include <QStringList>

#include <chrono>
#include <optional>

namespace ws {

using Days = std::chrono::duration<qint64, std::ratio<86'400>>;

/// What a certificate is to say (RFC 5280).
struct CertificateSpec
{
    enum class Use : quint8 { Authority, Server, Client };

    Use use = Use::Server;
    QString commonName; ///< cut at 64 characters
    QStringList names; ///< DNS names and addresses that it is good for; none that is neither
    Days begin{-1}; ///< from now: clocks differ
    Days length{397}; ///< more than 398 days are refused by browsers
};

/// A certificate with a new EC P-256 key, signed by @p issuer, by itself if there is none. nullopt when
/// OpenSSL cannot: @p error has its words.
std::optional<TlsIdentity> makeCertificate(
    const CertificateSpec &spec, const TlsIdentity *issuer, QString *error);

/// True when @p certificate was signed by @p issuer, is good for all of @p names, and stays valid for at
/// least @p left.
bool isCertificateGood(
    const QByteArray &certificate, const QByteArray &issuer, const QStringList &names, Days left);

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/certificatefault.h"
#include "serverlib/net/tlsidentity.h"

#include <QStringList>

#include <optional>

namespace ws {

/// A certificate authority for a bench: its certificate goes into the devices under development, and what it
/// signs, certificates for the names and addresses of this machine, is trusted by them.
///
/// It lives in a folder, as files that only their owner may read (the key signs for whatever name), and stays
/// the same from one start to the next for ten years. Its functions block on files; any thread may use an
/// object of its own, and several processes the same folder.
class DevelopmentCa
{
public:
    /// The authority in @p folder; a new one where there is none, or only one that has expired. nullopt, and
    /// in @p error a sentence, when the folder cannot be used.
    static std::optional<DevelopmentCa> open(const QString &folder, QString *error);

    /// The names under which this machine can be reached, as far as it knows: localhost, its host name, also
    /// in .local, and all its addresses.
    static QStringList machineNames();

    /// A server's certificate for all of @p names, valid for 396 days from now. It is kept in the folder, and
    /// given again as long as it is good for all of them and a month more.
    std::optional<TlsIdentity> serverIdentity(const QStringList &names, QString *error) const;

    /// The same with a @p fault, made anew at each call and not kept.
    std::optional<TlsIdentity> faultyIdentity(
        CertificateFault fault, const QStringList &names, QString *error) const;

    /// PEM, for a device or a client to trust.
    const QByteArray &certificate() const { return m_identity.certificate; }
    /// The same as C source, for firmware: the array sockscope_ca_pem, which ends with NUL as mbedTLS wants
    /// PEM to, and its size sockscope_ca_pem_len, which counts that.
    QByteArray certificateAsC() const;

private:
    DevelopmentCa(QString folder, TlsIdentity identity);

    QString m_folder;
    TlsIdentity m_identity;
};

} // namespace ws

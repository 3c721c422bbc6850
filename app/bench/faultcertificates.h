// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/net/certificatefault.h"
#include "serverlib/net/tlscontext.h"

#include <map>

namespace sockscope {

/// The certificates that a server shows when it is to show wrong ones: each made when it is first wanted, and
/// by the development CA, whatever signed the right one.
class FaultCertificates
{
public:
    /// From now on for a server with these @p options on @p host.
    void serverBegins(const ws::TlsOptions &options, const QString &host);

    /// nullptr, and a sentence in @p error, when it cannot be made.
    std::shared_ptr<const ws::TlsContext> context(ws::CertificateFault fault, QString *error);

private:
    ws::TlsOptions m_options;
    QString m_host;
    std::map<ws::CertificateFault, std::shared_ptr<const ws::TlsContext>> m_made;
};

/// Behind "a certificate": "that has expired".
QString certificateFaultWords(ws::CertificateFault fault);
/// @p name is one of certificateFaultName().
ws::CertificateFault certificateFaultFrom(QStringView name);

} // namespace sockscope

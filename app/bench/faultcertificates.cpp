// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/faultcertificates.h"

#include "app/bench/tlssettings.h"

#include <algorithm>
#include <iterator>

namespace sockscope {

void FaultCertificates::serverBegins(const ws::TlsOptions &options, const QString &host)
{
    m_options = options;
    m_host = host;
    m_made.clear();
}

std::shared_ptr<const ws::TlsContext> FaultCertificates::context(ws::CertificateFault fault, QString *error)
{
    if (const auto made = m_made.find(fault); made != m_made.end())
        return made->second;
    const auto authority = developmentCa(error);
    if (!authority)
        return nullptr;
    const auto identity = authority->faultyIdentity(fault, certificateNames(m_host), error);
    if (!identity)
        return nullptr;
    ws::TlsOptions options = m_options;
    options.certificate = identity->certificate;
    options.key = identity->key;
    const auto context = ws::TlsContext::create(options, error);
    if (context)
        m_made.emplace(fault, context);
    return context;
}

QString certificateFaultWords(ws::CertificateFault fault)
{
    switch (fault) {
    case ws::CertificateFault::Expired:
        break;
    case ws::CertificateFault::NotYetValid:
        return QStringLiteral("that is not valid yet");
    case ws::CertificateFault::WrongHost:
        return QStringLiteral("for another host");
    case ws::CertificateFault::UnknownCa:
        return QStringLiteral("of an unknown CA");
    case ws::CertificateFault::MissingIntermediate:
        return QStringLiteral("without the CA between it and the trusted one");
    case ws::CertificateFault::Oversized:
        return QStringLiteral("of 20 KiB, longer than a TLS record");
    }
    return QStringLiteral("that has expired");
}

ws::CertificateFault certificateFaultFrom(QStringView name)
{
    const auto *found = std::ranges::find_if(ws::AllCertificateFaults,
        [name](ws::CertificateFault fault) { return name == ws::certificateFaultName(fault); });
    return found != std::end(ws::AllCertificateFaults) ? *found : ws::CertificateFault::Expired;
}

} // namespace sockscope

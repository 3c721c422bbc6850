// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/certificatefault.h"

#include "serverlib/net/certificatemaker_p.h"
#include "serverlib/net/developmentca.h"

namespace ws {

namespace {

// Each name takes 32 bytes of the certificate: 20 KiB in all.
constexpr int OversizedNames = 640;

CertificateSpec authoritySpec(const QString &commonName)
{
    CertificateSpec spec;
    spec.use = CertificateSpec::Use::Authority;
    spec.commonName = commonName;
    return spec;
}

} // namespace

QLatin1StringView certificateFaultName(CertificateFault fault)
{
    switch (fault) {
    case CertificateFault::Expired:
        break;
    case CertificateFault::NotYetValid:
        return QLatin1StringView("notYetValid");
    case CertificateFault::WrongHost:
        return QLatin1StringView("wrongHost");
    case CertificateFault::UnknownCa:
        return QLatin1StringView("unknownCa");
    case CertificateFault::MissingIntermediate:
        return QLatin1StringView("missingIntermediate");
    case CertificateFault::Oversized:
        return QLatin1StringView("oversized");
    }
    return QLatin1StringView("expired");
}

std::optional<TlsIdentity> DevelopmentCa::faultyIdentity(
    CertificateFault fault, const QStringList &names, QString *error) const
{
    CertificateSpec spec;
    spec.commonName = QStringLiteral("faulty: ") + certificateFaultName(fault);
    spec.names = names;
    std::optional<TlsIdentity> issuer = m_identity;
    switch (fault) {
    case CertificateFault::Expired:
        spec.begin = Days(-30);
        spec.length = Days(29);
        break;
    case CertificateFault::NotYetValid:
        spec.begin = Days(1);
        spec.length = Days(30);
        break;
    case CertificateFault::WrongHost:
        spec.names = QStringList{QStringLiteral("another-host.example")}; // RFC 2606: never a name in use
        break;
    case CertificateFault::UnknownCa:
        issuer = makeCertificate(authoritySpec(QStringLiteral("Unknown CA")), nullptr, error);
        break;
    case CertificateFault::MissingIntermediate:
        issuer = makeCertificate(authoritySpec(QStringLiteral("Intermediate CA")), &m_identity, error);
        break;
    case CertificateFault::Oversized:
        for (int i = 0; i < OversizedNames; ++i)
            spec.names.append(
                QStringLiteral("name-%1.of-this-bench.example").arg(i, 6, 10, QLatin1Char('0')));
        break;
    }
    return issuer ? makeCertificate(spec, &*issuer, error) : std::nullopt;
}

} // namespace ws

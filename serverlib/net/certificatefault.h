// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>

namespace ws {

/// What is wrong with a server's certificate on purpose. A client must refuse each of them (RFC 5280 6.1, RFC
/// 9525 6) but the oversized one, which is right.
enum class CertificateFault : quint8 {
    Expired, ///< a day ago
    NotYetValid, ///< for a day to come
    WrongHost, ///< good for another name only
    UnknownCa, ///< signed by an authority that nobody knows
    MissingIntermediate, ///< without the authority between it and the trusted one (RFC 8446 4.4.2)
    Oversized, ///< for so many names that it is longer than a TLS record (RFC 8446 5.1: 16384 bytes)
};

/// Every one, in that order.
constexpr CertificateFault AllCertificateFaults[]{CertificateFault::Expired, CertificateFault::NotYetValid,
    CertificateFault::WrongHost, CertificateFault::UnknownCa, CertificateFault::MissingIntermediate,
    CertificateFault::Oversized};

/// "expired", "notYetValid", "wrongHost", "unknownCa", "missingIntermediate", "oversized".
QLatin1StringView certificateFaultName(CertificateFault fault);

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/net/certificatemaker_p.h"

/// Certificates of one authority that nobody else knows, made once for all tests of a program.
inline ws::TlsIdentity makeTestCertificate(const ws::CertificateSpec &spec, const ws::TlsIdentity *issuer)
{
    QString error;
    const auto made = ws::makeCertificate(spec, issuer, &error);
    if (!made)
        qFatal("%s", qPrintable(error));
    return *made;
}
inline ws::TlsIdentity makeTestAuthority()
{
    ws::CertificateSpec spec;
    spec.use = ws::CertificateSpec::Use::Authority;
    spec.commonName = QStringLiteral("Test CA");
    return makeTestCertificate(spec, nullptr);
}
inline const ws::TlsIdentity &testAuthority()
{
    static const ws::TlsIdentity authority = makeTestAuthority();
    return authority;
}
inline ws::TlsIdentity testServer()
{
    ws::CertificateSpec spec;
    spec.commonName = QStringLiteral("bench");
    spec.names = QStringList{QStringLiteral("localhost"), QStringLiteral("127.0.0.1")};
    return makeTestCertificate(spec, &testAuthority());
}

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// A client's TlsContext: whom it trusts.
#include "serverlib/net/openssl_p.h"
#include "serverlib/net/tlscontext.h"

#include <QDir>
#include <QFile>

namespace ws {

namespace {

constexpr qint64 MaxPemBytes = 1024 * 1024; // all authorities of a browser take a quarter of that

} // namespace

std::shared_ptr<const TlsContext> TlsContext::createForClient(const TlsClientOptions &options, QString *error)
{
    const std::shared_ptr<TlsContext> context(new TlsContext(TLS_client_method()));
    context->setMinimumVersion(options.minimumVersion);
    SSL_CTX_set_verify(context->handle(), options.verifyServer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
    QByteArray pem = options.authorities;
    if (pem.isEmpty() && options.authoritiesFile.isEmpty()) {
        SSL_CTX_set_default_verify_paths(context->handle());
        return context;
    }
    const QString name = pem.isEmpty()
        ? QStringLiteral("\"%1\"").arg(QDir::toNativeSeparators(options.authoritiesFile))
        : QStringLiteral("memory");
    if (pem.isEmpty()) {
        QFile file(options.authoritiesFile);
        if (!file.open(QIODevice::ReadOnly)) {
            *error = QStringLiteral("Cannot read the authorities' file %1: %2").arg(name, file.errorString());
            return nullptr;
        }
        pem = file.read(MaxPemBytes);
    }
    const std::vector<CertificatePtr> authorities = certificatesIn(pem);
    if (authorities.empty()) {
        *error = QStringLiteral("There is no PEM certificate of an authority in %1").arg(name);
        return nullptr;
    }
    for (const CertificatePtr &authority : authorities)
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context->handle()), authority.get());
    return context;
}

} // namespace ws

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

bool trust(SSL_CTX *context, const QByteArray &pem, const QString &name, QString *error)
{
    const std::vector<CertificatePtr> authorities = certificatesIn(pem);
    if (authorities.empty())
        *error = QStringLiteral("There is no PEM certificate of an authority in %1").arg(name);
    for (const CertificatePtr &authority : authorities)
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.get());
    return !authorities.empty();
}

bool trustFile(SSL_CTX *context, const QString &path, QString *error)
{
    const QString name = QStringLiteral("\"%1\"").arg(QDir::toNativeSeparators(path));
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return trust(context, file.read(MaxPemBytes), name, error);
    *error = QStringLiteral("Cannot read the authorities' file %1: %2").arg(name, file.errorString());
    return false;
}

} // namespace

std::shared_ptr<const TlsContext> TlsContext::createForClient(const TlsClientOptions &options, QString *error)
{
    const std::shared_ptr<TlsContext> context(new TlsContext(TLS_client_method()));
    SSL_CTX *handle = context->handle();
    context->setMinimumVersion(options.minimumVersion);
    SSL_CTX_set_verify(handle, options.verifyServer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
    const QString memory = QStringLiteral("memory");
    if (!options.authorities.isEmpty()) {
        if (!trust(handle, options.authorities, memory, error))
            return nullptr;
    } else if (options.authoritiesFile.isEmpty()) {
        SSL_CTX_set_default_verify_paths(handle);
    } else if (!trustFile(handle, options.authoritiesFile, error)) {
        return nullptr;
    }
    if (!options.moreAuthorities.isEmpty() && !trust(handle, options.moreAuthorities, memory, error))
        return nullptr;
    return context;
}

} // namespace ws

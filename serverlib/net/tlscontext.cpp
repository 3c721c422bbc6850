// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/tlscontext.h"

#include "serverlib/net/openssl_p.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTimeZone>

namespace ws {

namespace {

constexpr qint64 MaxPemBytes = 1024 * 1024; // a chain takes a few KiB: more is some other file
constexpr QByteArrayView SessionContext("sockscope"); // tells our TLS sessions from those of other servers

QString quoted(const QString &file)
{
    return QStringLiteral("\"%1\"").arg(QDir::toNativeSeparators(file));
}

// OpenSSL would ask at the terminal otherwise.
int refusePassword(char *, int, int, void *wasAsked)
{
    *static_cast<bool *>(wasAsked) = true;
    return -1;
}

QString dateOf(const ASN1_TIME *time)
{
    std::tm parts{};
    ASN1_TIME_to_tm(time, &parts);
    constexpr int YearOfTm = 1900;
    return QDate(parts.tm_year + YearOfTm, parts.tm_mon + 1, parts.tm_mday).toString(Qt::ISODate);
}

} // namespace

/// Fills a TlsContext step by step; the first that fails says why.
class TlsContextLoader
{
public:
    TlsContextLoader(const TlsOptions &options, QString *error)
        : m_options(options), m_error(error), m_context(new TlsContext(TLS_server_method()))
    { }

    std::shared_ptr<TlsContext> load()
    {
        const bool fits = loadCertificate() && loadKey() && loadClientCa();
        return fits ? m_context : nullptr;
    }

private:
    bool fail(const QString &why)
    {
        *m_error = why;
        return false;
    }
    std::optional<QByteArray> read(const QString &path, const QString &what);
    bool loadCertificate();
    bool loadKey();
    bool loadClientCa();
    bool useChain(const std::vector<CertificatePtr> &chain);
    void warnOfDates(const X509 *certificate);
    SSL_CTX *handle() { return m_context->handle(); }

    const TlsOptions &m_options;
    QString *m_error;
    std::shared_ptr<TlsContext> m_context;
    QByteArray m_certificatePem;
    QString m_certificateName = QStringLiteral("memory"); // for people: a quoted file name, or that
    QString m_keyName = QStringLiteral("memory");
};

std::optional<QByteArray> TlsContextLoader::read(const QString &path, const QString &what)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        fail(QStringLiteral("Cannot read the %1 %2: %3").arg(what, quoted(path), file.errorString()));
        return std::nullopt;
    }
    return file.read(MaxPemBytes);
}

bool TlsContextLoader::loadCertificate()
{
    if (m_options.certificate.isEmpty()) {
        if (m_options.certificateFile.isEmpty())
            return fail(QStringLiteral("TLS needs a certificate: name its file (PEM)"));
        const auto pem = read(m_options.certificateFile, QStringLiteral("certificate file"));
        if (!pem)
            return false;
        m_certificatePem = *pem;
        m_certificateName = quoted(m_options.certificateFile);
    } else {
        m_certificatePem = m_options.certificate;
    }
    const std::vector<CertificatePtr> chain = certificatesIn(m_certificatePem);
    if (chain.empty()) {
        return fail(
            QStringLiteral("There is no PEM certificate (-----BEGIN CERTIFICATE-----) in %1; one in DER is "
                           "converted by: openssl x509 -inform der -in FILE -out FILE.pem")
                .arg(m_certificateName));
    }
    return useChain(chain);
}

bool TlsContextLoader::useChain(const std::vector<CertificatePtr> &chain)
{
    warnOfDates(chain.front().get());
    if (SSL_CTX_use_certificate(handle(), chain.front().get()) != 1) {
        return fail(
            QStringLiteral("OpenSSL does not use the certificate in %1: %2; make one with an EC P-256 "
                           "or an RSA 2048 key, signed with SHA-256")
                .arg(m_certificateName, takeOpenSslError()));
    }
    for (size_t i = 1; i < chain.size(); ++i)
        SSL_CTX_add1_chain_cert(handle(), chain[i].get());
    return true;
}

void TlsContextLoader::warnOfDates(const X509 *certificate)
{
    const ASN1_TIME *begin = X509_get0_notBefore(certificate);
    const ASN1_TIME *end = X509_get0_notAfter(certificate);
    QString when;
    if (X509_cmp_current_time(end) < 0)
        when = QStringLiteral("expired on %1").arg(dateOf(end));
    else if (X509_cmp_current_time(begin) > 0)
        when = QStringLiteral("is not valid before %1").arg(dateOf(begin));
    if (!when.isEmpty())
        m_context->m_warnings.append(
            QStringLiteral("The certificate in %1 %2: clients will refuse it").arg(m_certificateName, when));
}

bool TlsContextLoader::loadKey()
{
    QByteArray pem = m_options.key;
    if (pem.isEmpty() && !m_options.keyFile.isEmpty()) {
        const auto content = read(m_options.keyFile, QStringLiteral("key file"));
        if (!content)
            return false;
        pem = *content;
        m_keyName = quoted(m_options.keyFile);
    } else if (pem.isEmpty()) {
        pem = m_certificatePem;
        m_keyName = m_certificateName;
    }
    bool askedForPassword = false;
    const KeyPtr key(
        PEM_read_bio_PrivateKey(memoryReader(pem).get(), nullptr, refusePassword, &askedForPassword));
    ERR_clear_error();
    if (!key && askedForPassword) {
        return fail(QStringLiteral("The key in %1 is encrypted; make a copy without a password: openssl pkey "
                                   "-in FILE -out FILE.pem")
                        .arg(m_keyName));
    }
    if (!key)
        return fail(
            QStringLiteral("There is no PEM key (-----BEGIN PRIVATE KEY-----) in %1: name the key's file")
                .arg(m_keyName));
    if (SSL_CTX_use_PrivateKey(handle(), key.get()) != 1) {
        ERR_clear_error();
        return fail(QStringLiteral("The key in %1 does not belong to the certificate in %2: name the key "
                                   "that the certificate was made for")
                        .arg(m_keyName, m_certificateName));
    }
    return true;
}

bool TlsContextLoader::loadClientCa()
{
    using ClientCertificate = TlsOptions::ClientCertificate;
    if (m_options.clientCertificate == ClientCertificate::NotAsked)
        return true;
    if (m_options.clientCaFile.isEmpty())
        return fail(QStringLiteral(
            "Client certificates are asked for, but no authority is trusted: name its file (PEM)"));
    const auto pem = read(m_options.clientCaFile, QStringLiteral("file of the clients' authority"));
    if (!pem)
        return false;
    const std::vector<CertificatePtr> authorities = certificatesIn(*pem);
    if (authorities.empty())
        return fail(QStringLiteral("There is no PEM certificate of an authority in %1")
                        .arg(quoted(m_options.clientCaFile)));
    for (const CertificatePtr &authority : authorities) {
        X509_STORE_add_cert(SSL_CTX_get_cert_store(handle()), authority.get());
        SSL_CTX_add_client_CA(handle(), authority.get());
    }
    const bool isRequired = m_options.clientCertificate == ClientCertificate::Required;
    SSL_CTX_set_verify(
        handle(), SSL_VERIFY_PEER | (isRequired ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0), nullptr);
    return true;
}

TlsContext::TlsContext(const SSL_METHOD *method) : m_handle(SSL_CTX_new(method))
{
    // RFC 9325 3.3 and 3.4: both are ways to attack. A server that is asked to renegotiate works for free.
    SSL_CTX_set_options(m_handle, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    // 34 KiB less for each idle connection.
    SSL_CTX_set_mode(m_handle, SSL_MODE_RELEASE_BUFFERS);
    // Clients keep their session tickets; a cache here would keep what they do not come back for.
    SSL_CTX_set_session_cache_mode(m_handle, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_session_id_context(m_handle, reinterpret_cast<const unsigned char *>(SessionContext.data()),
        unsigned(SessionContext.size()));
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_handle);
}

std::shared_ptr<const TlsContext> TlsContext::create(const TlsOptions &options, QString *error)
{
    auto context = TlsContextLoader(options, error).load();
    if (context)
        context->setMinimumVersion(options.minimumVersion);
    return context;
}

void TlsContext::setMinimumVersion(TlsOptions::Version version)
{
    const bool only13 = version == TlsOptions::Version::Tls13;
    SSL_CTX_set_min_proto_version(m_handle, only13 ? TLS1_3_VERSION : TLS1_2_VERSION);
}

} // namespace ws

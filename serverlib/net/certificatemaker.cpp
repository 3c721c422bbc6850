// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/certificatemaker_p.h"

#include "serverlib/net/openssl_p.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <array>

namespace ws {

namespace {

using Use = CertificateSpec::Use;

constexpr int Version3 = 2; // RFC 5280 4.1.2.1
constexpr int SerialBits =
    127; // RFC 5280 4.1.2.2: positive, at most 20 bytes; random, so that none comes twice
constexpr qsizetype MaxCommonName = 64; // RFC 5280 appendix A: ub-common-name

CertificatePtr certificateFrom(const QByteArray &pem)
{
    CertificatePtr certificate(PEM_read_bio_X509(memoryReader(pem).get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    return certificate;
}

KeyPtr keyFrom(const QByteArray &pem)
{
    return KeyPtr(PEM_read_bio_PrivateKey(memoryReader(pem).get(), nullptr, nullptr, nullptr));
}

// As it is named in a certificate: "DNS:bench.local", "IP:192.168.1.20".
QByteArray alternativeName(const QString &name)
{
    const QHostAddress address(name);
    if (address.isNull())
        return "DNS:" + QUrl::toAce(name);
    QHostAddress withoutScope = address;
    withoutScope.setScopeId({});
    return "IP:" + withoutScope.toString().toLatin1();
}

bool setSerial(X509 *certificate)
{
    const OpenSslPtr<BIGNUM, BN_free> serial(BN_new());
    return BN_rand(serial.get(), SerialBits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1
        && BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setSubject(X509 *certificate, const QString &commonName)
{
    if (commonName.isEmpty())
        return true; // RFC 5280 4.1.2.6: the alternative names say whose it is
    const QByteArray utf8 = commonName.left(MaxCommonName).toUtf8();
    return X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8,
               reinterpret_cast<const unsigned char *>(utf8.data()), int(utf8.size()), -1, 0)
        == 1;
}

void setDates(X509 *certificate, const CertificateSpec &spec)
{
    const auto seconds = [](Days days) { return long(std::chrono::seconds(days).count()); };
    X509_gmtime_adj(X509_getm_notBefore(certificate), seconds(spec.begin));
    X509_gmtime_adj(X509_getm_notAfter(certificate), seconds(spec.begin + spec.length));
}

bool extend(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// What RFC 5280 4.2 asks of each kind; strict clients (Python's VERIFY_X509_STRICT) look for all of it.
bool addExtensions(X509 *certificate, X509 *issuer, const CertificateSpec &spec)
{
    const bool isAuthority = spec.use == Use::Authority;
    QByteArrayList names;
    for (const QString &name : spec.names)
        names.append(alternativeName(name));
    return extend(certificate, issuer, NID_basic_constraints,
               isAuthority ? "critical,CA:TRUE,pathlen:0" : "critical,CA:FALSE")
        && extend(certificate, issuer, NID_key_usage,
            isAuthority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature")
        && extend(certificate, issuer, NID_subject_key_identifier, "hash")
        && (issuer == certificate
            || extend(certificate, issuer, NID_authority_key_identifier, "keyid:always"))
        && (isAuthority
            || extend(certificate, issuer, NID_ext_key_usage,
                spec.use == Use::Server ? "serverAuth" : "clientAuth"))
        && (names.isEmpty() || extend(certificate, issuer, NID_subject_alt_name, names.join(',')));
}

TlsIdentity toPem(X509 *certificate, EVP_PKEY *key)
{
    const BioPtr certificateText(BIO_new(BIO_s_mem()));
    const BioPtr keyText(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificateText.get(), certificate);
    PEM_write_bio_PrivateKey(keyText.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return {contentOf(certificateText.get()), contentOf(keyText.get())};
}

bool isFor(X509 *certificate, const QString &name)
{
    const QByteArray plain = alternativeName(name).sliced(alternativeName(name).indexOf(':') + 1);
    return QHostAddress(name).isNull()
        ? X509_check_host(certificate, plain.constData(), size_t(plain.size()), 0, nullptr) == 1
        : X509_check_ip_asc(certificate, plain.constData(), 0) == 1;
}

} // namespace

std::optional<TlsIdentity> makeCertificate(
    const CertificateSpec &spec, const TlsIdentity *issuer, QString *error)
{
    const KeyPtr key(EVP_EC_gen("P-256"));
    const CertificatePtr certificate(X509_new());
    const KeyPtr issuerKey = issuer != nullptr ? keyFrom(issuer->key) : KeyPtr();
    const CertificatePtr issuerCertificate =
        issuer != nullptr ? certificateFrom(issuer->certificate) : CertificatePtr();
    X509 *signer = issuerCertificate ? issuerCertificate.get() : certificate.get();
    EVP_PKEY *signingKey = issuerKey ? issuerKey.get() : key.get();
    setDates(certificate.get(), spec);
    const bool made = key && X509_set_version(certificate.get(), Version3) == 1
        && setSerial(certificate.get()) && setSubject(certificate.get(), spec.commonName)
        && X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer)) == 1
        && X509_set_pubkey(certificate.get(), key.get()) == 1
        && addExtensions(certificate.get(), signer, spec)
        && X509_sign(certificate.get(), signingKey, EVP_sha256()) > 0;
    if (!made) {
        *error = takeOpenSslError();
        return std::nullopt;
    }
    return toPem(certificate.get(), key.get());
}

bool isCertificateGood(
    const QByteArray &certificate, const QByteArray &issuer, const QStringList &names, Days left)
{
    const CertificatePtr checked = certificateFrom(certificate);
    const CertificatePtr authority = certificateFrom(issuer);
    if (!checked || !authority || X509_verify(checked.get(), X509_get0_pubkey(authority.get())) != 1) {
        ERR_clear_error();
        return false;
    }
    time_t then = std::time(nullptr) + std::chrono::seconds(left).count();
    return X509_cmp_time(X509_get0_notAfter(checked.get()), &then) > 0
        && std::ranges::all_of(names, [&checked](const QString &name) { return isFor(checked.get(), name); });
}

} // namespace ws

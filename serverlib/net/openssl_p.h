// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <vector>

namespace ws {

// OpenSSL's objects, freed by their owner's end.

template <auto Free> struct OpenSslDeleter
{
    template <typename Object> void operator()(Object *object) const { Free(object); }
};
template <typename Object, auto Free> using OpenSslPtr = std::unique_ptr<Object, OpenSslDeleter<Free>>;

using BioPtr = OpenSslPtr<BIO, BIO_free>;
using BioMethodPtr = OpenSslPtr<BIO_METHOD, BIO_meth_free>;
using CertificatePtr = OpenSslPtr<X509, X509_free>;
using ExtensionPtr = OpenSslPtr<X509_EXTENSION, X509_EXTENSION_free>;
using KeyPtr = OpenSslPtr<EVP_PKEY, EVP_PKEY_free>;
using SslPtr = OpenSslPtr<SSL, SSL_free>;
using SslContextPtr = OpenSslPtr<SSL_CTX, SSL_CTX_free>;

/// Reads @p bytes, which must outlive it.
inline BioPtr memoryReader(QByteArrayView bytes)
{
    return BioPtr(BIO_new_mem_buf(bytes.data(), int(bytes.size())));
}

/// What a BIO_s_mem() holds.
inline QByteArray contentOf(BIO *memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, size};
}

/// OpenSSL's words for the oldest error that waits in this thread, "ee key too small"; the others are
/// dropped.
inline QString takeOpenSslError()
{
    const char *reason = ERR_reason_error_string(ERR_get_error());
    ERR_clear_error();
    return reason != nullptr ? QString::fromLatin1(reason) : QStringLiteral("unknown error");
}

/// Every certificate of a PEM file.
inline std::vector<CertificatePtr> certificatesIn(QByteArrayView pem)
{
    std::vector<CertificatePtr> certificates;
    const BioPtr reader = memoryReader(pem);
    while (X509 *certificate = PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr))
        certificates.emplace_back(certificate);
    ERR_clear_error(); // the end of the file is one
    return certificates;
}

/// The subject of a certificate as one line (RFC 4514); characters beyond ASCII are escaped.
inline QString subjectOf(const X509 *certificate)
{
    const BioPtr text(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(text.get(), X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
    return QString::fromLatin1(contentOf(text.get()));
}

} // namespace ws

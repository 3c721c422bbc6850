// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/tlsviolation_p.h"

#include "serverlib/net/openssl_p.h"

namespace ws {

namespace {

bool isServer(const SSL *ssl)
{
    return SSL_is_server(ssl) != 0;
}

// RFC 8446 6: "unknown_ca"; OpenSSL says "unknown CA".
QString alertName(int alert)
{
    return QString::fromLatin1(SSL_alert_desc_string_long(alert)).toLower().replace(u' ', u'_');
}

Rule ruleOfAlert(int alert)
{
    switch (alert) {
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_REVOKED:
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_UNKNOWN_CA:
        return Rule::TlsCertificateRejected;
    case SSL_AD_PROTOCOL_VERSION:
        return Rule::TlsVersion;
    default:
        return Rule::TlsFailed;
    }
}

// What the commonest of them say, to those who do not know them by heart.
QString alertMeaning(int alert)
{
    switch (alert) {
    case SSL_AD_UNKNOWN_CA:
        return QStringLiteral("it does not know the authority that signed the certificate");
    case SSL_AD_CERTIFICATE_EXPIRED:
        return QStringLiteral("the certificate is not valid at the time that its clock shows");
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_CERTIFICATE_UNKNOWN:
        return QStringLiteral("it does not trust the certificate, or that is for another name");
    case SSL_AD_HANDSHAKE_FAILURE:
        return QStringLiteral("it accepts nothing of what it was offered");
    default:
        return {};
    }
}

QString alertWords(const SSL *ssl, int alert)
{
    const QString words = QStringLiteral("the %1 sent the alert %2 (%3)")
                              .arg(isServer(ssl) ? QStringLiteral("client") : QStringLiteral("server"))
                              .arg(alertName(alert))
                              .arg(alert);
    const QString meaning = alertMeaning(alert);
    return meaning.isEmpty() ? words : words + QStringLiteral(": ") + meaning;
}

QString versionWords(const SSL *ssl)
{
    if (!isServer(ssl))
        return QStringLiteral("the server speaks older ones only");
    switch (SSL_client_version(ssl)) {
    case SSL3_VERSION:
        return QStringLiteral("the client offers SSL 3.0 at most");
    case TLS1_VERSION:
        return QStringLiteral("the client offers TLS 1.0 at most");
    case TLS1_1_VERSION:
        return QStringLiteral("the client offers TLS 1.1 at most");
    case TLS1_2_VERSION:
        return QStringLiteral("the client offers TLS 1.2 at most");
    default:
        return {};
    }
}

QString certificateWords(const SSL *ssl)
{
    const long result = SSL_get_verify_result(ssl);
    return QString::fromLatin1(X509_verify_cert_error_string(result));
}

} // namespace

Violation tlsViolation(const SSL *ssl, quint64 offset)
{
    const int reason = ERR_GET_REASON(ERR_peek_error());
    const QString reasonWords = takeOpenSslError();
    if (reason > SSL_AD_REASON_OFFSET) {
        const int alert = reason - SSL_AD_REASON_OFFSET;
        return {ruleOfAlert(alert), offset, alertWords(ssl, alert)};
    }
    switch (reason) {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_VERSION_TOO_LOW:
        return {Rule::TlsVersion, offset, versionWords(ssl)};
    case SSL_R_NO_SHARED_CIPHER:
    case SSL_R_NO_SHARED_GROUPS:
    case SSL_R_NO_SHARED_SIGNATURE_ALGORITHMS:
    case SSL_R_NO_SUITABLE_KEY_SHARE:
    case SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM:
        return {Rule::TlsCipher, offset, reasonWords};
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
        return {Rule::TlsClientCertificate, offset, QStringLiteral("it showed none")};
    case SSL_R_CERTIFICATE_VERIFY_FAILED:
        return {isServer(ssl) ? Rule::TlsClientCertificate : Rule::TlsServerCertificate, offset,
            certificateWords(ssl)};
    case SSL_R_WRONG_VERSION_NUMBER:
        return {Rule::TlsFailed, offset, QStringLiteral("what came is not TLS")};
    default:
        return {Rule::TlsFailed, offset, reasonWords};
    }
}

} // namespace ws

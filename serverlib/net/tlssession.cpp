// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/tlssession_p.h"

#include "serverlib/net/tlsviolation_p.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <cstring>

namespace ws {

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context, Output output, const QString &serverName)
    : m_context(std::move(context)), m_output(std::move(output)), m_ssl(SSL_new(m_context->handle()))
{
    BIO *bio = BIO_new(bioMethod());
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl.get(), bio, bio);
    if (!isClient()) {
        SSL_set_accept_state(m_ssl.get());
        return;
    }
    SSL_set_connect_state(m_ssl.get());
    expectServer(serverName);
}

// RFC 6066 3: an address is no server name; RFC 9110 4.3.5: it must stand in the certificate all the same.
void TlsSession::expectServer(const QString &name)
{
    const QByteArray ascii = QUrl::toAce(name);
    if (QHostAddress(name).isNull()) {
        SSL_set_tlsext_host_name(m_ssl.get(), ascii.constData());
        SSL_set1_host(m_ssl.get(), ascii.constData());
    } else {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(m_ssl.get()), name.toLatin1().constData());
    }
}

// A BIO of our own: OpenSSL's memory BIOs copy once more, and keep as much memory as they ever needed.
const BIO_METHOD *TlsSession::bioMethod()
{
    static const BioMethodPtr method = [] {
        BioMethodPtr made(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "ws::TlsSession"));
        BIO_meth_set_read(made.get(), readInput);
        BIO_meth_set_write(made.get(), writeOutput);
        BIO_meth_set_ctrl(
            made.get(), [](BIO *, int command, long, void *) -> long { return command == BIO_CTRL_FLUSH; });
        return made;
    }();
    return method.get();
}

int TlsSession::readInput(BIO *bio, char *data, int size)
{
    auto *session = static_cast<TlsSession *>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    const qsizetype taken = std::min<qsizetype>(size, session->m_input.size());
    if (taken == 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    std::memcpy(data, session->m_input.data(), size_t(taken));
    session->m_input = session->m_input.sliced(taken);
    session->m_inputBytes += quint64(taken);
    return int(taken);
}

int TlsSession::writeOutput(BIO *bio, const char *data, int size)
{
    static_cast<TlsSession *>(BIO_get_data(bio))->m_output(QByteArrayView(data, size));
    return size;
}

TlsSession::Result TlsSession::handshake()
{
    ERR_clear_error();
    return resultOf(SSL_do_handshake(m_ssl.get()));
}

TlsSession::Result TlsSession::read(char *buffer, qsizetype size, qsizetype *got)
{
    size_t bytes = 0;
    ERR_clear_error();
    const Result result = resultOf(SSL_read_ex(m_ssl.get(), buffer, size_t(size), &bytes));
    *got = qsizetype(bytes);
    return result;
}

void TlsSession::write(QByteArrayView bytes)
{
    size_t written = 0;
    ERR_clear_error();
    if (!bytes.isEmpty())
        SSL_write_ex(m_ssl.get(), bytes.data(), size_t(bytes.size()), &written);
}

void TlsSession::shutDown()
{
    ERR_clear_error();
    SSL_shutdown(m_ssl.get());
}

TlsSession::Result TlsSession::resultOf(int returned)
{
    if (returned > 0)
        return Result::Done;
    switch (SSL_get_error(m_ssl.get(), returned)) {
    case SSL_ERROR_WANT_READ:
        return Result::WantsInput;
    case SSL_ERROR_ZERO_RETURN:
        return Result::Closed;
    default:
        m_violation = tlsViolation(m_ssl.get(), m_inputBytes);
        return Result::Failed;
    }
}

// Many a client does not send the alert that would say why.
Violation TlsSession::brokenOff() const
{
    const bool certificateSent = BIO_number_written(SSL_get_wbio(m_ssl.get())) > 0;
    const QString words = QStringLiteral("the connection ended within its handshake");
    return {Rule::TlsFailed, m_inputBytes,
        certificateSent && !isClient()
            ? words + QStringLiteral(", once it had the certificate: the client may not trust that")
            : words};
}

TlsInfo TlsSession::info() const
{
    TlsInfo info;
    // OpenSSL writes "TLSv1.3".
    info.version = QString::fromLatin1(SSL_get_version(m_ssl.get()))
                       .replace(QLatin1String("TLSv"), QLatin1String("TLS "));
    info.cipher = QString::fromLatin1(SSL_CIPHER_standard_name(SSL_get_current_cipher(m_ssl.get())));
    info.serverName = QString::fromUtf8(SSL_get_servername(m_ssl.get(), TLSEXT_NAMETYPE_host_name));
    if (const X509 *certificate = SSL_get0_peer_certificate(m_ssl.get()))
        info.peerSubject = subjectOf(certificate);
    return info;
}

} // namespace ws

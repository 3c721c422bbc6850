// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/openssl_p.h"
#include "serverlib/net/tlscontext.h"
#include "serverlib/net/tlsinfo.h"
#include "serverlib/protocol/rule.h"

#include <functional>
#include <optional>

namespace ws {

/// One end of a TLS connection without its socket: encrypted bytes in and out, plain ones at the
/// other side. OpenSSL reads straight from the input it is given, and writes straight to the output.
class TlsSession
{
public:
    /// Takes encrypted bytes for the peer. Called from within handshake(), read(), write() and shutDown().
    using Output = std::function<void(QByteArrayView bytes)>;
    enum class Result : quint8 {
        Done,
        WantsInput,
        Closed, ///< the peer's close_notify: nothing follows
        Failed, ///< see violation(); an alert has been written where one is due
    };

    /// A client's or a server's end, as the context is. @p serverName is for a client: whom it means to
    /// reach, a name or an address.
    TlsSession(std::shared_ptr<const TlsContext> context, Output output, const QString &serverName);
    Q_DISABLE_COPY_MOVE(TlsSession)

    /// What comes next. A view, used until takeInput(); what was not taken of the last one is dropped.
    void setInput(QByteArrayView bytes) { m_input = bytes; }
    QByteArrayView input() const { return m_input; }
    /// What of the input has not been used yet.
    QByteArrayView takeInput() { return std::exchange(m_input, {}); }

    bool isClient() const { return SSL_is_server(m_ssl.get()) == 0; }
    Result handshake();
    /// The next plain bytes, into @p buffer of @p size; @p got says how many when Done.
    Result read(char *buffer, qsizetype size, qsizetype *got);
    void write(QByteArrayView bytes);
    /// Writes close_notify. Reading goes on.
    void shutDown();

    TlsInfo info() const;
    /// Why it failed.
    const Violation &violation() const { return *m_violation; }
    /// What to say of a peer that leaves within the handshake.
    Violation brokenOff() const;

private:
    static const BIO_METHOD *bioMethod();
    static int readInput(BIO *bio, char *data, int size);
    static int writeOutput(BIO *bio, const char *data, int size);
    void expectServer(const QString &name);
    Result resultOf(int returned);

    std::shared_ptr<const TlsContext> m_context;
    Output m_output;
    QByteArrayView m_input;
    quint64 m_inputBytes = 0; // used so far
    std::optional<Violation> m_violation;
    SslPtr m_ssl;
};

} // namespace ws

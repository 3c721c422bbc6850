// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/tlscontext.h"
#include "serverlib/net/transport.h"

#include <QObject>

namespace ws {

class TlsSession;

/// TLS over any other transport: what bounds, holds back and ends that one's bytes does so
/// for these. (Qt's QSslSocket is no transport of that kind: it brings its own socket and buffers, ends both
/// halves of a connection at once, and does not say which alert came.)
///
/// A client that begins with what looks like HTTP is named (Rule::PlainOnTls), and from then on bytes go
/// through as they are, so that it can be answered. Nothing else is written before secured().
class TlsTransport final : public QObject, public Transport, private TransportHandler
{
    Q_OBJECT

public:
    /// Encrypts what crosses @p inner, and owns that. The end that @p context is for: a client begins the
    /// handshake, with @p serverName, by itself.
    TlsTransport(std::unique_ptr<Transport> inner, std::shared_ptr<const TlsContext> context,
        const QString &serverName = {});
    ~TlsTransport() override;

    void setHandler(TransportHandler *handler) override { m_handler = handler; }
    void write(QByteArrayView head, QByteArrayView payload = {}) override;
    void flush() override { m_inner->flush(); }
    qint64 bytesPending() const override { return m_inner->bytesPending() + m_output.size(); }
    void setReading(bool on) override;
    void setReceiveBuffer(int bytes) override { m_inner->setReceiveBuffer(bytes); }
    void close() override;
    void cut() override;
    void abort() override;
    std::optional<TlsInfo> tlsInfo() const override;
    SocketEnd peer() const override { return m_inner->peer(); }
    SocketEnd local() const override { return m_inner->local(); }

private:
    enum class Phase : quint8 {
        Beginning, ///< nothing has come
        Handshaking,
        Secured,
        Plain, ///< no TLS at all
        Failed,
    };

    void bytesReceived(std::span<char> bytes) override;
    void drained() override;
    void disconnected(const QString &error) override;

    void process(QByteArrayView bytes);
    void goOn();
    void begin();
    void shakeHands();
    void deliver();
    qsizetype take(char *buffer, qsizetype size);
    qsizetype decrypt(char *buffer, qsizetype size);
    void encrypt();
    void tellEnd();
    void end();
    bool mayDeliver() const { return !m_ended && (m_reading || m_broken); }

    std::unique_ptr<Transport> m_inner;
    std::unique_ptr<TlsSession> m_session;
    TransportHandler *m_handler = nullptr;
    QByteArray m_waiting; // input that came while reading was off
    QByteArray m_output; // of this turn, to fill records with
    QString m_error; // of the inner transport's end
    Phase m_phase = Phase::Beginning;
    bool m_reading = true;
    bool m_processing = false;
    bool m_failureOwed = false; // securityFailed() is to be told
    bool m_peerClosed = false; // by close_notify: nothing more is read
    bool m_endOwed = false; // disconnected() is to be told of that
    bool m_broken = false; // the inner transport has ended: disconnected() is to be told
    bool m_closing = false;
    bool m_ended = false; // disconnected() was told, or is not to be
};

} // namespace ws

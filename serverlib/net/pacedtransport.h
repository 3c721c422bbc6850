// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"

#include <QList>
#include <QTimer>

#include <chrono>
#include <deque>

namespace ws {

/// Where bytes are cut into TCP writes, and how long apart those leave.
struct WritePlan
{
    /// Offsets that begin a write of their own, ascending; the others are left out. Empty: one write.
    QList<qsizetype> cuts;
    /// Least time between one piece and the next; 0 for the next turn of the event loop.
    std::chrono::milliseconds gap{0};

    /// Each of @p size bytes in a write of its own.
    static WritePlan byteByByte(qsizetype size);
};

/// A transport that can also write in pieces: each in a system call of its own, once the kernel has taken the
/// one before. With TCP_NODELAY that is a segment of its own, as long as the peer's window is open and the
/// piece fits one. What is written meanwhile waits behind the pieces, so that nothing gets between them.
class PacedTransport final : public QObject, public Transport, private TransportHandler
{
    Q_OBJECT

public:
    /// Writes to @p transport, and owns it.
    explicit PacedTransport(std::unique_ptr<Transport> transport);

    /// Puts what @p wrap makes of the transport that this writes to in its place.
    template <typename Wrap> void wrapTransport(Wrap wrap)
    {
        m_transport = wrap(std::move(m_transport));
        m_transport->setHandler(this);
    }

    /// Like write(), in the pieces of @p plan; what is written later waits until they have left.
    void writeInPieces(QByteArrayView bytes, const WritePlan &plan);

    void setHandler(TransportHandler *handler) override { m_handler = handler; }
    void write(QByteArrayView head, QByteArrayView payload) override;
    void flush() override { m_transport->flush(); }
    std::optional<quint32> stampOutput() override
    {
        return m_waiting == 0 ? m_transport->stampOutput() : std::nullopt; // else the last byte is still here
    }
    std::optional<std::chrono::nanoseconds> elapsedSince(quint32 mark) override
    {
        return m_transport->elapsedSince(mark);
    }
    qint64 bytesPending() const override { return m_transport->bytesPending() + m_waiting; }
    void setReading(bool on) override { m_transport->setReading(on); }
    void setReceiveBuffer(int bytes) override { m_transport->setReceiveBuffer(bytes); }
    void close() override;
    void cut() override;
    void abort() override;
    std::optional<TlsInfo> tlsInfo() const override { return m_transport->tlsInfo(); }
    SocketEnd peer() const override { return m_transport->peer(); }
    SocketEnd local() const override { return m_transport->local(); }

private:
    struct Piece
    {
        QByteArray bytes;
        std::chrono::milliseconds wait{0}; // before it leaves
        bool takesMore = false; // ordinary bytes: they may leave together
    };

    std::span<char> room() override { return m_handler->room(); }
    void bytesReceived(std::span<char> bytes) override { m_handler->bytesReceived(bytes); }
    void drained() override;
    void disconnected(const QString &error) override;
    void secured(const TlsInfo &info) override { m_handler->secured(info); }
    void securityFailed(const Violation &violation) override { m_handler->securityFailed(violation); }

    void append(Piece piece);
    void endStream();
    void prepareNext();
    void writeNext();

    std::unique_ptr<Transport> m_transport;
    TransportHandler *m_handler = nullptr;
    std::deque<Piece> m_pieces;
    qint64 m_waiting = 0; // bytes of m_pieces
    QTimer m_timer{this};
    bool m_inFlight = false; // a piece was written, and the kernel has not taken it yet
    bool m_closing = false;
    bool m_cutting = false; // closing by cut()
};

} // namespace ws

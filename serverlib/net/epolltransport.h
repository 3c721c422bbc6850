// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/epollloop.h"
#include "serverlib/net/kernelstamps.h"
#include "serverlib/net/transport.h"

namespace ws {

/// A connected stream socket in an EpollLoop: recv and send on the descriptor itself, no QTcpSocket. Linux
/// only.
///
/// One recv for each report of the kernel, into memory that all connections share, or where the handler wants
/// it. What the handler writes meanwhile leaves in one sendmsg when it returns; a large payload goes to the
/// kernel from where it lies.
class EpollTransport final : public Transport
{
public:
    /// A TransportFactory, once it is given its @p loop.
    static std::unique_ptr<Transport> adopt(const std::shared_ptr<EpollLoop> &loop, qintptr descriptor);
    ~EpollTransport() override;

    void setHandler(TransportHandler *handler) override { m_handler = handler; }
    void write(QByteArrayView head, QByteArrayView payload) override;
    void writeShared(const QByteArray &bytes) override;
    void flush() override;
    std::optional<quint32> stampOutput() override;
    std::optional<std::chrono::nanoseconds> elapsedSince(quint32 mark) override;
    qint64 bytesPending() const override;
    void setReading(bool on) override;
    void setReceiveBuffer(int bytes) override;
    void close() override;
    void abort() override;
    SocketEnd peer() const override;
    SocketEnd local() const override;

    /// What epoll reports of this socket.
    void serve(quint32 events);
    /// The end of a turn of the event loop in which something was written.
    void turnEnds();

private:
    EpollTransport(std::shared_ptr<EpollLoop> loop, int descriptor);

    // On the stack while a report is served, or a large payload written.
    struct Turn
    {
        std::unique_ptr<EpollLoop::Workspace> workspace;
        bool destroyed = false; // the transport, by its handler

        bool hasRead(QByteArrayView bytes) const;
    };

    // epolltransport.cpp
    void receive();
    ssize_t read(std::span<char> room);
    void endOfStream(int error);
    void finishTurn();
    void watch();
    void release();

    // epolltransportoutput.cpp
    bool isWritable() const { return m_descriptor >= 0 && !m_closing && m_error == 0; }
    void gather(QByteArrayView bytes);
    void queue(QByteArrayView bytes);
    void sendAll();
    void flushLater();
    ssize_t transmit(std::span<iovec> parts);
    void sendPending();
    void sendGathered(GatheredOutput *output);
    void refused(int error);
    void wait();
    void dropPending();
    void sendFin();

    std::shared_ptr<EpollLoop> m_loop;
    TransportHandler *m_handler = nullptr;
    Turn *m_turn = nullptr;
    std::unique_ptr<KernelStamps> m_stamps; // null until a stamp is asked for
    QByteArray m_pending; // on loan from the loop
    qsizetype m_sent = 0; // bytes of m_pending that the kernel has taken
    int m_descriptor; // -1 once released
    int m_error = 0; // why writing failed; the end of the stream says so
    bool m_reading = true;
    bool m_missed = false; // reported again while its handler had not returned
    bool m_waiting = false; // for the kernel to take more
    bool m_wrote = false; // drained() is owed
    bool m_flushQueued = false;
    bool m_stamping = false; // what is being sent
    bool m_closing = false; // FIN once everything has left
};

} // namespace ws

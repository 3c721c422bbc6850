// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/epolltransport.h"

#include "serverlib/net/socketoptions_p.h"

#include <array>
#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace ws {

namespace {

// From this size on a payload is cheaper sent by itself than copied to what is pending.
constexpr qsizetype SendAtOnce = 16 * 1024;
constexpr int SendFlags = MSG_NOSIGNAL | MSG_DONTWAIT;

iovec vectorOf(QByteArrayView bytes)
{
    return {const_cast<char *>(bytes.data()), size_t(bytes.size())}; // the kernel only reads
}

} // namespace

EpollTransport::EpollTransport(std::shared_ptr<EpollLoop> loop, int descriptor)
    : m_loop(std::move(loop)), m_descriptor(descriptor)
{ }

std::unique_ptr<Transport> EpollTransport::adopt(const std::shared_ptr<EpollLoop> &loop, qintptr descriptor)
{
    const int socket = int(descriptor);
    // A bench measures round trips: no waiting to fill segments. Local sockets know no such thing.
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    auto transport = std::unique_ptr<EpollTransport>(new EpollTransport(loop, socket));
    if (!loop->add(transport.get(), socket))
        return nullptr;
    return transport;
}

EpollTransport::~EpollTransport()
{
    if (m_destroyed != nullptr)
        *m_destroyed = true;
    release();
}

void EpollTransport::serve(quint32 events)
{
    if (m_destroyed != nullptr) {
        // Its handler runs an event loop of its own: the rest waits for it to return.
        m_missed = true;
        m_loop->mute(m_descriptor);
        return;
    }
    bool destroyed = false;
    m_destroyed = &destroyed;
    if ((events & quint32(EPOLLOUT)) != 0)
        flush();
    // A pause lasts no longer than the connection: its last bytes come before its end.
    const bool isBroken = (events & quint32(EPOLLHUP | EPOLLERR)) != 0;
    if (isBroken || (m_reading && (events & quint32(EPOLLIN)) != 0))
        receive();
    if (!destroyed && m_wrote)
        finishTurn();
    if (destroyed)
        return;
    m_destroyed = nullptr;
    if (std::exchange(m_missed, false) && m_descriptor >= 0) {
        m_loop->add(this, m_descriptor);
        watch();
    }
}

void EpollTransport::receive()
{
    const bool *const destroyed = m_destroyed;
    auto buffer = m_loop->takeReadBuffer();
    const ssize_t size = ::recv(m_descriptor, buffer.get(), size_t(EpollLoop::ReadSize), MSG_DONTWAIT);
    const int error = errno;
    if (size > 0) {
        m_handler->bytesReceived({buffer.get(), size_t(size)});
        if (*destroyed)
            return;
    }
    m_loop->giveReadBuffer(std::move(buffer));
    if (size == 0)
        endOfStream(m_error);
    else if (size < 0 && error != EAGAIN && error != EINTR)
        endOfStream(qt_error_string(error));
}

void EpollTransport::endOfStream(const QString &error)
{
    flush(); // a peer that ended only its own sending still gets its answers
    m_wrote = false;
    release();
    m_handler->disconnected(error);
}

void EpollTransport::turnEnds()
{
    m_flushQueued = false;
    finishTurn();
}

void EpollTransport::finishTurn()
{
    if (!m_waiting)
        flush();
    if (m_descriptor >= 0 && bytesPending() == 0) {
        m_wrote = false;
        m_handler->drained();
    }
}

void EpollTransport::write(QByteArrayView head, QByteArrayView payload)
{
    if (m_descriptor < 0 || m_closing || !m_error.isNull())
        return;
    m_wrote = true;
    if (payload.size() < SendAtOnce || m_waiting || !sendAtOnce(head, payload)) {
        queue(head);
        queue(payload);
    }
    if (m_destroyed == nullptr)
        flushLater();
}

void EpollTransport::writeShared(const QByteArray &bytes)
{
    if (m_descriptor < 0 || m_closing || !m_error.isNull())
        return;
    m_wrote = true;
    if (m_pending.isNull())
        m_pending = bytes; // copied only if something else is to follow before all has left
    else
        queue(bytes);
    if (m_destroyed == nullptr)
        flushLater();
}

void EpollTransport::queue(QByteArrayView bytes)
{
    if (m_pending.isNull())
        m_pending = m_loop->outputBuffers().take();
    m_pending.append(bytes);
}

// False when nothing was taken, not even what has been pending.
bool EpollTransport::sendAtOnce(QByteArrayView head, QByteArrayView payload)
{
    const QByteArrayView pending = QByteArrayView(m_pending).sliced(m_sent);
    std::array<iovec, 3> parts{vectorOf(pending), vectorOf(head), vectorOf(payload)};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    ssize_t size = 0;
    do {
        size = ::sendmsg(m_descriptor, &message, SendFlags);
    } while (size < 0 && errno == EINTR);
    if (size < 0) {
        refused(errno);
        return !m_error.isNull();
    }
    const qsizetype before = qMin<qsizetype>(size, pending.size());
    const qsizetype ofHead = qMin<qsizetype>(size - before, head.size());
    const qsizetype ofPayload = size - before - ofHead;
    taken(before);
    if (ofPayload < payload.size()) {
        queue(head.sliced(ofHead));
        queue(payload.sliced(ofPayload));
        refused(EAGAIN);
    }
    return true;
}

void EpollTransport::flush()
{
    while (bytesPending() > 0) {
        const ssize_t size =
            ::send(m_descriptor, m_pending.constData() + m_sent, size_t(bytesPending()), SendFlags);
        if (size >= 0) {
            taken(size);
        } else if (errno != EINTR) {
            refused(errno);
            return;
        }
    }
    if (std::exchange(m_waiting, false))
        watch();
    if (m_closing)
        sendFin();
}

// Of what has been pending.
void EpollTransport::taken(qsizetype size)
{
    m_sent += size;
    if (m_sent < m_pending.size() || m_pending.isNull())
        return;
    m_sent = 0;
    m_loop->outputBuffers().give(m_pending);
}

void EpollTransport::refused(int error)
{
    if (error == EAGAIN) {
        if (!std::exchange(m_waiting, true))
            watch();
        return;
    }
    // What the peer sent before it went can still be read, and the end of the stream after that.
    m_error = qt_error_string(error);
    taken(bytesPending());
}

void EpollTransport::flushLater()
{
    if (!m_waiting && !std::exchange(m_flushQueued, true))
        m_loop->flushLater(this);
}

void EpollTransport::setReading(bool on)
{
    if (std::exchange(m_reading, on) != on)
        watch();
}

void EpollTransport::watch()
{
    if (m_descriptor >= 0 && !m_missed)
        m_loop->watch(this, m_descriptor, m_reading, m_waiting);
}

void EpollTransport::close()
{
    if (std::exchange(m_closing, true) || m_descriptor < 0)
        return;
    if (bytesPending() == 0)
        sendFin();
}

void EpollTransport::sendFin()
{
    shutDownSending(m_descriptor);
}

void EpollTransport::abort()
{
    if (m_descriptor < 0)
        return;
    resetOnClose(m_descriptor);
    release();
}

void EpollTransport::release()
{
    if (m_descriptor < 0)
        return;
    m_loop->remove(this, m_descriptor);
    closeDescriptor(std::exchange(m_descriptor, -1));
    m_flushQueued = false;
    taken(bytesPending());
}

QString EpollTransport::peerAddress() const
{
    return socketPeer(m_descriptor).address;
}

quint16 EpollTransport::peerPort() const
{
    return socketPeer(m_descriptor).port;
}

QString EpollTransport::localAddress() const
{
    return socketName(m_descriptor).address;
}

quint16 EpollTransport::localPort() const
{
    return socketName(m_descriptor).port;
}

} // namespace ws

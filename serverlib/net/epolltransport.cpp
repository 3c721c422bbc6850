// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/epolltransport.h"

#include "serverlib/net/socketoptions_p.h"

#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace ws {

namespace {

QString systemText(int error)
{
    return error != 0 ? qt_error_string(error) : QString();
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
    release();
    if (m_turn != nullptr)
        m_turn->destroyed = true;
}

void EpollTransport::serve(quint32 events)
{
    if (m_turn != nullptr) {
        // Its handler runs an event loop of its own: the rest waits for it to return.
        m_missed = true;
        m_loop->mute(m_descriptor);
        return;
    }
    EpollLoop &loop = *m_loop; // outlives its dispatching
    Turn turn{loop.takeWorkspace()};
    m_turn = &turn;
    if ((events & quint32(EPOLLOUT)) != 0)
        sendAll();
    // Stamps are reported like an error. If there is one besides, it is reported again.
    const bool isStamp = (events & quint32(EPOLLERR)) != 0 && m_stamps && m_stamps->readQueue();
    // A pause lasts no longer than the connection: its last bytes come before its end.
    const bool isBroken = (events & quint32(isStamp ? EPOLLHUP : EPOLLHUP | EPOLLERR)) != 0;
    if (isBroken || (m_reading && (events & quint32(EPOLLIN)) != 0))
        receive();
    if (!turn.destroyed)
        flush();
    loop.giveWorkspace(std::move(turn.workspace));
    if (turn.destroyed)
        return;
    m_turn = nullptr;
    if (std::exchange(m_missed, false) && m_descriptor >= 0) {
        m_loop->add(this, m_descriptor);
        watch();
    }
    finishTurn();
}

void EpollTransport::receive()
{
    const Turn &turn = *m_turn;
    std::span<char> room = m_handler->room();
    if (room.empty())
        room = {turn.workspace->read.get(), size_t(EpollLoop::Workspace::ReadSize)};
    const ssize_t size = read(room);
    if (size > 0)
        m_handler->bytesReceived(room.first(size_t(size)));
    else if (size == 0)
        endOfStream(m_error);
    else if (errno != EAGAIN && errno != EINTR)
        endOfStream(errno);
}

ssize_t EpollTransport::read(std::span<char> room)
{
    if (m_stamps && m_stamps->isWaiting())
        return m_stamps->receive(room, MSG_DONTWAIT);
    return ::recv(m_descriptor, room.data(), room.size(), MSG_DONTWAIT);
}

std::optional<std::chrono::nanoseconds> EpollTransport::elapsedSince(quint32 mark)
{
    return m_stamps && m_descriptor >= 0 ? m_stamps->elapsedSince(mark) : std::nullopt;
}

void EpollTransport::endOfStream(int error)
{
    sendAll(); // a peer that ended only its own sending still gets its answers
    m_wrote = false;
    release();
    m_handler->disconnected(systemText(error));
}

void EpollTransport::turnEnds()
{
    m_flushQueued = false;
    flush();
    finishTurn();
}

void EpollTransport::finishTurn()
{
    if (m_descriptor < 0 || bytesPending() > 0 || !std::exchange(m_wrote, false))
        return;
    m_handler->drained();
}

void EpollTransport::setReading(bool on)
{
    if (std::exchange(m_reading, on) != on)
        watch();
}

void EpollTransport::setReceiveBuffer(int bytes)
{
    if (m_descriptor >= 0)
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
}

void EpollTransport::watch()
{
    if (m_descriptor >= 0 && !m_missed)
        m_loop->watch(this, m_descriptor, m_reading, m_waiting);
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
    dropPending();
    if (m_turn != nullptr)
        m_turn->workspace->output.clear();
}

SocketEnd EpollTransport::peer() const
{
    return socketPeer(m_descriptor);
}

SocketEnd EpollTransport::local() const
{
    return socketName(m_descriptor);
}

} // namespace ws

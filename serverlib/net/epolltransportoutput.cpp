// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
// The sending half of EpollTransport.
#include "serverlib/net/epolltransport.h"

#include "serverlib/net/socketoptions_p.h"

#include <algorithm>
#include <cerrno>
#include <functional>
#include <utility>

#include <sys/socket.h>

namespace ws {

namespace {

// From this size on bytes are cheaper sent at once from where they lie than copied.
constexpr qsizetype SendAtOnce = 64 * 1024;
// The same for bytes that lie in the read buffer: there they can wait for the end of the turn.
constexpr qsizetype LeaveInPlace = 4096;
constexpr int SendFlags = MSG_NOSIGNAL | MSG_DONTWAIT;

ssize_t sendParts(int descriptor, std::span<iovec> parts)
{
    // The commonest case by far, and the kernel needs less time for it.
    if (parts.size() == 1)
        return ::send(descriptor, parts.front().iov_base, parts.front().iov_len, SendFlags);
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    return ::sendmsg(descriptor, &message, SendFlags);
}

} // namespace

bool EpollTransport::Turn::hasRead(QByteArrayView bytes) const
{
    const char *const begin = workspace->read.get();
    const char *const end = begin + EpollLoop::Workspace::ReadSize;
    return std::less_equal<>()(begin, bytes.data()) && std::less<>()(bytes.data(), end);
}

qint64 EpollTransport::bytesPending() const
{
    const qsizetype gathered = m_turn != nullptr ? m_turn->workspace->output.size() : 0;
    return m_pending.size() - m_sent + gathered;
}

void EpollTransport::write(QByteArrayView head, QByteArrayView payload)
{
    if (!isWritable())
        return;
    m_wrote = true;
    if (m_turn != nullptr) {
        GatheredOutput &output = m_turn->workspace->output;
        if (!m_waiting && payload.size() < LeaveInPlace && output.hasRoom(head.size() + payload.size())) {
            output.copy(head);
            output.copy(payload);
        } else {
            gather(head);
            gather(payload);
        }
        return;
    }
    if (payload.size() < SendAtOnce || m_waiting) {
        queue(head);
        queue(payload);
    } else {
        Turn turn{m_loop->takeWorkspace()};
        m_turn = &turn;
        gather(head);
        gather(payload);
        m_turn = nullptr;
        m_loop->giveWorkspace(std::move(turn.workspace));
    }
    flushLater();
}

void EpollTransport::writeShared(const QByteArray &bytes)
{
    if (m_turn != nullptr || !m_pending.isNull())
        return write(bytes, {});
    if (!isWritable())
        return;
    m_wrote = true;
    m_pending = bytes; // copied only if something else is to follow before all has left
    flushLater();
}

// Order is kept: what is pending leaves before what is gathered.
void EpollTransport::gather(QByteArrayView bytes)
{
    GatheredOutput &output = m_turn->workspace->output;
    const bool stays = bytes.size() >= LeaveInPlace && m_turn->hasRead(bytes);
    const bool refers = stays || bytes.size() >= SendAtOnce;
    if (!output.hasRoom(refers ? 0 : bytes.size()))
        flush();
    if (m_waiting) {
        queue(bytes);
    } else if (refers) {
        output.refer(bytes);
        if (!stays)
            flush();
    } else {
        output.copy(bytes);
    }
}

void EpollTransport::queue(QByteArrayView bytes)
{
    if (m_pending.isNull())
        m_pending = m_loop->outputBuffers().take();
    m_pending.append(bytes);
}

void EpollTransport::flush()
{
    if (!m_waiting)
        sendAll();
}

std::optional<quint32> EpollTransport::stampOutput()
{
    if (!isWritable() || m_waiting || bytesPending() == 0)
        return std::nullopt;
    if (!m_stamps)
        m_stamps = KernelStamps::of(m_descriptor);
    if (!m_stamps)
        return std::nullopt;
    m_stamping = true;
    sendAll();
    m_stamping = false;
    return m_error == 0 && bytesPending() == 0 ? std::optional(m_stamps->mark()) : std::nullopt;
}

void EpollTransport::sendAll()
{
    if (m_descriptor < 0)
        return;
    if (!m_pending.isNull())
        sendPending();
    if (m_turn != nullptr && !m_turn->workspace->output.isEmpty())
        sendGathered(&m_turn->workspace->output);
    if (bytesPending() > 0)
        return;
    if (std::exchange(m_waiting, false))
        watch();
    if (m_closing)
        sendFin();
}

ssize_t EpollTransport::transmit(std::span<iovec> parts)
{
    if (!m_stamps)
        return sendParts(m_descriptor, parts);
    const ssize_t size =
        m_stamping ? m_stamps->sendStamped(parts, SendFlags) : sendParts(m_descriptor, parts);
    m_stamps->countSent(size_t(std::max<ssize_t>(size, 0)));
    return size;
}

void EpollTransport::sendPending()
{
    while (m_sent < m_pending.size()) {
        iovec left{const_cast<char *>(m_pending.constData()) + m_sent, size_t(m_pending.size() - m_sent)};
        const ssize_t size = transmit({&left, 1});
        if (size >= 0)
            m_sent += size;
        else if (errno != EINTR)
            return refused(errno);
    }
    dropPending();
}

void EpollTransport::sendGathered(GatheredOutput *output)
{
    ssize_t size = 0;
    if (m_pending.isNull()) {
        const std::span<iovec> parts = output->parts();
        do {
            size = transmit(parts);
        } while (size < 0 && errno == EINTR);
        if (size < 0)
            refused(errno);
    }
    if (m_error == 0 && size < output->size()) {
        if (m_pending.isNull())
            m_pending = m_loop->outputBuffers().take();
        output->copyRest(std::max<qsizetype>(size, 0), &m_pending);
        wait();
    }
    output->clear();
}

void EpollTransport::refused(int error)
{
    if (error == EAGAIN)
        return wait();
    // What the peer sent before it went can still be read, and the end of the stream after that.
    m_error = error;
    dropPending();
}

void EpollTransport::wait()
{
    if (!std::exchange(m_waiting, true))
        watch();
}

void EpollTransport::dropPending()
{
    m_sent = 0;
    m_loop->outputBuffers().give(m_pending);
}

void EpollTransport::flushLater()
{
    if (!m_waiting && !std::exchange(m_flushQueued, true))
        m_loop->flushLater(this);
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

} // namespace ws

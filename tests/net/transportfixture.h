// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/net/plaintransport.h"
#include "serverlib/net/sockettransport.h"
#include "tests/server/rawpeer.h"

#include <functional>

/// The transports that keep the contract of transport.h, as a test's global rows: each of its functions runs
/// with each of them.
enum class Kind { Socket, Plain };
inline void addKinds()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("SocketTransport") << Kind::Socket;
    QTest::newRow("plainTransports()") << Kind::Plain; // EpollTransport on Linux
}

/// The kind of the row.
inline ws::TransportFactory transports()
{
    QFETCH_GLOBAL(Kind, kind);
    return kind == Kind::Socket ? ws::TransportFactory(ws::SocketTransport::adopt) : ws::plainTransports();
}

/// Keeps what a transport tells, and may do something within.
class Recorder : public ws::TransportHandler
{
public:
    std::function<void()> onBytes = [] {};
    std::function<void()> onDrained = [] {};
    std::function<void()> onEnd = [] {};
    QByteArray received;
    int drains = 0;
    QStringList ends;
    int mostDeep = 0; // calls of bytesReceived() at a time
    int calls = 0;

    void bytesReceived(std::span<char> bytes) override
    {
        ++calls;
        if (!ends.isEmpty())
            qFatal("bytes after the end");
        mostDeep = qMax(mostDeep, ++m_depth);
        received.append(bytes.data(), qsizetype(bytes.size()));
        std::ranges::fill(bytes, '\xAA'); // the handler's to change
        onBytes();
        --m_depth;
    }
    void drained() override
    {
        ++calls;
        ++drains;
        onDrained();
    }
    void disconnected(const QString &error) override
    {
        ++calls;
        ends << error;
        onEnd();
    }

private:
    int m_depth = 0;
};

/// Where connections are made of which the test holds both ends.
class Doorway
{
public:
    /// @p tight: the kernel keeps a few KiB each way and no more.
    explicit Doorway(bool tight = false) : m_tight(tight)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto *const name = reinterpret_cast<sockaddr *>(&address);
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        limit(m_socket);
        if (::bind(m_socket, name, size) != 0 || ::listen(m_socket, Backlog) != 0
            || ::getsockname(m_socket, name, &size) != 0)
            qFatal("no listening socket");
        m_port = ntohs(address.sin_port);
    }
    ~Doorway() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(Doorway)

    quint16 port() const { return m_port; }
    /// This end of the next connection.
    int accept() const
    {
        const int descriptor = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor < 0)
            qFatal("no connection");
        limit(descriptor);
        return descriptor;
    }

private:
    static constexpr int Backlog = 1024;

    void limit(int descriptor) const
    {
        const int bytes = 16 * 1024;
        if (m_tight
            && (::setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes)) != 0
                || ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes)) != 0))
            qFatal("no bounds for the kernel's buffers");
    }

    bool m_tight;
    int m_socket = -1;
    quint16 m_port = 0;
};

/// A transport, who is told of it, and a peer at the other end.
struct Link
{
    explicit Link(bool tight = false) : Link(Doorway(tight), transports()) { }
    Link(const Doorway &doorway, const ws::TransportFactory &make)
        : peer(doorway.port()), transport(make(doorway.accept()))
    {
        transport->setHandler(&handler);
    }

    RawPeer peer;
    Recorder handler;
    std::unique_ptr<ws::Transport> transport;
};

/// Other bytes at each place, so that a lost or repeated piece shows.
inline QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char((i * 7 + i / 251) % 251);
    return bytes;
}

/// True as long as nothing happens that @p happened tells of: for what must not come.
inline bool staysQuiet(const std::function<bool()> &happened)
{
    return !QTest::qWaitFor(happened, 30);
}

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTest>

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <linux/tcp.h>
#include <memory>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/// A peer that does with a TCP connection what it is told, right or wrong: the system's own socket, because
/// QTcpSocket reads, ends connections and hides resets by itself.
class RawPeer
{
public:
    enum class End { None, Fin, Reset };

    explicit RawPeer(quint16 port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_socket = connected(AF_INET, &address);
    }
    /// Takes over the descriptor of a connected socket.
    static std::unique_ptr<RawPeer> over(int socket)
    {
        return std::unique_ptr<RawPeer>(new RawPeer(socket, 0));
    }
    /// By IPv6, to this machine.
    static std::unique_ptr<RawPeer> overIpv6(quint16 port)
    {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(port);
        address.sin6_addr = in6addr_loopback;
        return over(connected(AF_INET6, &address));
    }
    /// To a local socket.
    static std::unique_ptr<RawPeer> atFile(const QByteArray &path)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy_n(path.data(), qMin(size_t(path.size()), sizeof(address.sun_path) - 1), address.sun_path);
        return over(connected(AF_UNIX, &address));
    }
    ~RawPeer() { leave(); }
    Q_DISABLE_COPY_MOVE(RawPeer)

    /// False when the connection is gone, or its other end does not read any more.
    bool send(const QByteArray &bytes)
    {
        qsizetype sent = 0;
        return QTest::qWaitFor([&] {
            const auto written = ::send(
                m_socket, bytes.data() + sent, size_t(bytes.size() - sent), MSG_DONTWAIT | MSG_NOSIGNAL);
            sent += qMax<qsizetype>(0, written);
            return sent == bytes.size() || (written < 0 && errno != EAGAIN);
        }) && sent == bytes.size();
    }
    /// As much as fits in what lies between; how much that was.
    qsizetype sendSome(const QByteArray &bytes)
    {
        return qMax<qsizetype>(
            0, ::send(m_socket, bytes.data(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL));
    }
    /// Each byte in a segment of its own, read before the next leaves.
    void sendByteByByte(const QByteArray &bytes)
    {
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        for (qsizetype i = 0; i < bytes.size() && send(bytes.sliced(i, 1)); ++i)
            QCoreApplication::processEvents();
    }
    void sendFin() { ::shutdown(m_socket, SHUT_WR); }
    void reset()
    {
        const linger now{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
        leave();
    }
    void leave()
    {
        if (m_socket >= 0)
            ::close(m_socket);
        m_socket = -1;
    }

    /// Everything that has come since the last takeReceived(), and how the stream ended.
    const QByteArray &received()
    {
        char buffer[64 * 1024];
        for (;;) {
            const auto size = ::recv(m_socket, buffer, sizeof(buffer), MSG_DONTWAIT);
            if (size > 0) {
                m_received.append(buffer, size);
                continue;
            }
            if (size == 0)
                m_end = End::Fin;
            else if (errno == ECONNRESET)
                m_end = End::Reset;
            return m_received;
        }
    }
    QByteArray takeReceived() { return std::exchange(m_received, {}); }
    End waitForEnd()
    {
        (void)QTest::qWaitFor([this] {
            received();
            return m_end != End::None;
        });
        return m_end;
    }
    bool waitFor(const QByteArray &bytes)
    {
        return QTest::qWaitFor([&] { return received().contains(bytes); });
    }

    static QByteArray upgradeRequest(const QByteArray &extra = {})
    {
        return "GET /device?id=7 HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + extra + "\r\n";
    }
    /// Upgrades and forgets the 101. False when there was none.
    bool upgrade(const QByteArray &extra = {})
    {
        const bool done = send(upgradeRequest(extra)) && waitFor("\r\n\r\n")
            && received().startsWith("HTTP/1.1 101 ")
            && received().contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
        m_received.remove(0, m_received.indexOf("\r\n\r\n") + 4);
        return done;
    }

    /// Data segments that TCP has received on this connection.
    int segmentsReceived() const
    {
        tcp_info info{};
        socklen_t size = sizeof(info);
        if (::getsockopt(m_socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
            qFatal("the system does not count segments");
        return int(info.tcpi_data_segs_in);
    }

private:
    template <typename Address> static int connected(int family, const Address *address)
    {
        const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::connect(socket, reinterpret_cast<const sockaddr *>(address), sizeof(Address)) != 0)
            qFatal("the peer could not connect");
        return socket;
    }
    RawPeer(int socket, int) : m_socket(socket) { }

    int m_socket = -1;
    QByteArray m_received;
    End m_end = End::None;
};

/// A frame as a client sends it, with a key of its own choice: @p first is the first byte, FIN to opcode.
inline QByteArray clientFrame(quint8 first, const QByteArray &payload)
{
    const QByteArray key("\x37\xFA\x21\x3D");
    const auto size = payload.size();
    QByteArray frame(1, char(first));
    if (size < 126)
        frame += char(0x80 | size);
    else
        frame += QByteArray(1, char(0xFE)) + char(size >> 8) + char(size & 0xFF);
    frame += key;
    for (qsizetype i = 0; i < size; ++i)
        frame += char(payload[i] ^ key[i % key.size()]);
    return frame;
}

/// The Close frame with @p code and nothing else, as a server sends it.
inline QByteArray serverClose(quint16 code)
{
    return QByteArray("\x88\x02", 2) + char(code >> 8) + char(code & 0xFF);
}

/// The payload of a Close frame.
inline QByteArray closePayload(quint16 code, const QByteArray &reason = {})
{
    return QByteArray(1, char(code >> 8)) + char(code & 0xFF) + reason;
}

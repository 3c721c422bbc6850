// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/sockettransport.h"

#include <QHostAddress>

#include <array>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace ws {

namespace {

constexpr qsizetype ReadSize = 64 * 1024;
// What Qt may hold of a peer that sends faster than it is read; TCP holds back the rest.
constexpr qint64 ReadBufferSize = 1024 * 1024;

// An IPv4 peer of a dual-stack server as it calls itself: "192.168.1.20", not "::ffff:192.168.1.20".
QString plainAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4).toString() : address.toString();
}

} // namespace

SocketTransport::SocketTransport(qintptr descriptor)
{
    m_socket.setReadBufferSize(ReadBufferSize);
    connect(&m_socket, &QTcpSocket::readyRead, this, &SocketTransport::receive);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &SocketTransport::bytesLeft);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &SocketTransport::broken);
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] {
        receive();
        end({});
    });
    m_socket.setSocketDescriptor(descriptor);
    // A bench measures round trips: no waiting to fill segments.
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_peerAddress = plainAddress(m_socket.peerAddress());
    m_peerPort = m_socket.peerPort();
}

SocketTransport::~SocketTransport()
{
    m_ended = true;
}

void SocketTransport::write(QByteArrayView bytes)
{
    if (!m_ended && !m_closing)
        m_socket.write(bytes.data(), bytes.size());
}

void SocketTransport::close()
{
    if (m_closing || m_ended)
        return;
    m_closing = true;
    if (m_socket.bytesToWrite() == 0)
        sendFin();
}

void SocketTransport::abort()
{
    m_ended = true;
#ifdef Q_OS_UNIX
    // Closing with a linger time of 0 sends RST instead of FIN.
    const linger reset{1, 0};
    ::setsockopt(int(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
#endif
    m_socket.abort();
}

void SocketTransport::receive()
{
    std::array<char, ReadSize> buffer;
    while (!m_ended) {
        const qint64 size = m_socket.read(buffer.data(), buffer.size());
        if (size <= 0)
            return;
        m_handler->bytesReceived(QByteArrayView(buffer.data(), size));
    }
}

void SocketTransport::bytesLeft()
{
    if (m_ended || m_socket.bytesToWrite() > 0)
        return;
    if (m_closing)
        sendFin();
    m_handler->drained();
}

void SocketTransport::sendFin()
{
#ifdef Q_OS_UNIX
    // Only the sending half: closing a socket with unread input would answer it with RST, and the peer might
    // lose the Close frame that tells it why.
    ::shutdown(int(m_socket.socketDescriptor()), SHUT_WR);
#else
    m_socket.disconnectFromHost();
#endif
}

void SocketTransport::broken(QAbstractSocket::SocketError error)
{
    // The end of the stream is no error; disconnected() follows.
    if (error != QAbstractSocket::RemoteHostClosedError)
        end(m_socket.errorString());
}

void SocketTransport::end(const QString &error)
{
    if (m_ended)
        return;
    m_ended = true;
    m_handler->disconnected(error);
}

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>
#include <QTest>

namespace sockscope {

/// A client that sends the bytes it is told and answers nothing by itself.
class RawClient
{
public:
    static constexpr auto Upgrade = "GET /raw HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    "Sec-WebSocket-Version: 13\r\n\r\n";

    RawClient(quint16 port, const QByteArray &head)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.write(head);
    }

    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    void leave() { m_socket.disconnectFromHost(); }

    /// The head of the answer; empty when none comes.
    QByteArray head()
    {
        const QByteArray end = "\r\n\r\n";
        if (!waitFor([&] { return m_received.contains(end); }))
            return {};
        const qsizetype size = m_received.indexOf(end) + end.size();
        const QByteArray head = m_received.first(size);
        m_received.remove(0, size);
        return head;
    }

    /// The next @p count bytes after the head; empty when they do not come.
    QByteArray take(qsizetype count)
    {
        if (!waitFor([&] { return m_received.size() >= count; }))
            return {};
        const QByteArray bytes = m_received.first(count);
        m_received.remove(0, count);
        return bytes;
    }

private:
    template <typename Condition> bool waitFor(Condition condition)
    {
        return QTest::qWaitFor([&] {
            m_received += m_socket.readAll();
            return condition();
        });
    }

    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace sockscope

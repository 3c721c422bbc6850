// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/upgrade.h"
#include "tests/server/rawpeer.h"

#include <QUrl>

/// A server that answers what it is told, right or wrong: the system's own listening socket.
class RawServer
{
public:
    RawServer() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        constexpr int Backlog = 1024;
        if (::bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) != 0
            || ::listen(m_socket, Backlog) != 0
            || ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            qFatal("the server could not listen");
        m_port = ntohs(address.sin_port);
    }
    ~RawServer() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(RawServer)

    quint16 port() const { return m_port; }
    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(m_port)); }

    /// The next client; nullptr when none comes.
    std::unique_ptr<RawPeer> accept()
    {
        int client = -1;
        (void)QTest::qWaitFor([&] {
            client = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
            return client >= 0;
        });
        return client >= 0 ? RawPeer::over(client) : nullptr;
    }
    /// The next client, and its request in received().
    std::unique_ptr<RawPeer> acceptRequest()
    {
        auto client = accept();
        return client != nullptr && client->waitFor("\r\n\r\n") ? std::move(client) : nullptr;
    }
    /// The next client, upgraded.
    std::unique_ptr<RawPeer> acceptUpgrade(const QByteArray &extra = {})
    {
        auto client = acceptRequest();
        return client != nullptr && client->send(answerTo(client->takeReceived(), extra)) ? std::move(client)
                                                                                          : nullptr;
    }

    /// The 101 that this request asks for.
    static QByteArray answerTo(const QByteArray &request, const QByteArray &extra = {})
    {
        constexpr QByteArrayView Name("Sec-WebSocket-Key: ");
        const qsizetype start = request.indexOf(Name) + Name.size();
        const QByteArray key = request.mid(start, request.indexOf('\r', start) - start);
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: "
            + ws::acceptKeyFor(key) + "\r\n" + extra + "\r\n";
    }

private:
    int m_socket;
    quint16 m_port = 0;
};

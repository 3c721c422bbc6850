// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rawpeer.h"
#include "serverlib/server/serveroptions.h"
#include "tests/net/testcertificates.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

inline ws::ServerOptions tlsServerOptions()
{
    static const ws::TlsIdentity server = testServer();
    ws::ServerOptions options;
    options.tls.emplace();
    options.tls->certificate = server.certificate;
    options.tls->key = server.key;
    return options;
}

/// What a good client trusts and speaks.
inline QSslConfiguration trustingClient()
{
    QSslConfiguration configuration;
    configuration.setCaCertificates({QSslCertificate(testAuthority().certificate)});
    return configuration;
}

/// Qt's TLS client; what it sends and receives is plain to the test.
class TlsPeer
{
public:
    explicit TlsPeer(quint16 port, const QSslConfiguration &configuration = trustingClient())
    {
        socket.setSslConfiguration(configuration);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    }

    bool isSecured()
    {
        return QTest::qWaitFor([this] { return socket.isEncrypted(); });
    }
    bool hasEnded()
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::UnconnectedState; });
    }
    const QByteArray &received()
    {
        m_received += socket.readAll();
        return m_received;
    }
    bool waitFor(const QByteArray &bytes)
    {
        return QTest::qWaitFor([&] { return received().contains(bytes); });
    }
    bool waitForSize(qsizetype size)
    {
        return QTest::qWaitFor([&] { return received().size() >= size; }, 20'000);
    }
    QByteArray takeReceived() { return std::exchange(m_received, {}); }
    /// Upgrades and forgets the 101.
    bool upgrade()
    {
        socket.write(RawPeer::upgradeRequest());
        const bool done = waitFor("\r\n\r\n") && m_received.startsWith("HTTP/1.1 101 ");
        m_received.remove(0, m_received.indexOf("\r\n\r\n") + 4);
        return done;
    }

    QSslSocket socket;

private:
    QByteArray m_received;
};

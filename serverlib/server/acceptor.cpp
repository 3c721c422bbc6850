// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/acceptor_p.h"

#include "serverlib/net/socketoptions_p.h"

#include <QDir>
#include <QHostInfo>
#include <QTimer>

#include <chrono>
#include <utility>

namespace ws {

namespace {

using namespace std::chrono_literals;

// accept() fails while the process has no descriptor to spare. QTcpServer stops for good then; we try again.
constexpr auto RetryAfterError = 200ms;
constexpr int TakesConnections = 1; // of QTcpServer's own queue, which stays empty
constexpr int TakesNone = 0;

QHostAddress resolve(QString host)
{
    // As in a URL (RFC 3986 3.2.2).
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    // QHostAddress("::") would take IPv6 peers alone.
    if (host == QStringLiteral("::"))
        return QHostAddress(QHostAddress::Any);
    const QHostAddress address(host);
    if (!address.isNull())
        return address;
    const QList<QHostAddress> found = QHostInfo::fromName(host).addresses();
    return found.isEmpty() ? QHostAddress() : found.first();
}

} // namespace

Acceptor::Acceptor(TransportFactory factory, Taker taker, QObject *parent)
    : QTcpServer(parent), m_factory(std::move(factory)), m_taker(std::move(taker))
{
    connect(this, &QTcpServer::acceptError, this, [this] {
        QTimer::singleShot(RetryAfterError, this, [this] {
            if (isListening() && !m_held)
                resumeAccepting();
        });
    });
}

QString Acceptor::open(const ServerOptions &options)
{
    if (!options.localName.isEmpty())
        return openLocal(options);
    const QHostAddress address = resolve(options.host);
    if (address.isNull())
        return QStringLiteral("There is no address called \"%1\"").arg(options.host);
    setListenBacklogSize(options.listenQueue);
    return listen(address, options.port) ? QString() : errorString();
}

QString Acceptor::openLocal(const ServerOptions &options)
{
    const QString path = QDir::cleanPath(QDir::current().absoluteFilePath(options.localName));
    auto made = LocalSocketFile::listen(path, options.listenQueue);
    if (const auto *fault = std::get_if<QString>(&made))
        return *fault;
    m_localFile = std::move(std::get<std::unique_ptr<LocalSocketFile>>(made));
    m_localName = path;
    const qintptr descriptor = m_localFile->takeDescriptor();
    if (setSocketDescriptor(descriptor))
        return {};
    closeDescriptor(descriptor);
    return errorString();
}

void Acceptor::stop()
{
    close();
    m_localFile.reset();
}

QString Acceptor::address() const
{
    if (!m_localName.isEmpty())
        return m_localName;
    const QHostAddress bound = m_closedPort != 0 ? m_closedAddress : serverAddress();
    return bound == QHostAddress(QHostAddress::Any) ? QStringLiteral("::") : bound.toString();
}

void Acceptor::hold()
{
    m_held = true;
    // pauseAccepting() would let the loop that we are called from empty the kernel's queue first.
    setMaxPendingConnections(TakesNone);
}

void Acceptor::resume()
{
    if (!std::exchange(m_held, false))
        return;
    setMaxPendingConnections(TakesConnections);
    if (isListening())
        resumeAccepting();
}

void Acceptor::closePort()
{
    if (!m_localName.isEmpty())
        return hold();
    m_closedAddress = serverAddress();
    m_closedPort = serverPort();
    close();
}

QString Acceptor::reopenPort()
{
    if (m_closedPort == 0)
        return {};
    if (!listen(m_closedAddress, m_closedPort))
        return errorString();
    m_closedPort = 0;
    return {};
}

void Acceptor::incomingConnection(qintptr descriptor)
{
    if (auto transport = m_factory(descriptor))
        m_taker(std::move(transport));
}

} // namespace ws

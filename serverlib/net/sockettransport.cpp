// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/sockettransport.h"

#include "serverlib/net/socketoptions_p.h"

#include <QEvent>

#include <array>
#include <utility>

namespace ws {

namespace {

constexpr qsizetype ReadSize = 64 * 1024;

} // namespace

std::unique_ptr<Transport> SocketTransport::adopt(qintptr descriptor)
{
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor)) {
        closeDescriptor(descriptor);
        return nullptr;
    }
    return adoptSocket(std::move(socket));
}

std::unique_ptr<Transport> SocketTransport::adoptSocket(std::unique_ptr<QTcpSocket> socket)
{
    socket->setReadBufferSize(ReadSize);
    // A bench measures round trips: no waiting to fill segments.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    return std::unique_ptr<Transport>(new SocketTransport(socket.release()));
}

SocketTransport::SocketTransport(QTcpSocket *socket)
    : m_socket(socket)
    , m_peer(socket->peerAddress(), socket->peerPort())
    , m_local(socket->localAddress(), socket->localPort())
{
    connect(m_socket, &QTcpSocket::readyRead, this, [this] { fromSocket([this] { readable(); }); });
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] { fromSocket([this] { written(); }); });
    connect(m_socket, &QTcpSocket::errorOccurred, this,
        [this](QAbstractSocket::SocketError error) { fromSocket([this, error] { broken(error); }); });
    // The peer was gone already when FIN was to be sent: Qt calls that no error. Queued, as we called it.
    connect(
        m_socket, &QTcpSocket::disconnected, this,
        [this] {
            m_broken = true;
            readable();
        },
        Qt::QueuedConnection);
    for (QSocketNotifier *notifier : m_socket->findChildren<QSocketNotifier *>())
        notifier->installEventFilter(this);
    // What came before us is told as if it came now.
    if (m_socket->state() != QAbstractSocket::ConnectedState) {
        QMetaObject::invokeMethod(
            this, [this] { broken(m_socket->error()); }, Qt::QueuedConnection);
    } else if (m_socket->bytesAvailable() > 0) {
        QMetaObject::invokeMethod(this, &SocketTransport::readable, Qt::QueuedConnection);
    }
}

// A QTcpSocket must survive its own signals, whatever the handler does in them.
template <typename Slot> void SocketTransport::fromSocket(Slot slot)
{
    const QPointer<SocketTransport> alive(this);
    const bool outer = std::exchange(m_inSocketSignal, true);
    slot();
    if (alive)
        m_inSocketSignal = outer;
}

SocketTransport::~SocketTransport()
{
    m_socket->disconnect(this);
    m_socket->abort();
    if (m_inSocketSignal)
        m_socket->deleteLater();
    else
        delete m_socket;
}

void SocketTransport::write(QByteArrayView head, QByteArrayView payload)
{
    if (m_ended || m_closing || m_broken)
        return;
    m_socket->write(head.data(), head.size());
    m_socket->write(payload.data(), payload.size());
}

// QIODevice keeps a large QByteArray as it is.
void SocketTransport::writeShared(const QByteArray &bytes)
{
    if (!m_ended && !m_closing && !m_broken)
        m_socket->write(bytes);
}

void SocketTransport::setReading(bool on)
{
    if (on && !m_reading) {
        QMetaObject::invokeMethod(this, &SocketTransport::readable, Qt::QueuedConnection);
        seeEnd();
    }
    m_reading = on;
}

void SocketTransport::seeEnd()
{
    if (m_unseenEnd)
        m_unseenEnd->setEnabled(true);
    m_unseenEnd.clear();
}

void SocketTransport::close()
{
    if (m_closing || m_ended)
        return;
    m_closing = true;
    seeEnd();
    if (bytesPending() == 0)
        sendFin();
}

void SocketTransport::abort()
{
    if (m_ended)
        return;
    m_ended = true;
    m_socket->disconnect(this);
    resetOnClose(m_socket->socketDescriptor());
    m_socket->abort();
}

void SocketTransport::readable()
{
    // A handler that runs an event loop of its own is not re-entered: its return finds what came meanwhile.
    if (m_receiving)
        return;
    const QPointer<SocketTransport> alive(this);
    m_receiving = true;
    receive();
    if (!alive)
        return;
    m_receiving = false;
    if (m_broken)
        end();
    else if (!m_ended)
        m_socket->flush(); // the answers to all of this read, together
}

// A pause lasts no longer than the connection: its last bytes come before its end.
void SocketTransport::receive()
{
    const QPointer<SocketTransport> alive(this);
    std::array<char, ReadSize> buffer;
    while (alive && !m_ended && (m_reading || m_broken)) {
        const qint64 size = m_socket->read(buffer.data(), buffer.size());
        if (size <= 0)
            return;
        m_handler->bytesReceived({buffer.data(), size_t(size)});
    }
}

void SocketTransport::written()
{
    if (m_ended || bytesPending() > 0)
        return;
    if (m_closing)
        sendFin();
    m_handler->drained();
}

void SocketTransport::sendFin()
{
    if (!shutDownSending(m_socket->socketDescriptor()))
        m_socket->disconnectFromHost();
}

void SocketTransport::broken(QAbstractSocket::SocketError error)
{
    // Qt's words for a reset and the end of the stream alike; the latter cannot show behind a full buffer.
    if (error != QAbstractSocket::RemoteHostClosedError)
        m_error = m_socket->errorString();
    else if (m_error.isEmpty() && m_socket->bytesAvailable() >= ReadSize)
        m_error = connectionResetText();
    m_broken = true;
    readable();
}

// Asked before Qt is told of activity, the kernel still knows a reset from the end of the stream.
bool SocketTransport::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::SockAct && !m_ended) {
        if (const QString error = takeSocketError(m_socket->socketDescriptor()); !error.isEmpty())
            m_error = error;
        else if (!m_reading && !m_closing && isAtEnd(m_socket->socketDescriptor()))
            return holdEnd(qobject_cast<QSocketNotifier *>(watched));
    }
    return QObject::eventFilter(watched, event);
}

// At the end of the stream QTcpSocket ends both ways at once, so it must not see it during a pause.
bool SocketTransport::holdEnd(QSocketNotifier *notifier)
{
    if (notifier == nullptr || notifier->type() != QSocketNotifier::Read)
        return false;
    notifier->setEnabled(false);
    m_unseenEnd = notifier;
    return true;
}

void SocketTransport::end()
{
    if (std::exchange(m_ended, true))
        return;
    m_handler->disconnected(m_error);
}

} // namespace ws

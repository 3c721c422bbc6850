// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/tlstransport.h"

#include "serverlib/net/tlssession_p.h"

#include <QPointer>

#include <algorithm>
#include <array>
#include <utility>

namespace ws {

namespace {

constexpr qsizetype RecordSize = 16 * 1024; // RFC 8446 5.1: the most that one holds
constexpr qsizetype ReadSize = 4 * RecordSize;

// No TLS record begins with a letter (RFC 8446 5.1), and every HTTP request with a method.
bool isMethodLetter(char c)
{
    return c >= 'A' && c <= 'Z';
}

} // namespace

TlsTransport::TlsTransport(
    std::unique_ptr<Transport> inner, std::shared_ptr<const TlsContext> context, const QString &serverName)
    : m_inner(std::move(inner))
    , m_session(std::make_unique<TlsSession>(
          std::move(context), [this](QByteArrayView bytes) { m_inner->write(bytes); }, serverName))
{
    m_inner->setHandler(this);
    if (!m_session->isClient())
        return;
    m_phase = Phase::Handshaking;
    QMetaObject::invokeMethod(this, &TlsTransport::goOn, Qt::QueuedConnection);
}

TlsTransport::~TlsTransport() = default;

// The small writes of a turn share their records.
void TlsTransport::write(QByteArrayView head, QByteArrayView payload)
{
    if (m_ended || m_closing)
        return;
    if (m_phase == Phase::Plain)
        m_inner->write(head, payload);
    if (m_phase != Phase::Secured)
        return;
    if (m_output.isEmpty() && !m_processing)
        QMetaObject::invokeMethod(this, &TlsTransport::encrypt, Qt::QueuedConnection);
    m_output.append(head);
    if (m_output.size() + payload.size() < RecordSize) {
        m_output.append(payload);
        return;
    }
    encrypt();
    m_session->write(payload);
}

void TlsTransport::encrypt()
{
    if (!m_ended)
        m_session->write(std::exchange(m_output, {}));
}

void TlsTransport::setReading(bool on)
{
    if (on && !m_reading)
        QMetaObject::invokeMethod(this, &TlsTransport::goOn, Qt::QueuedConnection);
    m_reading = on;
    m_inner->setReading(on);
}

// RFC 8446 6.1: close_notify ends our direction only, as FIN does.
void TlsTransport::close()
{
    if (m_ended || std::exchange(m_closing, true))
        return;
    if (m_phase == Phase::Secured) {
        encrypt();
        m_session->shutDown();
    }
    m_inner->close();
}

void TlsTransport::cut()
{
    if (m_ended || std::exchange(m_closing, true))
        return;
    if (m_phase == Phase::Secured)
        encrypt();
    m_inner->cut();
}

void TlsTransport::abort()
{
    m_ended = true;
    m_inner->abort();
}

std::optional<TlsInfo> TlsTransport::tlsInfo() const
{
    return m_phase == Phase::Secured ? std::optional(m_session->info()) : std::nullopt;
}

void TlsTransport::bytesReceived(std::span<char> bytes)
{
    const QByteArrayView view(bytes.data(), qsizetype(bytes.size()));
    if (m_processing || !m_waiting.isEmpty())
        m_waiting.append(view);
    else
        process(view);
}

void TlsTransport::drained()
{
    if (!m_ended && m_output.isEmpty() && (m_phase == Phase::Secured || m_phase == Phase::Plain))
        m_handler->drained();
}

// A pause lasts no longer than the connection: its last bytes come before its end.
void TlsTransport::disconnected(const QString &error)
{
    m_error = error;
    m_broken = true;
    goOn();
}

// What waited, and what the session holds decrypted. A handler that runs an event loop of its own is not
// re-entered: its return finds what came meanwhile.
void TlsTransport::goOn()
{
    const QPointer<TlsTransport> alive(this);
    if (m_processing)
        return;
    do {
        const QByteArray bytes = std::exchange(m_waiting, {});
        process(bytes);
    } while (alive && mayDeliver() && !m_waiting.isEmpty());
}

void TlsTransport::process(QByteArrayView bytes)
{
    const QPointer<TlsTransport> alive(this);
    m_processing = true;
    m_session->setInput(bytes);
    if (m_phase == Phase::Beginning && !bytes.isEmpty())
        begin();
    if (alive && m_phase == Phase::Handshaking)
        shakeHands();
    if (alive)
        deliver();
    if (alive && mayDeliver())
        tellEnd();
    if (!alive)
        return;
    m_processing = false;
    if (m_phase == Phase::Secured)
        encrypt();
    const QByteArrayView rest = m_session->takeInput();
    if (m_phase != Phase::Failed && !m_peerClosed)
        m_waiting.prepend(rest.toByteArray());
}

void TlsTransport::begin()
{
    if (!isMethodLetter(m_session->input().front())) {
        m_phase = Phase::Handshaking;
        return;
    }
    m_phase = Phase::Plain;
    m_handler->securityFailed({Rule::PlainOnTls, 0, QStringLiteral("what came looks like plain HTTP")});
}

void TlsTransport::shakeHands()
{
    const TlsSession::Result result = m_session->handshake();
    if (result == TlsSession::Result::Done) {
        m_phase = Phase::Secured;
        m_handler->secured(m_session->info());
    } else if (result != TlsSession::Result::WantsInput) {
        m_phase = Phase::Failed;
        m_failureOwed = true;
    }
}

void TlsTransport::deliver()
{
    const QPointer<TlsTransport> alive(this);
    std::array<char, ReadSize> buffer;
    while (alive && mayDeliver()) {
        const qsizetype size = m_phase == Phase::Plain ? take(buffer.data(), buffer.size())
                                                       : decrypt(buffer.data(), buffer.size());
        if (size == 0)
            return;
        m_handler->bytesReceived({buffer.data(), size_t(size)});
    }
}

qsizetype TlsTransport::take(char *buffer, qsizetype size)
{
    const QByteArrayView input = m_session->takeInput();
    const qsizetype taken = std::min(size, input.size());
    std::copy_n(input.data(), taken, buffer);
    m_session->setInput(input.sliced(taken));
    return taken;
}

// As much as there is and fits; 0 when there is nothing, or nothing more.
qsizetype TlsTransport::decrypt(char *buffer, qsizetype size)
{
    qsizetype filled = 0;
    while (m_phase == Phase::Secured && !m_peerClosed && filled < size) {
        qsizetype got = 0;
        const TlsSession::Result result = m_session->read(buffer + filled, size - filled, &got);
        filled += got;
        if (result == TlsSession::Result::WantsInput)
            break;
        if (result == TlsSession::Result::Closed) {
            m_peerClosed = true;
            m_endOwed = true;
        } else if (result == TlsSession::Result::Failed) {
            m_phase = Phase::Failed;
            m_failureOwed = true;
        }
    }
    return filled;
}

// What had come before it has been given.
void TlsTransport::tellEnd()
{
    const QPointer<TlsTransport> alive(this);
    if (std::exchange(m_failureOwed, false))
        m_handler->securityFailed(m_session->violation());
    else if (m_broken && (m_phase == Phase::Beginning || m_phase == Phase::Handshaking))
        m_handler->securityFailed(m_session->brokenOff());
    if (!alive)
        return;
    if (m_broken) {
        end();
    } else if (std::exchange(m_endOwed, false)) {
        close();
        // Not at once: our close_notify, and what was written before it, have yet to leave.
        QMetaObject::invokeMethod(this, &TlsTransport::end, Qt::QueuedConnection);
    }
}

void TlsTransport::end()
{
    if (!std::exchange(m_ended, true))
        m_handler->disconnected(m_error);
}

} // namespace ws

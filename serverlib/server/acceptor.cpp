// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/acceptor_p.h"

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

void Acceptor::incomingConnection(qintptr descriptor)
{
    if (auto transport = m_factory(descriptor))
        m_taker(std::move(transport));
}

} // namespace ws

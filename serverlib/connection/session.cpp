// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/connection/session_p.h"

#include <utility>

namespace ws {

Session::Session(SessionHost *host, quint64 number, std::unique_ptr<Transport> transport)
    : m_host(host), m_number(number), m_transport(std::move(transport))
{
    m_transport->setHandler(this);
}

void Session::setDeadline(std::chrono::milliseconds fromNow)
{
    setDeadlineAt(fromNow.count() > 0 ? DeadlineWatch::Clock::now() + fromNow : NoDeadline);
}

void Session::setDeadlineAt(DeadlineWatch::Clock::time_point deadline)
{
    m_deadline = deadline;
    if (deadline != NoDeadline)
        m_host->watch(m_number, deadline);
}

std::unique_ptr<Transport> Session::finish()
{
    m_over = true;
    return std::move(m_transport);
}

} // namespace ws

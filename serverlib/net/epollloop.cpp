// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/epollloop.h"

#include "serverlib/net/epolltransport.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>

#include <array>
#include <span>
#include <utility>

#include <sys/epoll.h>
#include <unistd.h>

namespace ws {

namespace {

constexpr size_t BatchSize = 256; // sockets served before Qt's other events get their turn

epoll_event interest(EpollTransport *transport, bool reads, bool writes)
{
    epoll_event event{};
    event.events = (reads ? quint32(EPOLLIN) : 0U) | (writes ? quint32(EPOLLOUT) : 0U);
    event.data.ptr = transport;
    return event;
}

} // namespace

struct EpollLoop::Batch
{
    std::array<epoll_event, BatchSize> events;
    std::span<epoll_event> waiting; // not served yet
    EpollTransport *served = nullptr; // its handler has not returned yet
    Batch *outer; // a handler in its midst runs an event loop of its own
};

EpollLoop::EpollLoop() : m_epoll(epoll_create1(EPOLL_CLOEXEC))
{
    if (!isValid())
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &EpollLoop::dispatch);
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this,
        &EpollLoop::flushServed);
}

EpollLoop::~EpollLoop()
{
    m_notifier.reset(); // before what it watches
    if (isValid())
        ::close(m_epoll);
}

bool EpollLoop::add(EpollTransport *transport, int descriptor)
{
    epoll_event event = interest(transport, true, false);
    return epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void EpollLoop::watch(EpollTransport *transport, int descriptor, bool reads, bool writes)
{
    epoll_event event = interest(transport, reads, writes);
    epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
}

void EpollLoop::mute(int descriptor)
{
    epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
}

void EpollLoop::remove(EpollTransport *transport, int descriptor)
{
    mute(descriptor);
    for (Batch *batch = m_batch; batch != nullptr; batch = batch->outer) {
        for (epoll_event &event : batch->waiting) {
            if (event.data.ptr == transport)
                event.data.ptr = nullptr;
        }
        if (batch->served == transport)
            batch->served = nullptr;
    }
    std::erase(m_unflushed, transport);
}

void EpollLoop::flushLater(EpollTransport *transport)
{
    m_unflushed.push_back(transport);
    // Within a batch too: the handler that is being called may run an event loop of its own.
    if (!std::exchange(m_flushPosted, true))
        QCoreApplication::postEvent(this, new QEvent(QEvent::UpdateRequest), Qt::LowEventPriority);
}

std::unique_ptr<EpollLoop::Workspace> EpollLoop::takeWorkspace()
{
    return m_workspace ? std::move(m_workspace) : std::make_unique<Workspace>();
}

void EpollLoop::giveWorkspace(std::unique_ptr<Workspace> workspace)
{
    workspace->output.clear();
    m_workspace = std::move(workspace);
}

void EpollLoop::dispatch()
{
    const auto alive = shared_from_this(); // a handler may end everything else
    Batch batch;
    const int count = epoll_wait(m_epoll, batch.events.data(), int(batch.events.size()), 0);
    if (count <= 0)
        return;
    batch.waiting = std::span(batch.events).first(size_t(count));
    batch.outer = m_batch;
    m_batch = &batch;
    while (!batch.waiting.empty()) {
        const epoll_event event = batch.waiting.front();
        batch.waiting = batch.waiting.subspan(1);
        batch.served = static_cast<EpollTransport *>(event.data.ptr);
        if (batch.served != nullptr)
            batch.served->serve(event.events);
    }
    batch.served = nullptr;
    m_batch = batch.outer;
    flushAll();
}

bool EpollLoop::event(QEvent *event)
{
    if (event->type() != QEvent::UpdateRequest)
        return QObject::event(event);
    const auto alive = shared_from_this();
    m_flushPosted = false;
    flushAll();
    return true;
}

// If somebody is served, it is an event loop within a handler that is about to wait: what is written to the
// handler's own connection meanwhile leaves now, not when it returns.
void EpollLoop::flushServed()
{
    for (const Batch *batch = m_batch; batch != nullptr; batch = batch->outer) {
        if (batch->served != nullptr)
            batch->served->turnEnds();
    }
}

// Handlers may send more meanwhile, or end connections, or all of this.
void EpollLoop::flushAll()
{
    while (!m_unflushed.empty()) {
        EpollTransport *transport = m_unflushed.back();
        m_unflushed.pop_back();
        transport->turnEnds();
    }
}

} // namespace ws

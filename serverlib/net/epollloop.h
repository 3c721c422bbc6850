// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/gatheredoutput.h"
#include "serverlib/protocol/bufferpool.h"

#include <QObject>

#include <memory>
#include <vector>

struct epoll_event;
class QSocketNotifier;

namespace ws {

class EpollTransport;

/// All sockets of one server in one epoll set, and that set watched by one QSocketNotifier: what a turn of
/// Qt's event loop costs does not grow with idle connections. (Qt's own dispatchers poll every descriptor
/// they know.)
///
/// Also lends its transports what only a busy one needs: the memory that is read into, and that of output.
/// Lives in the thread it was made in, as long as one of its transports does.
class EpollLoop : public QObject, public std::enable_shared_from_this<EpollLoop>
{
    Q_OBJECT

public:
    /// Memory for serving one socket.
    struct Workspace
    {
        static constexpr qsizetype ReadSize = 512 * 1024;

        std::unique_ptr<char[]> read = std::make_unique_for_overwrite<char[]>(size_t(ReadSize));
        GatheredOutput output;
    };

    EpollLoop();
    ~EpollLoop() override;
    /// False when the system had no descriptor left.
    bool isValid() const { return m_epoll >= 0; }

    bool add(EpollTransport *transport, int descriptor);
    void watch(EpollTransport *transport, int descriptor, bool reads, bool writes);
    /// Reports nothing of the socket until it is added again.
    void mute(int descriptor);
    /// Forgets the transport, also in the events being worked off.
    void remove(EpollTransport *transport, int descriptor);
    /// Flushes the transport at the end of this turn of the event loop.
    void flushLater(EpollTransport *transport);

    /// With no output. A handler may run an event loop of its own, so more than one can be out at a time.
    std::unique_ptr<Workspace> takeWorkspace();
    void giveWorkspace(std::unique_ptr<Workspace> workspace);
    BufferPool &outputBuffers() { return m_outputBuffers; }

protected:
    bool event(QEvent *event) override;

private:
    struct Batch; // events being worked off

    void dispatch();
    void flushServed();
    void flushAll();

    int m_epoll;
    std::unique_ptr<QSocketNotifier> m_notifier;
    Batch *m_batch = nullptr; // the innermost, while dispatching
    std::vector<EpollTransport *> m_unflushed;
    bool m_flushPosted = false;
    std::unique_ptr<Workspace> m_workspace;
    BufferPool m_outputBuffers;
};

} // namespace ws

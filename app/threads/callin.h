// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QRunnable>
#include <QThreadPool>

#include <utility>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

/// Calls between threads. The other thread sees all that was written before the call: Qt's queues see to
/// that, with locks that a thread sanitizer cannot look into. So a call tells it: what was written before
/// handOver() is there after takeOver() of the same address.
namespace sockscope {

inline void handOver([[maybe_unused]] void *call)
{
#ifdef __SANITIZE_THREAD__
    __tsan_release(call);
#endif
}

inline void takeOver([[maybe_unused]] void *call)
{
#ifdef __SANITIZE_THREAD__
    __tsan_acquire(call);
#endif
}

/// A call as a queue carries it.
template <typename Call> class QueuedCall
{
public:
    explicit QueuedCall(Call call) : m_call(std::move(call)) { }
    /// Into the queue, last of all.
    QueuedCall(QueuedCall &&other) noexcept : m_call(std::move(other.m_call)) { handOver(this); }
    QueuedCall &operator=(QueuedCall &&) = delete;
    ~QueuedCall() { takeOver(this); } // in either thread: whichever is the last to let go of it

    void operator()()
    {
        takeOver(this);
        m_call();
        handOver(this);
    }

private:
    Call m_call;
};

/// Calls @p call in the thread of @p receiver, later; never, if that is gone by then.
template <typename Call> void callIn(QObject *receiver, Call call)
{
    QMetaObject::invokeMethod(receiver, QueuedCall<Call>(std::move(call)), Qt::QueuedConnection);
}

/// A call as a pool runs it.
template <typename Call> class PooledCall : public QRunnable
{
public:
    explicit PooledCall(Call call) : m_call(std::move(call)) { handOver(this); }
    PooledCall(const PooledCall &) = delete;
    PooledCall &operator=(const PooledCall &) = delete;
    ~PooledCall() override { takeOver(this); } // the pool may be gone before it comes to run

    void run() override
    {
        takeOver(this);
        m_call();
    }

private:
    Call m_call;
};

/// Calls @p call in a thread of @p pool.
template <typename Call> void callIn(QThreadPool *pool, Call call)
{
    pool->start(new PooledCall<Call>(std::move(call)));
}

} // namespace sockscope

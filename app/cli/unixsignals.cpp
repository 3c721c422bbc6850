// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/unixsignals.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <sys/socket.h>
#include <unistd.h>

namespace sockscope {

namespace {

std::array<int, 2> sockets{-1, -1}; // written by the handler, read in the event loop
volatile std::sig_atomic_t received = 0;

constexpr int SignalExitBase = 128; // the shell's convention for a process that a signal ended

// Only what is safe in a signal handler: one write.
void onSignal(int number)
{
    if (received != 0)
        std::_Exit(SignalExitBase + number);
    received = 1;
    const int interruptedErrno = errno;
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(sockets[0], &byte, sizeof(byte));
    errno = interruptedErrno;
}

void handle(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent) : QObject(parent)
{
    ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data());
    auto *notifier = new QSocketNotifier(sockets[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit endRequested();
    });
    handle(SIGINT, onSignal);
    handle(SIGTERM, onSignal);
    handle(SIGPIPE, SIG_IGN); // a closed stdout is found by the next write
}

UnixSignals::~UnixSignals()
{
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
    ::close(sockets[0]);
    ::close(sockets[1]);
}

} // namespace sockscope

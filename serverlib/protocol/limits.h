// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace ws {

/// Bounds on everything a peer controls. 0 means no bound, unless said otherwise. The defaults hold on a
/// hostile network, and refuse nothing that is legal and real. How many connections there may be at a time is
/// ServerOptions::backlog.
struct Limits
{
    quint64 messageBytes = 100 * 1024 * 1024; ///< payload of one message, as Node ws's maxPayload
    quint64 frameBytes = 0; ///< payload of one frame of a message; 0: what messageBytes allows
    quint64 messageFragments = 1 << 20; ///< frames of one message, empty ones included
    int handshakeBytes = 16 * 1024; ///< request or status line and all headers; at least 256
    int handshakeHeaders = 100; ///< header lines
    int handshakes = 1024; ///< connections whose upgrade is not complete yet; more wait in the kernel's queue
    std::chrono::milliseconds connectTime{30'000}; ///< a client's, from open() to the TCP connection
    std::chrono::milliseconds handshakeTime{10'000}; ///< from the TCP connection to the end of the header
    int refusalBytes = 4 * 1024; ///< what a client keeps of the page that comes with a refusal
    std::chrono::milliseconds closeTime{5'000}; ///< from our Close to the peer's answer and end of stream
    /// Bytes sent but not yet taken by the kernel, because the peer does not read. With more than this
    /// waiting a program is asked to pause, see WebSocketConnection::backpressureChanged(); 0: never.
    quint64 highWaterBytes = 1024 * 1024;
    /// The same bytes: a peer is not read from while a quarter of this waits, and a send that finds more than
    /// all of it waiting fails the connection with 1013 (Rule::OutputQueueFull). So one message of any size
    /// always gets its chance, and memory is bounded by this and messageBytes. The default leaves room for
    /// two messages of the default size. Answers to one read may add as much as it brought.
    quint64 queuedBytes = 256 * 1024 * 1024;
};

} // namespace ws

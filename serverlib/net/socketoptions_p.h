// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/socketend.h"

namespace ws {

// What QTcpSocket does not offer, by its descriptor. On other systems than Unix these do nothing.

/// Closing @p descriptor resets the connection (RST) from now on, instead of ending it (FIN).
void resetOnClose(qintptr descriptor);
/// Sends FIN and leaves the receiving half open. False when the system cannot.
bool shutDownSending(qintptr descriptor);
/// The error that waits on the socket, in the system's words, and clears it; empty for none.
QString takeSocketError(qintptr descriptor);
/// True when the end of the stream is the next thing to be read.
bool isAtEnd(qintptr descriptor);
/// "Connection reset by peer", in the system's words.
QString connectionResetText();
void closeDescriptor(qintptr descriptor);

/// The ends of a connected socket.
SocketEnd socketPeer(qintptr descriptor);
SocketEnd socketName(qintptr descriptor);

} // namespace ws

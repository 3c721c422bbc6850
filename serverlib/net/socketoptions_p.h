// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QString>

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

/// One end of a connection; an address of "" where there is none, as of a local socket.
struct SocketEnd
{
    QString address;
    quint16 port = 0;
};
SocketEnd socketPeer(qintptr descriptor);
SocketEnd socketName(qintptr descriptor);

/// An IPv4 peer of a dual-stack server as it calls itself: "192.168.1.20", not "::ffff:192.168.1.20".
QString plainAddress(const QHostAddress &address);

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "echoserver.h"

#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

/// Connects Qt's own client. False when that fails.
inline bool openClient(QWebSocket *client, const EchoServer &bench, const QStringList &subprotocols = {})
{
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(subprotocols);
    client->open(QUrl(bench.server.url()), options);
    return QTest::qWaitFor([client] { return client->state() == QAbstractSocket::ConnectedState; });
}

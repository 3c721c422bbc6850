// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rawserver.h"
#include "serverlib/client/websocketclient.h"

/// A client that writes down what it tells.
struct Client
{
    explicit Client(const ws::ClientOptions &options) : client(options)
    {
        using ws::WebSocketClient;
        QObject::connect(&client, &WebSocketClient::opened, &client, [this] { ++opened; });
        QObject::connect(&client, &WebSocketClient::messageReceived, &client,
            [this](
                const QByteArray &data, bool isBinary) { messages.append((isBinary ? "b:" : "t:") + data); });
        QObject::connect(&client, &WebSocketClient::pingReceived, &client,
            [this](const QByteArray &data) { pings.append(data); });
        QObject::connect(&client, &WebSocketClient::pongReceived, &client,
            [this](const QByteArray &data) { pongs.append(data); });
        QObject::connect(&client, &WebSocketClient::errorOccurred, &client,
            [this](const ws::ClientError &error) { errors.append(error); });
        QObject::connect(&client, &WebSocketClient::closed, &client,
            [this](quint16 code, const QString &reason, bool wasClean) {
                ends.append(QStringLiteral("%1 \"%2\"%3")
                                .arg(code)
                                .arg(reason, wasClean ? QStringLiteral(" clean") : QString()));
            });
    }

    static ws::ClientOptions to(const QUrl &url)
    {
        ws::ClientOptions options;
        options.url = url;
        return options;
    }
    /// The rule of the only error; the fixture's tests fail on another number of them.
    ws::Rule rule() const
    {
        if (errors.size() != 1 || !errors.first().violation)
            qFatal("there is no violation, or more than one error");
        return errors.first().violation->rule;
    }

    ws::WebSocketClient client;
    int opened = 0;
    QList<QByteArray> messages;
    QList<QByteArray> pings;
    QList<QByteArray> pongs;
    QList<ws::ClientError> errors;
    QStringList ends;
};

/// A client and the other end of its open connection.
struct OpenClient : RawServer, Client
{
    explicit OpenClient(ws::ClientOptions options = {}) : Client(to(std::move(options), url()))
    {
        client.open();
        peer = acceptUpgrade();
        if (!peer || !QTest::qWaitFor([this] { return opened == 1; }))
            qFatal("the client did not open");
    }
    static ws::ClientOptions to(ws::ClientOptions options, const QUrl &url)
    {
        options.url = url;
        return options;
    }
    /// Whether exactly @p bytes have come.
    bool receives(const QByteArray &bytes)
    {
        return QTest::qWaitFor([&] { return peer->received().size() >= bytes.size(); })
            && peer->received() == bytes;
    }

    std::unique_ptr<RawPeer> peer;
};

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchserver.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <memory>

namespace sockscope {

/// A bench server in the test's own thread, with spies on it.
class ServerFixture : public QObject
{
protected:
    /// What a server is written to, new for each.
    struct Bench
    {
        CaptureStore capture;
        ConnectionTable table;
        SampleLog<RttSample> rtts;
        FrameRecorder recorder{&capture, &table, &rtts};
    };

    void reset()
    {
        m_settings = {};
        m_settings.port = 0;
        m_bench = std::make_unique<Bench>();
        m_server = std::make_unique<BenchServer>(&m_bench->recorder);
        m_started = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::started);
        m_startFailed = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::startFailed);
        m_stopped = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::stopped);
        m_opened = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::connectionOpened);
        m_closed = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::connectionClosed);
        m_failed = std::make_unique<QSignalSpy>(m_server.get(), &BenchServer::commandFailed);
    }

    void start()
    {
        m_server->start(m_settings);
        QCOMPARE(m_started->size(), 1);
        QVERIFY(m_server->isListening());
    }

    QUrl url() const { return QUrl(m_started->last().first().value<ListenInfo>().url); }
    quint16 port() const { return m_started->last().first().value<ListenInfo>().port; }
    static quint64 lastNumber(const QSignalSpy &spy) { return spy.last().first().toULongLong(); }

    std::unique_ptr<QWebSocket> connectClient(const QStringList &subprotocols = {})
    {
        const qsizetype before = m_opened->size();
        auto client = std::make_unique<QWebSocket>();
        QWebSocketHandshakeOptions options;
        options.setSubprotocols(subprotocols);
        client->open(url(), options);
        if (!QTest::qWaitFor([&] {
                return m_opened->size() > before && client->state() == QAbstractSocket::ConnectedState;
            }))
            qFatal("the client could not connect");
        return client;
    }

    ServerSettings m_settings;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<BenchServer> m_server;
    std::unique_ptr<QSignalSpy> m_started, m_startFailed, m_stopped, m_opened, m_closed, m_failed;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/benchsession.h"

#include "app/limits/limitsrun.h"
#include "app/session/sessionreplay.h"
#include "app/threads/callin.h"

#include <QTimer>

namespace sockscope {

BenchSession::BenchSession(QObject *parent) : BenchSession(std::make_unique<CaptureStore>(), false, parent)
{ }

BenchSession::BenchSession(std::unique_ptr<CaptureStore> saved, QObject *parent)
    : BenchSession(std::move(saved), true, parent)
{
    replaySession(*m_capture, {&m_connections, &m_rtts, &m_timing});
}

BenchSession::BenchSession(std::unique_ptr<CaptureStore> capture, bool isSaved, QObject *parent)
    : QObject(parent)
    , m_capture(std::move(capture))
    , m_isSaved(isSaved)
    , m_recorder(m_capture.get(), &m_connections, &m_rtts, &m_timing)
    , m_server(new BenchServer(&m_recorder))
    , m_limitsRun(
          new LimitsRun(m_server, &m_recorder, &m_connections, m_capture.get(), &m_limitsBoard, m_server))
{
    m_thread.setObjectName(QStringLiteral("bench I/O"));
    m_server->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    forwardSignals();
    m_thread.start();
}

BenchSession::~BenchSession()
{
    callIn(m_server, [server = m_server, thread = &m_thread] {
        // Direct, in the I/O thread: this thread stands in wait() below and takes no queued calls.
        connect(server, &BenchServer::stopped, server, [thread] { thread->quit(); });
        QTimer::singleShot(ShutdownMs, server, [thread] { thread->quit(); });
        server->stop();
    });
    m_thread.wait();
}

void BenchSession::forwardSignals()
{
    connect(m_server, &BenchServer::started, m_server,
        [this](const ListenInfo &info) { callIn(this, [this, info] { onStarted(info); }); });
    connect(m_server, &BenchServer::startFailed, m_server,
        [this](const QString &reason) { callIn(this, [this, reason] { onStartFailed(reason); }); });
    connect(m_server, &BenchServer::stopped, m_server,
        [this] { callIn(this, [this] { setState(State::Stopped); }); });
    connect(
        m_server, &BenchServer::commandFailed, m_server, [this](quint64 connection, const QString &reason) {
            callIn(this, [this, connection, reason] { emit commandFailed(connection, reason); });
        });
    connect(m_limitsRun, &LimitsRun::refused, m_limitsRun,
        [this](const QString &reason) { callIn(this, [this, reason] { emit limitsRefused(reason); }); });
    connect(m_limitsRun, &LimitsRun::finished, m_limitsRun, [this](const LimitsReport &report) {
        callIn(this, [this, report] { emit limitsFinished(report); });
    });
}

void BenchSession::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void BenchSession::onStarted(const ListenInfo &info)
{
    m_listenInfo = info;
    if (m_state == State::Starting) // else stop() was called meanwhile, and stopped() is on its way
        setState(State::Running);
}

void BenchSession::onStartFailed(const QString &reason)
{
    if (m_state == State::Starting)
        setState(State::Stopped);
    emit startFailed(reason);
}

void BenchSession::start(const ServerSettings &settings)
{
    if (m_state != State::Stopped || m_isSaved) {
        const QString reason = m_isSaved
            ? QStringLiteral("This is a saved log: start the server in the window it was opened from.")
            : m_state == State::Stopping
            ? QStringLiteral("The server is still closing its connections: start it when they are gone.")
            : QStringLiteral("The server runs already: stop it first.");
        callIn(this, [this, reason] { emit startFailed(reason); });
        return;
    }
    m_settings = settings;
    setState(State::Starting);
    callIn(m_server, [server = m_server, settings] { server->start(settings); });
}

void BenchSession::stop()
{
    if (m_state == State::Stopped || m_state == State::Stopping)
        return;
    setState(State::Stopping);
    callIn(m_server, [server = m_server] { server->stop(); });
}

void BenchSession::send(quint64 connection, ws::Opcode opcode, const QByteArray &data, bool mask)
{
    callIn(m_server, [=, server = m_server] { server->send(connection, opcode, data, mask); });
}

void BenchSession::ping(quint64 connection, const QByteArray &data, bool mask)
{
    callIn(m_server, [=, server = m_server] { server->ping(connection, data, mask); });
}

void BenchSession::sendBytes(quint64 connection, const QByteArray &bytes, const ws::WritePlan &plan)
{
    callIn(m_server, [=, server = m_server] { server->sendBytes(connection, bytes, plan); });
}

void BenchSession::close(quint64 connection, quint16 code, const QString &reason)
{
    callIn(m_server, [=, server = m_server] { server->close(connection, code, reason); });
}

void BenchSession::terminate(quint64 connection)
{
    callIn(m_server, [=, server = m_server] { server->terminate(connection); });
}

void BenchSession::findLimits(quint64 connection, const LimitsPlan &plan)
{
    callIn(m_limitsRun, [=, run = m_limitsRun] { run->start(connection, plan); });
}

void BenchSession::cancelLimits()
{
    callIn(m_limitsRun, [run = m_limitsRun] { run->cancel(); });
}

void BenchSession::setReply(Reply reply)
{
    callIn(m_server, [=, server = m_server] { server->setReply(reply); });
}

void BenchSession::setAutomaticPong(bool on)
{
    callIn(m_server, [=, server = m_server] { server->setAutomaticPong(on); });
}

void BenchSession::setPingInterval(int milliseconds)
{
    callIn(m_server, [=, server = m_server] { server->setPingInterval(milliseconds); });
}

void BenchSession::setFaults(const FaultProfile &faults, quint64 seed)
{
    callIn(m_server, [=, server = m_server] { server->setFaults(faults, seed); });
}

void BenchSession::setConnectionFaults(quint64 connection, const std::optional<FaultProfile> &faults)
{
    callIn(m_server, [=, server = m_server] { server->setConnectionFaults(connection, faults); });
}

void BenchSession::catchUp()
{
    callIn(m_server, [this] { callIn(this, [this] { emit caughtUp(); }); });
}

} // namespace sockscope

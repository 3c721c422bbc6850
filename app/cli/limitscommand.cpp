// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/limitscommand.h"

#include "app/limits/limitsjson.h"
#include "app/limits/limitstable.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace sockscope {

namespace {

void say(const QString &what)
{
    std::fprintf(stderr, "sockscope-cli: %s\n", qPrintable(what));
}

} // namespace

LimitsCommand::LimitsCommand(const LimitsOptions &options)
    : m_options(options)
    , m_capture(CaptureStore::MinCapacity)
    , m_recorder(&m_capture, &m_connections, &m_rtts)
    , m_server(&m_recorder)
    , m_run(&m_server, &m_recorder, &m_connections, &m_capture, &m_board)
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, [this] { fail(QStringLiteral("no device came in time")); });
    connect(&m_signals, &UnixSignals::endRequested, this, [this] {
        m_run.cancel();
        m_server.stop();
    });
    connect(&m_server, &BenchServer::started, this, [this](const ListenInfo &info) {
        say(QStringLiteral("listening on %1; waiting for %2")
                .arg(info.url, m_options.device.isEmpty() ? QStringLiteral("a device") : m_options.device));
        m_wait.start(m_options.wait);
    });
    connect(&m_server, &BenchServer::startFailed, this, [](const QString &reason) {
        say(reason);
        QCoreApplication::exit(1);
    });
    connect(&m_server, &BenchServer::stopped, this, [this] { QCoreApplication::exit(m_exitCode); });
    connect(&m_server, &BenchServer::connectionOpened, this, &LimitsCommand::onOpened);
    connect(&m_run, &LimitsRun::refused, this, &LimitsCommand::fail);
    connect(&m_run, &LimitsRun::finished, this, &LimitsCommand::onFinished);
}

int LimitsCommand::run()
{
    // From the event loop, so that a failure can end it.
    QMetaObject::invokeMethod(
        this, [this] { m_server.start(m_options.settings); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

void LimitsCommand::onOpened(quint64 connection)
{
    const auto device = m_connections.find(connection);
    const bool isWanted = m_options.device.isEmpty() || (device && device->device == m_options.device);
    if (!m_wait.isActive() || !isWanted)
        return;
    m_wait.stop();
    say(QStringLiteral("looking for the limits of %1").arg(device ? device->device : QString()));
    m_run.start(connection, m_options.plan);
}

void LimitsCommand::onFinished(const LimitsReport &report)
{
    const QByteArray text = m_options.json ? reportToJson(report) : tableAsText(limitsTable(report)).toUtf8();
    const bool isWritten =
        std::fwrite(text.constData(), 1, size_t(text.size()), stdout) == size_t(text.size())
        && std::fflush(stdout) == 0;
    const QStringList facts = reportFacts(report);
    for (const QString &fact : facts)
        say(fact);
    if (isWritten && report.ending == LimitsEnding::Completed && standsWhatItHasTo(report))
        m_exitCode = 0;
    m_server.stop();
}

bool LimitsCommand::standsWhatItHasTo(const LimitsReport &report) const
{
    bool stands = true;
    for (const LimitAim &wanted : m_options.required) {
        const auto result = std::ranges::find(
            report.results, wanted.kind, [](const LimitResult &found) { return found.aim.kind; });
        const LimitInfo &info = limitInfo(wanted.kind);
        const bool lessIsHarder = info.furthestBound < info.mildest;
        const auto worked = result->bracket.worked;
        const bool isEnough = worked && (lessIsHarder ? *worked <= wanted.bound : *worked >= wanted.bound);
        if (!isEnough)
            say(QStringLiteral("%1: %2 wanted, %3 worked")
                    .arg(QLatin1StringView(info.title), limitValueText(wanted.kind, wanted.bound),
                        workedText(*result)));
        stands &= isEnough;
    }
    return stands;
}

void LimitsCommand::fail(const QString &why)
{
    say(why);
    m_server.stop();
}

} // namespace sockscope

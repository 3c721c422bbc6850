// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/servecommand.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstdio>

namespace sockscope {

namespace {

constexpr int ExitFailed = 1;

void complain(const QString &what)
{
    std::fprintf(stderr, "sockscope-cli: %s\n", qPrintable(what));
}

} // namespace

ServeCommand::ServeCommand(const ServeOptions &options)
    : m_options(options)
    , m_printer(options.json, options.quiet, [this](int error) { outputLost(error); })
    , m_capture(options.capture.capacity)
    , m_recorder(&m_capture, &m_connections, &m_rtts)
    , m_server(&m_recorder)
{
    printEvents();
    connect(&m_signals, &UnixSignals::endRequested, &m_server, &BenchServer::stop);
    connect(&m_server, &BenchServer::startFailed, this, [this](const QString &reason) {
        complain(reason);
        m_exitCode = ExitFailed;
        QCoreApplication::quit();
    });
    connect(&m_server, &BenchServer::commandFailed, this,
        [](quint64, const QString &reason) { complain(reason); });
    connect(&m_server, &BenchServer::stopped, this, &QCoreApplication::quit);
}

void ServeCommand::printEvents()
{
    connect(&m_server, &BenchServer::started, this, [this](const ListenInfo &info) {
        for (const QString &warning : info.warnings)
            complain(warning);
        m_printer.listening(info);
        if (!m_options.faults.profile.name.isEmpty())
            m_printer.faults(m_options.faults.profile.name, m_options.faults.seed);
    });
    connect(&m_server, &BenchServer::faultApplied, this,
        [this](const AppliedFault &fault) { m_printer.fault(fault); });
    connect(&m_server, &BenchServer::connectionOpened, this,
        [this](quint64 number, const QString &peer, const QString &path, const QString &subprotocol,
            const std::optional<ws::TlsInfo> &tls, const QByteArray &extensions) {
            m_printer.connection(number, peer, path, subprotocol, tls, extensions);
        });
    connect(&m_server, &BenchServer::messageReceived, this,
        [this](quint64 number, const QByteArray &data, bool isBinary) {
            m_printer.message(number, data, isBinary);
        });
    connect(&m_server, &BenchServer::pingReceived, this,
        [this](quint64 number, const QByteArray &data) { m_printer.ping(number, data); });
    connect(&m_server, &BenchServer::pongReceived, this,
        [this](quint64 number, const QByteArray &data, qint64 rttNs, RttSource source) {
            m_printer.pong(number, data, rttNs, source);
        });
    connect(&m_server, &BenchServer::connectionClosed, this,
        [this](
            quint64 number, quint16 code, const QString &reason) { m_printer.close(number, code, reason); });
    connect(&m_server, &BenchServer::errorOccurred, this,
        [this](quint64 number, const ws::Violation &violation, bool fatal) {
            m_printer.error(number, violation, fatal);
        });
    connect(&m_server, &BenchServer::handshakeRefused, this,
        [this](quint64 number, int status, const QString &explanation) {
            m_printer.refused(number, status, explanation);
        });
}

int ServeCommand::run()
{
    if (!m_options.capture.path.isEmpty()) {
        if (const QString error = m_capture.keepIn(m_options.capture.path); !error.isEmpty()) {
            complain(error);
            return ExitFailed;
        }
    }
    // From the event loop, so that a failure can end it.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_server.setFaults(m_options.faults.profile, m_options.faults.seed);
            m_server.start(m_options.settings);
        },
        Qt::QueuedConnection);
    QCoreApplication::exec();
    return m_exitCode;
}

void ServeCommand::outputLost(int error)
{
    // A reader that has seen enough is no fault; a full disk is.
    if (error != EPIPE) {
        complain(QStringLiteral("cannot write to the standard output: %1").arg(qt_error_string(error)));
        m_exitCode = ExitFailed;
    }
    m_server.stop();
}

} // namespace sockscope

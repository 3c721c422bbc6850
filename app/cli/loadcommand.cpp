// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/loadcommand.h"

#include "app/load/loadreport.h"

#include <QCoreApplication>

#include <cstdio>

namespace sockscope {

namespace {

constexpr int ExitFailed = 1;

void say(const QString &what)
{
    std::fprintf(stderr, "sockscope-cli: %s\n", qPrintable(what));
}

} // namespace

LoadCommand::LoadCommand(const LoadOptions &options)
    : m_options(options), m_figures(std::make_shared<LoadFigures>()), m_run(options.plan, m_figures)
{
    connect(&m_signals, &UnixSignals::endRequested, &m_run, &LoadRun::stop);
    connect(&m_run, &LoadRun::finished, this,
        [this](const QString &fault) { QCoreApplication::exit(report(fault)); });
}

int LoadCommand::run()
{
    if (const QString fault = reserveSockets(m_options.plan.clients); !fault.isEmpty()) {
        say(fault);
        return ExitFailed;
    }
    m_run.start();
    return QCoreApplication::exec();
}

int LoadCommand::report(const QString &fault) const
{
    const LoadReport report(m_options.plan, *m_figures);
    const QByteArray text = m_options.json ? report.toJson() + '\n' : report.toText().toUtf8();
    const bool isWritten =
        std::fwrite(text.constData(), 1, size_t(text.size()), stdout) == size_t(text.size())
        && std::fflush(stdout) == 0;
    if (!fault.isEmpty())
        say(fault);
    const bool isWhole = report.opened > 0 && report.failed == 0 && report.lost == 0;
    return isWritten && isWhole && fault.isEmpty() ? 0 : ExitFailed;
}

} // namespace sockscope

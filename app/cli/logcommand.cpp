// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/logcommand.h"

#include "app/devices/devicelist.h"
#include "app/devices/devicetable.h"
#include "app/exchange/logimport.h"
#include "app/filter/connectionfacts.h"
#include "app/filter/filter.h"
#include "app/session/sessionindex.h"

#include <QFile>
#include <QSaveFile>

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace sockscope {

namespace {

constexpr int ExitFailed = 1;
constexpr int ExitUsage = 2;

void complain(const QString &what)
{
    std::fprintf(stderr, "sockscope-cli: %s\n", qPrintable(what));
}

// The expression, and below it where it is wrong.
void complainOfFilter(const QString &text, const FilterError &error)
{
    complain(QStringLiteral("--filter: %1").arg(error.message));
    std::fprintf(stderr, "  %s\n  %s%s\n", qPrintable(text), qPrintable(QString(error.position, u' ')),
        qPrintable(QString(std::max<qsizetype>(error.length, 1), u'^')));
}

int writeToFile(const CaptureStore &store, const ExportOptions &options, const QString &path)
{
    QSaveFile file(path);
    QString error;
    if (file.open(QIODevice::WriteOnly))
        error = exportRows(store, options, &file);
    if (error.isEmpty() && file.commit())
        return 0;
    complain(
        QStringLiteral("%1 cannot be written: %2").arg(path, error.isEmpty() ? file.errorString() : error));
    return ExitFailed;
}

int writeDevices(const CaptureStore &store, const LogOptions &options)
{
    DeviceTable table;
    table.setRule(options.rule);
    const SessionIndex index(store, &table);
    const QList<Device> devices = table.devices();
    const QByteArray list = options.format == ExportFormat::JsonLines
        ? devicesAsJsonLines(devices, store.now())
        : devicesAsText(devices, store.now());
    std::fwrite(list.constData(), 1, size_t(list.size()), stdout);
    return 0;
}

int writeToStdout(const CaptureStore &store, ExportOptions options)
{
    std::signal(SIGPIPE, SIG_IGN);
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly)) {
        complain(QStringLiteral("cannot write to the standard output: %1").arg(out.errorString()));
        return ExitFailed;
    }
    int lost = 0;
    options.goesOn = [&](quint64, quint64) {
        if (!out.flush() || out.error() != QFileDevice::NoError)
            lost = errno;
        return lost == 0;
    };
    const QString error = exportRows(store, options, &out);
    if (lost == 0 && (!out.flush() || !error.isEmpty()))
        lost = errno;
    if (lost == 0 || lost == EPIPE) // a reader that has seen enough is no fault
        return 0;
    complain(QStringLiteral("cannot write to the standard output: %1").arg(qt_error_string(lost)));
    return ExitFailed;
}

int writeRows(const CaptureStore &store, const LogOptions &options)
{
    const SessionIndex index(store);
    const RecordedConnections connections(&index);
    const auto compiled = Filter::compile(options.filter, &connections);
    if (const auto *error = std::get_if<FilterError>(&compiled)) {
        complainOfFilter(options.filter, *error);
        return ExitUsage;
    }
    ExportOptions what{options.format};
    if (const auto &filter = std::get<Filter>(compiled); !filter.passesAll())
        what.passes = [&filter](const RowSpan &span, qsizetype i) { return filter.matches(span, i); };
    return options.output.isEmpty() ? writeToStdout(store, what) : writeToFile(store, what, options.output);
}

} // namespace

int runLog(const LogOptions &options)
{
    if (options.format == ExportFormat::Pcapng && options.output.isEmpty() && isatty(STDOUT_FILENO) == 1) {
        complain(QStringLiteral("pcapng is nothing for a terminal: name a file with --output"));
        return ExitUsage;
    }
    const OpenedSession opened = openLog(options.file);
    if (!opened.store) {
        complain(opened.error);
        return ExitFailed;
    }
    const int exitCode =
        options.devices ? writeDevices(*opened.store, options) : writeRows(*opened.store, options);
    if (exitCode == ExitUsage)
        return exitCode;
    for (const QString &problem : opened.problems)
        complain(problem);
    return opened.problems.isEmpty() ? exitCode : ExitFailed;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole window with an echoing server under it, and its log in a file, as people run it. Says its port,
// like the servers here. Measures from the line `measure` on its standard input to the line `report`, which
// it answers with one JSON object before it ends.
#include "../servers/announce.h"
#include "framewatch.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QSocketNotifier>
#include <QTemporaryDir>

#include <algorithm>
#include <iostream>
#include <string>

using namespace sockscope;

namespace {

constexpr qint64 LogBytes = 2LL * 1024 * 1024 * 1024;

double percentile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[size_t(double(values.size() - 1) * share)];
}

QJsonObject percentiles(const std::vector<FrameWatch::Frame> &frames, double FrameWatch::Frame::*figure)
{
    std::vector<double> values;
    values.reserve(frames.size());
    for (const FrameWatch::Frame &frame : frames)
        values.push_back(frame.*figure);
    return {{QStringLiteral("p50"), percentile(values, 0.5)},
        {QStringLiteral("p99"), percentile(values, 0.99)}, {QStringLiteral("max"), percentile(values, 1)}};
}

/// Rows of the log that are messages, and those that it no longer has.
QJsonObject countRows(const CaptureStore &log)
{
    const RowRange rows = log.rows();
    qint64 messages = 0;
    log.forEach(rows.first, rows.end, [&](quint64, const FrameRecord &record) {
        messages += record.kind == RowKind::Frame && !ws::isControl(record.header.opcode);
    });
    return {{QStringLiteral("message_rows"), messages},
        {QStringLiteral("dropped_rows"), qint64(log.droppedRows())}};
}

void report(const FrameWatch &program, const CaptureStore &log)
{
    QJsonObject result = countRows(log);
    result[QStringLiteral("frames")] = qint64(program.frames().size());
    result[QStringLiteral("work_ms")] = percentiles(program.frames(), &FrameWatch::Frame::workMs);
    result[QStringLiteral("interval_ms")] = percentiles(program.frames(), &FrameWatch::Frame::intervalMs);
    std::cout << QJsonDocument(result).toJson(QJsonDocument::Compact).toStdString() << std::endl;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    FrameWatch program(argc, argv);
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    Theme::apply(*qApp, Theme::Mode::Dark);
    BenchSession session;
    if (const QString fault = session.capture().keepIn(folder.filePath(QStringLiteral("log.sockscope")));
        !fault.isEmpty())
        qFatal("%s", qPrintable(fault));
    session.capture().setCapacity(LogBytes);
    MainWindow window(&session, &settings);
    window.show();

    QObject::connect(&session, &BenchSession::startFailed, &session,
        [](const QString &reason) { qFatal("%s", qPrintable(reason)); });
    QObject::connect(&session, &BenchSession::stateChanged, &session, [&session](BenchSession::State state) {
        if (state == BenchSession::State::Running)
            announcePort(session.listenInfo().port);
    });
    ServerSettings server;
    server.port = 0;
    server.reply = Reply::Echo;
    session.start(server);

    QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &program, [&] {
        std::string line;
        if (std::getline(std::cin, line) && line == "measure") {
            program.watch(&window);
            return;
        }
        report(program, session.capture());
        QApplication::quit();
    });
    return QApplication::exec();
}

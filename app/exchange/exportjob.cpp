// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/exportjob.h"

#include "app/filter/filter.h"
#include "app/threads/callin.h"

#include <QDir>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace sockscope {

ExportJob::ExportJob(const CaptureStore *store, const ConnectionSource *connections, QObject *parent)
    : QObject(parent), m_store(store), m_connections(connections)
{ }

ExportJob::~ExportJob() = default; // m_thread stops and joins

void ExportJob::start(const ExportTask &task)
{
    m_thread = std::jthread([this, task](const std::stop_token &stop) {
        const QString error = run(task, stop);
        callIn(this, [this, error, isStopped = stop.stop_requested()] { finish(error, isStopped); });
    });
}

QString ExportJob::run(const ExportTask &task, const std::stop_token &stop)
{
    const auto compiled = Filter::compile(task.filter, m_connections);
    if (const auto *error = std::get_if<FilterError>(&compiled))
        return error->message;
    const auto &filter = std::get<Filter>(compiled);
    QSaveFile file(task.path);
    ExportOptions options{task.format};
    if (task.rows)
        options.passes = [&task](const RowSpan &span, qsizetype i) {
            return std::ranges::binary_search(*task.rows, span.first() + quint64(i));
        };
    else if (!filter.passesAll())
        options.passes = [&filter](const RowSpan &span, qsizetype i) { return filter.matches(span, i); };
    options.goesOn = [&, told = 0](quint64 done, quint64 all) mutable {
        const int progress = all == 0 ? 0 : int(double(done) / double(all) * WholeProgress);
        if (std::exchange(told, progress) != progress)
            emit progressed(progress);
        return !stop.stop_requested() && file.error() == QFileDevice::NoError;
    };
    QString error;
    if (file.open(QIODevice::WriteOnly))
        error = exportRows(*m_store, options, &file);
    if (error.isEmpty() && !stop.stop_requested() && file.commit())
        return {};
    return QStringLiteral("%1 cannot be written: %2")
        .arg(QDir::toNativeSeparators(task.path),
            file.error() == QFileDevice::NoError ? error : file.errorString());
}

void ExportJob::finish(const QString &error, bool isStopped)
{
    m_thread.join();
    if (error.isEmpty())
        emit succeeded();
    else if (isStopped)
        emit stopped();
    else
        emit failed(error);
}

} // namespace sockscope

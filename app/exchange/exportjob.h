// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/rowexport.h"

#include <QObject>

#include <stop_token>
#include <thread>
#include <vector>

namespace sockscope {

class ConnectionSource;

/// What of a log is written, how, and where.
struct ExportTask
{
    QString path;
    ExportFormat format = ExportFormat::JsonLines;
    std::optional<std::vector<quint64>> rows; ///< only those with these numbers, which are in order
    QString filter; ///< only those that pass, see Filter; empty: all
};

/// Exports a log in a thread of its own. The file is there when all of it is, and as it was before otherwise.
class ExportJob : public QObject
{
    Q_OBJECT

public:
    static constexpr int WholeProgress = 1000;

    /// @p store and @p connections, which filters ask, must outlive this.
    ExportJob(const CaptureStore *store, const ConnectionSource *connections, QObject *parent = nullptr);
    /// Stops it, and waits for that.
    ~ExportJob() override;

    /// Ends in succeeded(), failed() or stopped(). One at a time.
    void start(const ExportTask &task);
    void stop() { m_thread.request_stop(); }
    bool isRunning() const { return m_thread.joinable(); }

signals:
    /// Of WholeProgress; emitted in the job's thread.
    void progressed(int progress);
    void succeeded();
    /// @p why in one sentence without a full stop.
    void failed(const QString &why);
    void stopped();

private:
    QString run(const ExportTask &task, const std::stop_token &stop);
    void finish(const QString &error, bool isStopped);

    const CaptureStore *m_store;
    const ConnectionSource *m_connections;
    std::jthread m_thread;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/load/loadreport.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace sockscope {

class LoadRun;

/// Runs loads one after the other, each in an I/O thread of its own. Used from the thread that made it; its
/// functions return at once. report() tells of the run that goes on, or else of the last one.
class LoadBench : public QObject
{
    Q_OBJECT

public:
    explicit LoadBench(QObject *parent = nullptr);
    /// Resets every connection and joins the thread.
    ~LoadBench() override;

    bool isRunning() const { return m_run != nullptr; }
    /// @p plan without faults. Ignored while one runs.
    void start(const LoadPlan &plan);
    /// Sends nothing more; finished() follows within a second or so.
    void stop();

    /// nullptr before the first run. Any thread may read it.
    std::shared_ptr<const LoadFigures> figures() const { return m_figures; }
    LoadReport report() const { return {m_plan, *m_figures}; }

signals:
    void finished(const QString &fault); ///< see LoadRun

private:
    void join();

    LoadPlan m_plan;
    std::shared_ptr<LoadFigures> m_figures;
    QThread m_thread;
    LoadRun *m_run = nullptr; // lives in m_thread, deleted when that ends
};

} // namespace sockscope

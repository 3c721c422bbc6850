// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadbench.h"

#include "app/load/loadrun.h"
#include "app/threads/callin.h"

namespace sockscope {

LoadBench::LoadBench(QObject *parent) : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("load I/O"));
}

LoadBench::~LoadBench()
{
    join();
}

void LoadBench::start(const LoadPlan &plan)
{
    if (isRunning())
        return;
    m_plan = plan;
    m_figures = std::make_shared<LoadFigures>();
    m_run = new LoadRun(plan, m_figures);
    m_run->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_run, &QObject::deleteLater);
    connect(m_run, &LoadRun::finished, m_run, [this](const QString &fault) {
        callIn(this, [this, fault] {
            join();
            emit finished(fault);
        });
    });
    m_thread.start();
    callIn(m_run, [run = m_run] { run->start(); });
}

void LoadBench::stop()
{
    if (isRunning())
        callIn(m_run, [run = m_run] { run->stop(); });
}

void LoadBench::join()
{
    m_run = nullptr;
    m_thread.quit();
    m_thread.wait();
}

} // namespace sockscope

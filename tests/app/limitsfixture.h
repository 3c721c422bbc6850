// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsrun.h"
#include "limiteddevice.h"
#include "serverfixture.h"

namespace sockscope {

/// A bench whose devices are looked at for their limits.
class LimitsFixture : public ServerFixture
{
protected:
    static constexpr int RunMs = 30'000; // only ever reached by a failure

    /// Before and after each test.
    void begin()
    {
        reset();
        m_run = std::make_unique<LimitsRun>(
            m_server.get(), &m_bench->recorder, &m_bench->table, &m_bench->capture, &m_board);
        m_finished = std::make_unique<QSignalSpy>(m_run.get(), &LimitsRun::finished);
        m_refused = std::make_unique<QSignalSpy>(m_run.get(), &LimitsRun::refused);
        start();
    }
    void end()
    {
        m_run.reset();
        m_server.reset();
    }

    LimitsPlan plan(const QList<LimitAim> &aims) const
    {
        LimitsPlan plan;
        plan.aims = aims;
        plan.pongTimeoutMs = 2000;
        plan.returnTimeoutMs = 5000;
        plan.writeGapMs = 1;
        return plan;
    }

    LimitsReport find(const LimitsPlan &plan)
    {
        if (!QTest::qWaitFor([this] { return !m_opened->isEmpty(); }))
            qFatal("the device did not connect");
        m_run->start(lastNumber(*m_opened), plan);
        if (m_finished->isEmpty() && !m_finished->wait(RunMs))
            qFatal("the run did not end");
        return m_finished->takeFirst().first().value<LimitsReport>();
    }

    LimitResult findOne(const LimitAim &aim)
    {
        const LimitsReport report = find(plan({aim}));
        return report.results.first();
    }

    QStringList notes() const
    {
        QStringList notes;
        m_bench->capture.forEach(0, m_bench->capture.rows().end, [&](quint64 row, const FrameRecord &record) {
            if (record.kind == RowKind::Event && record.event == EventKind::Note)
                notes.append(QString::fromUtf8(m_bench->capture.payload(row)));
        });
        return notes;
    }

    LimitsBoard m_board;
    std::unique_ptr<LimitsRun> m_run;
    std::unique_ptr<QSignalSpy> m_finished, m_refused;
};

} // namespace sockscope

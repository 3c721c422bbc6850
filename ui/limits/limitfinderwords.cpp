// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a LimitFinderPanel says, and what came of a search.
#include "app/bench/benchsession.h"
#include "app/limits/limitstable.h"
#include "ui/limits/limitfinderpanel.h"
#include "ui/limits/savedlimitspage.h"

#include <algorithm>

namespace sockscope {

QString LimitFinderPanel::idleWords() const
{
    const auto device = m_session->connections().find(m_connection);
    if (!device || !m_isOpen)
        return tr("Select a device that is connected. It has to answer pings, and to connect again by itself "
                  "whenever a probe was too much.");
    if (m_isStarting)
        return tr("Starting …");
    if (m_stand.version > 0)
        return endingText(m_stand.report.ending);
    return tr("%1 will be probed, and cut off where it fails: it has to connect again by itself.")
        .arg(device->device);
}

QString LimitFinderPanel::runWords(const LimitsStand &stand)
{
    switch (stand.phase) {
    case LimitsPhase::Idle:
        break;
    case LimitsPhase::Checking:
        return tr("Checking that it answers a plain ping.");
    case LimitsPhase::Resting:
    case LimitsPhase::Probing:
    case LimitsPhase::Waiting: // showWait() adds how long
        const LimitResult &result = stand.report.results.at(stand.current);
        return tr("%1 of %2: %3, try %4: %5")
            .arg(stand.current + 1)
            .arg(stand.report.results.size())
            .arg(QLatin1StringView(limitInfo(result.aim.kind).name))
            .arg(result.bracket.tries + 1)
            .arg(limitValueText(result.aim.kind, stand.value));
    }
    return {};
}

void LimitFinderPanel::onFinished(const LimitsReport &report)
{
    showStand(m_session->limits().stand());
    const auto wasTried = [](const LimitResult &result) { return result.bracket.tries > 0; };
    if (std::ranges::none_of(report.results, wasTried)) {
        emit remarked(endingText(report.ending));
        return;
    }
    showReport(report);
    showPage(ResultPage);
    if (const QString fault = m_saved->keep(report); fault.isEmpty())
        emit remarked(tr("%1 The limits of %2 are saved.").arg(endingText(report.ending), report.device));
    else
        emit failed(fault);
}

void LimitFinderPanel::onRefused(const QString &reason)
{
    m_isStarting = false;
    m_refusal = reason;
    showState();
}

void LimitFinderPanel::activateResult(const QModelIndex &index)
{
    if (index.row() >= m_shown.results.size())
        return;
    const LimitResult &result = m_shown.results.at(index.row());
    const auto wanted = index.column() == WorkedColumn ? result.workedRow : result.failedRow;
    const auto row = wanted ? wanted : result.workedRow;
    if (row)
        emit rowActivated(*row);
    else
        emit remarked(tr("This log has no row of it."));
}

void LimitFinderPanel::showSaved(const LimitsReport &report)
{
    showReport(report);
    showPage(ResultPage);
}

} // namespace sockscope

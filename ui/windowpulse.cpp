// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowpulse.h"

#include "app/bench/benchsession.h"
#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/panels/benchtoolbar.h"
#include "ui/widgets/statusline.h"

#include <QCoreApplication>
#include <QLocale>

namespace sockscope {

namespace {

constexpr int FramesPerReport = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("WindowPulse", text);
}

} // namespace

void WindowPulse::refreshed(int openConnections, qint64 nanoseconds)
{
    m_toolBar->setTotals(totals(openConnections));
    showFaults();
    m_costNs += nanoseconds;
    ++m_frames;
    showCost();
}

QString WindowPulse::totals(int openConnections)
{
    const CaptureStore &capture = m_session->capture();
    const QString log =
        tr("log %1 rows, %2").arg(grouped(capture.rows().size()), formatBytes(quint64(capture.bytes())));
    if (m_session->isSaved())
        return QLocale::c().toString(capture.startedAt(), QStringLiteral("d MMM yyyy hh:mm:ss · ")) + log;
    const BenchTotals totals = m_session->connections().totals();
    m_rates.update(totals, capture.now());
    QStringList parts{openConnections == 1 ? tr("1 connection") : tr("%1 connections").arg(openConnections),
        tr("%1 frames/s").arg(grouped(m_rates.framesPerSecond())),
        tr("%1/s").arg(formatBytes(m_rates.bytesPerSecond())), log};
    if (const quint64 dropped = capture.droppedRows())
        parts.append(tr("%1 dropped").arg(grouped(dropped)));
    return parts.join(QStringLiteral(" · "));
}

void WindowPulse::showFaults()
{
    m_status->setViolations(m_session->connections().totals().violations);
    if (m_session->isSaved())
        return;
    const QString fault = m_session->capture().storageFault();
    m_status->setLogFault(fault.isEmpty() ? QString() : tr("the log is not kept in its file"), fault);
}

void WindowPulse::showCost()
{
    if (m_frames < FramesPerReport)
        return;
    constexpr double NsPerMs = 1e6;
    m_status->setFrameCost(double(m_costNs) / m_frames / NsPerMs);
    m_costNs = 0;
    m_frames = 0;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What faults do to a whole connection: at their time, or with a frame.
#include "app/faults/faulttransport.h"

#include <utility>

namespace sockscope {

namespace {

constexpr double MsPerSecond = 1000;

QString seconds(qint64 ms)
{
    return QStringLiteral("%1 s").arg(double(ms) / MsPerSecond);
}

} // namespace

FaultTransport::~FaultTransport()
{
    // The owner has given up a link that is dead: the device is not to learn of it.
    if (m_link && m_frozen)
        retire({m_connection, *m_frozen, std::max(0, m_thaw.remainingTime()), false, true});
    m_toDevice.clear();
    m_fromDevice.clear();
    m_report.tellCounts();
    m_host->transportGone(m_connection);
}

void FaultTransport::applied(const PlacedFault &fault, const QString &words, const QJsonObject &details)
{
    m_report.applied(fault, words, details);
}

void FaultTransport::appliedAgain(const PlacedFault &fault, const QString &words)
{
    m_report.appliedAgain(fault, words);
}

void FaultTransport::startTimers()
{
    for (const PlacedFault &placed : m_faults) {
        const Fault &fault = placed.fault;
        if (faultInfo(fault.kind).place != FaultPlace::Connection
            || fault.text(QStringLiteral("when")) != u"time")
            continue;
        auto timer = std::make_unique<QTimer>();
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
        QTimer *const again = timer.get();
        connect(again, &QTimer::timeout, this, [this, placed, again] {
            if (const qint64 every = placed.fault.number(QStringLiteral("everyMs")); every > 0)
                again->start(int(every));
            act(placed, QStringLiteral("%1 after it opened").arg(seconds(elapsedMs())));
        });
        again->start(int(fault.scope.fromMs));
        m_timers.push_back(std::move(timer));
    }
}

void FaultTransport::act(const PlacedFault &placed, const QString &cause)
{
    if (m_ended || !m_link)
        return;
    const Fault &fault = placed.fault;
    const bool actsAgain =
        fault.kind == FaultKind::IgnoreClose || fault.number(QStringLiteral("everyMs")) > 0;
    if (!actsAgain && !m_acted.insert(placed.index).second)
        return;
    switch (fault.kind) {
    case FaultKind::StopReading:
        return stopReading(placed, cause);
    case FaultKind::CloseWith: {
        const auto code = quint16(fault.number(QStringLiteral("code")));
        const QString reason = fault.text(QStringLiteral("reason"));
        applied(placed, QStringLiteral("Closing with %1, %2").arg(code).arg(cause),
            {{QStringLiteral("code"), code}});
        QMetaObject::invokeMethod(
            this, [this, code, reason] { m_host->closeForFault(m_connection, code, reason); },
            Qt::QueuedConnection);
        return;
    }
    case FaultKind::CutTcp:
        applied(placed, QStringLiteral("Cut TCP (FIN) %1").arg(cause), {});
        return endNow(FaultPiece::Kind::Cut);
    case FaultKind::Reset:
        applied(placed, QStringLiteral("Reset TCP (RST) %1").arg(cause), {});
        return endNow(FaultPiece::Kind::Reset);
    case FaultKind::Freeze:
        return freeze(placed, cause);
    case FaultKind::IgnoreClose:
        return ignoreClose(placed);
    default:
        return; // no other kind acts on a whole connection
    }
}

void FaultTransport::stopReading(const PlacedFault &placed, const QString &cause)
{
    const qint64 ms = placed.fault.number(QStringLiteral("ms"));
    const qint64 buffer = placed.fault.number(QStringLiteral("receiveBuffer"));
    applied(placed, QStringLiteral("Reading nothing for %1, %2").arg(seconds(ms), cause),
        {{QStringLiteral("ms"), ms}});
    if (buffer > 0)
        m_link->setReceiveBuffer(int(buffer));
    m_stopped = true;
    updateReading();
    m_readAgain.start(int(ms));
}

void FaultTransport::freeze(const PlacedFault &placed, const QString &cause)
{
    const qint64 ms = placed.fault.number(QStringLiteral("ms"));
    applied(
        placed, QStringLiteral("Dead link for %1, %2").arg(seconds(ms), cause), {{QStringLiteral("ms"), ms}});
    m_frozen = placed;
    updateReading();
    m_thaw.start(int(ms));
}

void FaultTransport::thaw()
{
    const PlacedFault placed = *std::exchange(m_frozen, std::nullopt);
    if (placed.fault.text(QStringLiteral("then")) == u"reset") {
        applied(placed, QStringLiteral("The dead link is reset (RST)"), {});
        return endNow(FaultPiece::Kind::Reset);
    }
    applied(placed, QStringLiteral("The link lives again"), {});
    releaseOutput();
    updateReading();
    deliver();
}

// The server has done with it; the device waits for an answer, for how long is told.
void FaultTransport::ignoreClose(const PlacedFault &placed)
{
    retire({m_connection, placed, placed.fault.number(QStringLiteral("ms")), true, false});
    QMetaObject::invokeMethod(
        this, [this] { tellEnd({}); }, Qt::QueuedConnection);
}

void FaultTransport::retire(const LingeringLinks::Stay &stay)
{
    m_closed = true;
    m_host->lingeringLinks().keep(std::move(m_link), stay);
}

void FaultTransport::endNow(FaultPiece::Kind kind)
{
    if (!m_link || m_ended)
        return;
    m_closed = true;
    const bool resets = kind == FaultPiece::Kind::Reset;
    if (resets) {
        m_link->abort();
    } else {
        m_link->cut();
        // Else unread input would turn our FIN into a RST.
        PlacedFault cut;
        cut.fault = Fault::ofKind(FaultKind::CutTcp);
        retire({m_connection, cut, CutLingersMs, true, true});
    }
    const QString words =
        resets ? QStringLiteral("reset on purpose (RST)") : QStringLiteral("cut on purpose (FIN)");
    m_host->linkCut(m_connection, words);
    QMetaObject::invokeMethod(
        this, [this, words] { tellEnd(words); }, Qt::QueuedConnection);
}

void FaultTransport::tellEnd(const QString &error)
{
    if (std::exchange(m_ended, true))
        return;
    m_report.tellCounts(); // before the row of the end
    m_handler->disconnected(error);
}

void FaultTransport::abort()
{
    m_closed = true;
    m_ended = true;
    m_report.tellCounts();
    if (m_link && !m_frozen)
        m_link->abort();
}

} // namespace sockscope

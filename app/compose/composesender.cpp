// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/composesender.h"

#include "app/threads/callin.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>

namespace sockscope {

ComposeSender::ComposeSender(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_pool.setMaxThreadCount(1);
    connect(&m_timer, &QTimer::timeout, this, &ComposeSender::sendDue);
}

void ComposeSender::addPlace(ComposeTargets *place)
{
    connect(place, &ComposeTargets::failed, this,
        [this, place](quint64 connection, const QString &reason) { onFailed(place, connection, reason); });
    connect(place, &ComposeTargets::caughtUp, this, [this, place] { onCaughtUp(place); });
}

void ComposeSender::start(const SendOrder &order, const QList<SendAddress> &addresses)
{
    stop();
    m_sent = 0;
    m_total = order.plan.repeat * quint64(order.plan.burst);
    m_trouble.clear();
    m_recipients = std::make_shared<std::vector<Recipient>>();
    for (const SendAddress &address : addresses) {
        m_recipients->push_back(
            {address, ComposerRun(order.payload, order.frame, address.target.role, order.seed)});
    }
    m_isRunning = true;
    m_clock.start();
    m_schedule.start(order.plan, now());
    sendDue();
}

void ComposeSender::stop()
{
    ++m_run;
    m_isRunning = false;
    m_isHandedOver = false;
    m_timer.stop();
    m_schedule.stop();
    m_recipients.reset();
}

void ComposeSender::sendDue()
{
    m_messages = m_schedule.due(now());
    if (m_messages == 0) {
        m_timer.start(std::max(std::chrono::milliseconds(0), *m_schedule.next() - now()));
        return;
    }
    callIn(&m_pool, [this, run = m_run, recipients = m_recipients, messages = m_messages] {
        auto burst = compose(recipients, messages, QDateTime::currentMSecsSinceEpoch());
        callIn(this, [this, run, burst = std::move(burst)] { hand(run, burst); });
    });
}

ComposeSender::Burst ComposeSender::compose(const Recipients &recipients, int messages, qint64 timeMs)
{
    QList<Composition> burst;
    qsizetype bytes = 0;
    for (Recipient &recipient : *recipients) {
        auto composed = recipient.run.next(messages, timeMs, recipient.address.target.connection);
        if (const auto *why = std::get_if<QString>(&composed))
            return *why;
        burst.append(std::get<Composition>(std::move(composed)));
        bytes += burst.last().bytes.size();
        if (bytes > MaxBurstBytes)
            return QStringLiteral("More than %1 MiB at a time for all connections together: send to fewer.")
                .arg(MaxBurstBytes / (1024 * 1024));
    }
    return burst;
}

void ComposeSender::hand(quint64 run, const Burst &burst)
{
    if (run != m_run)
        return;
    if (const auto *why = std::get_if<QString>(&burst))
        fail(*why);
    else
        handTo(std::get<QList<Composition>>(burst));
}

void ComposeSender::handTo(const QList<Composition> &burst)
{
    m_isHandedOver = true;
    QSet<ComposeTargets *> places;
    for (size_t i = 0; i < m_recipients->size(); ++i) {
        const SendAddress &address = (*m_recipients)[i].address;
        address.place->send(address.target.connection, burst[qsizetype(i)]);
        places.insert(address.place);
    }
    for (ComposeTargets *place : std::as_const(places))
        ++m_awaited[place];
    for (ComposeTargets *place : std::as_const(places))
        place->catchUp();
}

void ComposeSender::onFailed(const ComposeTargets *place, quint64 connection, const QString &reason)
{
    if (!m_isHandedOver)
        return; // no answer to what this one sent
    const auto lost = std::erase_if(*m_recipients, [&](const Recipient &recipient) {
        return recipient.address.place == place && recipient.address.target.connection == connection;
    });
    if (lost > 0)
        m_trouble = reason;
}

void ComposeSender::onCaughtUp(ComposeTargets *place)
{
    if (m_awaited.value(place) == 0)
        return;
    --m_awaited[place];
    const bool isAll = std::ranges::all_of(m_awaited, [](int awaited) { return awaited == 0; });
    if (isAll && m_isHandedOver)
        goOn();
}

void ComposeSender::goOn()
{
    m_isHandedOver = false;
    if (m_recipients->empty()) {
        fail(m_trouble);
        return;
    }
    m_sent += quint64(m_messages);
    emit progressed();
    if (!m_isRunning)
        return; // a slot has stopped it
    if (m_schedule.isRunning()) {
        m_timer.start(std::max(std::chrono::milliseconds(0), *m_schedule.next() - now()));
        return;
    }
    stop();
    emit finished();
}

void ComposeSender::fail(const QString &reason)
{
    stop();
    emit failed(reason);
}

} // namespace sockscope

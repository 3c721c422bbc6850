// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadrun.h"

#include "app/client/rawlink.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>

namespace sockscope {

namespace {

constexpr int TickMs = 1;

} // namespace

LoadRun::LoadRun(LoadPlan plan, std::shared_ptr<LoadFigures> figures, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_figures(std::move(figures))
    , m_tick(this)
    , m_deadline(this)
    , m_pings(this)
    , m_options(rawClientOptions(m_plan.client))
    , m_random(QRandomGenerator::system()->generate64())
{
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.setInterval(TickMs);
    m_deadline.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &LoadRun::tick);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        for (const auto &client : m_clients)
            client->terminate();
    });
    connect(&m_pings, &QTimer::timeout, this, &LoadRun::pingDue);
}

LoadRun::~LoadRun() = default;

void LoadRun::start()
{
    m_phase = Phase::Running;
    m_clock.start();
    m_clients.reserve(size_t(m_plan.clients));
    if (!makePayload(1, 1)) {
        QMetaObject::invokeMethod(this, &LoadRun::finish, Qt::QueuedConnection);
        return;
    }
    m_begins.start(0);
    m_begins.setRate(m_plan.ramp);
    m_tick.start();
    if (m_plan.pingEvery.count() > 0)
        m_pings.start(m_plan.pingEvery);
}

void LoadRun::tick()
{
    if (m_phase == Phase::Settling) {
        if (isSettled())
            stop();
        return;
    }
    m_figures->elapsedNs = now();
    if (isOver()) {
        m_overNs = now();
        m_phase = Phase::Settling;
        return;
    }
    beginClients();
    sendDue();
}

bool LoadRun::isOver() const
{
    const bool isLate = m_plan.duration.count() > 0 && std::chrono::nanoseconds(now()) >= m_plan.duration;
    const bool isDone = m_plan.messages > 0 && m_count >= m_plan.messages;
    const bool isDeserted = m_remaining == 0 && m_clients.size() == size_t(m_plan.clients);
    return isLate || isDone || isDeserted;
}

// RFC 6455 5.5.1: who has got a close frame need not answer messages before it any more.
bool LoadRun::isSettled() const
{
    return std::chrono::nanoseconds(now() - m_overNs) >= SettlingTime
        || std::all_of(
            m_open.begin(), m_open.end(), [this](size_t index) { return m_clients[index]->isSettled(); });
}

void LoadRun::beginClients()
{
    for (quint64 due = m_begins.due(now()); due > 0 && m_clients.size() < size_t(m_plan.clients); --due) {
        const size_t index = m_clients.size();
        auto client = std::make_unique<LoadClient>(m_options, m_plan.expectsEcho, m_figures.get(), &m_clock);
        LoadClient *made = client.get();
        connect(made, &LoadClient::opened, this, [this, index] { onOpened(index); });
        connect(made, &LoadClient::ended, this, [this, index] { onEnded(index); });
        m_clients.push_back(std::move(client));
        ++m_remaining;
        made->open();
    }
}

void LoadRun::onOpened(size_t index)
{
    if (m_phase != Phase::Running)
        return;
    if (m_sendsNs < 0) {
        m_sendsNs = now();
        m_sends.start(m_sendsNs);
    }
    m_open.push_back(index);
    m_sends.setRate(m_plan.rateOf(int(m_open.size())));
    noteFull();
}

// Until then the rate grows from client to client, and says nothing of what the server takes.
void LoadRun::noteFull()
{
    const bool isFull = m_clients.size() == size_t(m_plan.clients) && m_figures->connecting == 0;
    if (!isFull || m_fullNs >= 0)
        return;
    m_fullNs = now();
    m_sentBefore = m_figures->sent;
}

void LoadRun::onEnded(size_t index)
{
    --m_remaining;
    const auto place = std::find(m_open.begin(), m_open.end(), index);
    if (place != m_open.end())
        m_open.erase(place);
    m_sends.setRate(m_plan.rateOf(int(m_open.size())));
    noteFull();
    if (m_phase == Phase::Closing && m_remaining == 0)
        finish();
}

void LoadRun::sendDue()
{
    if (m_sendsNs < 0)
        return;
    quint64 due = m_sends.due(now()); // none without an open client
    if (m_plan.messages > 0)
        due = std::min(due, m_plan.messages - m_count);
    for (; due > 0; --due) {
        m_turn = (m_turn + 1) % m_open.size();
        if (!makePayload(++m_count, m_open[m_turn] + 1)) {
            stop();
            return;
        }
        m_clients[m_open[m_turn]]->send(m_plan.opcode, m_payload);
    }
    m_figures->missed = m_sends.missed();
    m_figures->sendingNs = now() - m_sendsNs;
    if (m_fullNs >= 0) {
        m_figures->fullNs = now() - m_fullNs;
        m_figures->fullSent = m_figures->sent - m_sentBefore;
    }
}

void LoadRun::pingDue()
{
    for (const size_t index : m_open)
        m_clients[index]->ping();
}

bool LoadRun::makePayload(quint64 counter, quint64 client)
{
    if (!m_payload.isNull() && !m_plan.payload.hasVariables())
        return true;
    const MessageFacts facts{counter, QDateTime::currentMSecsSinceEpoch(), client};
    const PayloadResult made = m_plan.payload.payload(facts, &m_random);
    if (const auto *error = std::get_if<InputError>(&made)) {
        m_fault = QStringLiteral("Message %1: %2").arg(counter).arg(error->toString());
        return false;
    }
    m_payload = std::get<QByteArray>(made);
    if (m_payload.size() < m_plan.padTo)
        m_payload.append(m_plan.padTo - m_payload.size(), m_plan.opcode == ws::Opcode::Text ? ' ' : '\0');
    if (m_payload.size() * qint64(m_plan.clients) > LoadPlan::MaxBytes) {
        m_fault =
            QStringLiteral("%1 clients with messages of %2 bytes are beyond 1 GiB together: use fewer, or "
                           "smaller messages.")
                .arg(m_plan.clients)
                .arg(m_payload.size());
        return false;
    }
    return true;
}

void LoadRun::stop()
{
    if (m_phase != Phase::Running && m_phase != Phase::Settling)
        return;
    m_phase = Phase::Closing;
    m_tick.stop();
    m_pings.stop();
    for (const auto &client : m_clients)
        client->close();
    m_deadline.start(ClosingTime);
    if (m_remaining == 0)
        QMetaObject::invokeMethod(this, &LoadRun::finish, Qt::QueuedConnection);
}

void LoadRun::finish()
{
    if (m_phase == Phase::Finished)
        return;
    m_phase = Phase::Finished;
    m_deadline.stop();
    emit finished(m_fault);
}

} // namespace sockscope

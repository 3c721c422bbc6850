// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults before a connection is open: of its handshake, of being accepted, and of the listener.
#include "app/bench/benchfaults.h"

#include "app/faults/handshakefaults.h"

#include <utility>

namespace sockscope {

namespace {

constexpr int MovedFirst = 300;
constexpr int MovedLast = 399;

ws::CertificateFault certificateOf(const Fault &fault)
{
    return certificateFaultFrom(fault.text(QStringLiteral("certificate")));
}

QString seconds(qint64 ms)
{
    return QStringLiteral("%1 s").arg(double(ms) / 1000);
}

} // namespace

// Counts connections; a list of the connection's own has each fault once.
bool BenchFaults::takesTurn(quint64 connection, qsizetype index)
{
    const Fault &fault = of(connection).faults[index];
    if (!fault.on || m_since.elapsed() < fault.scope.fromMs)
        return false;
    qint64 &turns = m_turns[index];
    if (fault.scope.next > 0 && turns >= fault.scope.next)
        return false;
    ++turns;
    return true;
}

std::unique_ptr<ws::Transport> BenchFaults::accept(quint64 connection, std::unique_ptr<ws::Transport> link)
{
    if (!m_server.isActive())
        return link;
    for (qsizetype i = 0; i < m_server.faults.size(); ++i) {
        const FaultKind kind = m_server.faults[i].kind;
        if ((kind != FaultKind::RefuseReset && kind != FaultKind::NoAnswer) || !takesTurn(connection, i))
            continue;
        const PlacedFault fault = placed(connection, i);
        faultCounted(connection, i);
        emit linkTaken(connection, link->peer(), link->local());
        if (kind == FaultKind::RefuseReset) {
            tell(connection, fault, QStringLiteral("Reset (RST) as soon as it was there"));
            link->setHandler(nullptr);
            link->abort();
            emit linkGone(connection, QStringLiteral("reset on purpose (RST)"));
        } else {
            const qint64 ms = fault.fault.number(QStringLiteral("ms"));
            tell(connection, fault, QStringLiteral("No answer to its upgrade for %1").arg(seconds(ms)));
            m_lingering.keep(std::move(link), {connection, fault, ms, true, true});
        }
        return nullptr;
    }
    return wrap(connection, std::move(link), FaultTransport::Phase::Handshake);
}

std::shared_ptr<const ws::TlsContext> BenchFaults::tlsContext(quint64 connection)
{
    for (qsizetype i = 0; i < m_server.faults.size(); ++i) {
        if (m_server.faults[i].kind != FaultKind::WrongCertificate || !takesTurn(connection, i))
            continue;
        QString error;
        auto context = m_certificates.context(certificateOf(m_server.faults[i]), &error);
        if (!context) {
            emit failed(connection, error);
            return nullptr;
        }
        faultCounted(connection, i);
        const PlacedFault fault = placed(connection, i);
        m_trials.begin(connection, fault);
        // The server asks before it tells that there is a connection: that is the first row of it.
        QMetaObject::invokeMethod(
            this,
            [this, connection, fault] {
                tell(connection, fault,
                    QStringLiteral("A certificate %1")
                        .arg(certificateFaultWords(certificateOf(fault.fault))));
            },
            Qt::QueuedConnection);
        return context;
    }
    return nullptr;
}

void BenchFaults::judge(quint64 connection, bool accepted)
{
    const QList<FaultTrials::Trial> trials = m_trials.judge(connection);
    for (const FaultTrials::Trial &trial : trials)
        tell(connection, trial.fault, verdictWords(trial, accepted),
            {{QStringLiteral("accepted"), accepted}, {QStringLiteral("mustRefuse"), trial.mustRefuse()}});
}

std::optional<ws::Refusal> BenchFaults::asked(quint64 connection, const ws::UpgradeRequest &request)
{
    judge(connection, true); // of its certificate
    m_trials.asked(connection, request);
    for (qsizetype i = 0; i < m_server.faults.size(); ++i) {
        if (m_server.faults[i].kind != FaultKind::RefuseHttp || !takesTurn(connection, i))
            continue;
        const PlacedFault placedFault = placed(connection, i);
        const Fault &fault = placedFault.fault;
        ws::Refusal refusal;
        refusal.status = int(fault.number(QStringLiteral("status")));
        refusal.reason = QStringLiteral("Refused on purpose.");
        const qint64 retryAfter = fault.number(QStringLiteral("retryAfter"));
        if (retryAfter > 0)
            refusal.headers.append({"Retry-After", QByteArray::number(retryAfter)});
        const QString location = fault.text(QStringLiteral("location"));
        if (refusal.status >= MovedFirst && refusal.status <= MovedLast && !location.isEmpty())
            refusal.headers.append({"Location", location.toUtf8()});
        faultCounted(connection, i);
        tell(connection, placedFault, QStringLiteral("Refused with HTTP %1").arg(refusal.status),
            {{QStringLiteral("status"), refusal.status}});
        return refusal;
    }
    return std::nullopt;
}

void BenchFaults::changeAnswer(quint64 connection, QByteArray *response)
{
    std::chrono::milliseconds wait{0};
    std::optional<ws::WritePlan> plan;
    for (qsizetype i = 0; i < m_server.faults.size(); ++i) {
        if (faultInfo(m_server.faults[i].kind).place != FaultPlace::Handshake
            || m_server.faults[i].kind == FaultKind::GlueFirstFrame || !takesTurn(connection, i))
            continue;
        const PlacedFault fault = placed(connection, i);
        SeededRandom random(fault.seed);
        QString words = applyHandshakeFault(fault.fault, &random, response);
        if (fault.fault.kind == FaultKind::SplitHandshake) {
            const qint64 bytes = fault.fault.number(QStringLiteral("bytes"));
            plan.emplace().gap = std::chrono::milliseconds(fault.fault.number(QStringLiteral("gapMs")));
            for (qint64 cut = bytes; cut < response->size(); cut += bytes)
                plan->cuts.append(cut);
            words = QStringLiteral("101 in %1 pieces").arg(plan->cuts.size() + 1);
        } else if (fault.fault.kind == FaultKind::DelayHandshake) {
            wait = std::chrono::milliseconds(fault.fault.number(QStringLiteral("ms")));
            words = QStringLiteral("101 late by %1").arg(seconds(wait.count()));
        }
        if (words.isEmpty())
            continue;
        faultCounted(connection, i);
        tell(connection, fault, words);
        m_trials.begin(connection, fault);
    }
    if (FaultTransport *const transport = m_transports.value(connection))
        transport->setHeadPlan(wait, plan);
}

QStringList BenchFaults::gluedTexts(quint64 connection)
{
    QStringList texts;
    for (qsizetype i = 0; i < m_server.faults.size(); ++i) {
        if (m_server.faults[i].kind != FaultKind::GlueFirstFrame || !takesTurn(connection, i))
            continue;
        texts.append(m_server.faults[i].text(QStringLiteral("text")));
        faultCounted(connection, i);
        tell(connection, placed(connection, i), QStringLiteral("A text frame in one write with the 101"));
    }
    return texts;
}

void BenchFaults::lingerOver(const LingeringLinks::Stay &stay, qint64 afterMs, bool byDevice)
{
    const QString words = byDevice ? QStringLiteral("The device gave up after %1, and ended TCP")
                                   : QStringLiteral("Ended after %1; the device still waited");
    tell(stay.connection, stay.fault, words.arg(seconds(afterMs)),
        {{QStringLiteral("afterMs"), afterMs}, {QStringLiteral("byDevice"), byDevice}});
    if (stay.fault.fault.kind == FaultKind::NoAnswer)
        emit linkGone(stay.connection, byDevice ? QString() : QStringLiteral("reset on purpose (RST)"));
}

void BenchFaults::startListenerFaults()
{
    if (!m_timers.empty())
        emit listeningWanted(); // what the faults before these have closed
    m_timers.clear();
    for (qsizetype i = 0; i < m_server.faults.size(); ++i) {
        const Fault &fault = m_server.faults[i];
        if (fault.on && (fault.kind == FaultKind::NoAccept || fault.kind == FaultKind::Outage))
            startListenerFault(i);
    }
}

void BenchFaults::startListenerFault(qsizetype index)
{
    const PlacedFault fault = placed(FaultTally::Server, index);
    const auto ms = int(fault.fault.number(QStringLiteral("ms")));
    QTimer *const end = m_timers.emplace_back(std::make_unique<QTimer>()).get();
    QTimer *const begin = m_timers.emplace_back(std::make_unique<QTimer>()).get();
    end->setSingleShot(true);
    begin->setSingleShot(true);
    connect(end, &QTimer::timeout, this, &BenchFaults::listeningWanted);
    connect(begin, &QTimer::timeout, this, [this, fault, ms, begin, end] {
        if (const qint64 every = fault.fault.number(QStringLiteral("everyMs")); every > 0)
            begin->start(int(every));
        end->start(ms);
        faultCounted(FaultTally::Server, fault.index);
        const bool isOutage = fault.fault.kind == FaultKind::Outage;
        if (isOutage)
            emit outageBegan(fault.fault.text(QStringLiteral("how")));
        else
            emit acceptingHeld();
        tell(FaultTally::Server, fault,
            (isOutage ? QStringLiteral("The port is closed for %1")
                      : QStringLiteral("Nobody is accepted for %1"))
                .arg(seconds(ms)));
    });
    begin->start(int(fault.fault.scope.fromMs));
}

} // namespace sockscope

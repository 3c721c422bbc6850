// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/faulttrials.h"

#include "app/bench/faultcertificates.h"

#include <algorithm>

namespace sockscope {

namespace {

QString source(ws::CertificateFault fault)
{
    if (fault == ws::CertificateFault::Oversized)
        return {};
    return fault == ws::CertificateFault::WrongHost ? QStringLiteral("RFC 9525 6")
                                                    : QStringLiteral("RFC 5280 6.1");
}

QByteArray extensionName(QByteArrayView offer)
{
    const qsizetype end = offer.indexOf(';');
    return (end < 0 ? offer : offer.first(end)).trimmed().toByteArray();
}

} // namespace

void FaultTrials::asked(quint64 connection, const ws::UpgradeRequest &request)
{
    m_asked = {connection, request.subprotocols, {}};
    for (const QByteArray &offer : request.extensions)
        m_asked.extensions.append(extensionName(offer));
}

bool FaultTrials::asksForExtension(quint64 connection, const QString &offer) const
{
    return m_asked.connection == connection && m_asked.extensions.contains(extensionName(offer.toUtf8()));
}

std::optional<FaultTrials::Trial> FaultTrials::trialOf(quint64 connection, const PlacedFault &fault) const
{
    const auto answer = [&fault](const QString &with) { // RFC 6455 4.1, of the server's response
        return Trial{fault, QStringLiteral("a 101 ") + with, QStringLiteral("RFC 6455 4.1")};
    };
    switch (fault.fault.kind) {
    case FaultKind::WrongCertificate: {
        const auto kind = certificateFaultFrom(fault.fault.text(QStringLiteral("certificate")));
        return Trial{fault, QStringLiteral("a certificate ") + certificateFaultWords(kind), source(kind)};
    }
    case FaultKind::WrongAccept:
        return answer(QStringLiteral("with a wrong Sec-WebSocket-Accept"));
    case FaultKind::MissingAccept:
        return answer(QStringLiteral("without Sec-WebSocket-Accept"));
    case FaultKind::UnrequestedSubprotocol: {
        const QString name = fault.fault.text(QStringLiteral("name"));
        if (m_asked.connection == connection && m_asked.subprotocols.contains(name))
            break;
        return answer(QStringLiteral("with the subprotocol %1, for which it did not ask").arg(name));
    }
    case FaultKind::UnsolicitedExtension: {
        const QString offer = fault.fault.text(QStringLiteral("extension"));
        if (asksForExtension(connection, offer))
            break;
        return answer(QStringLiteral("with the extension %1, for which it did not ask").arg(offer));
    }
    default:
        break;
    }
    return std::nullopt;
}

void FaultTrials::begin(quint64 connection, const PlacedFault &fault)
{
    if (auto trial = trialOf(connection, fault))
        m_trials[connection].append(*std::move(trial));
}

bool FaultTrials::excuses(quint64 connection, ws::Rule rule) const
{
    const QList<Trial> trials = m_trials.value(connection);
    return std::ranges::any_of(trials, [rule](const Trial &trial) {
        // Whatever it says of a certificate. Of a 101 it need not say anything: RFC 6455 7.1.7.
        return trial.mustRefuse()
            && (trial.fault.fault.kind == FaultKind::WrongCertificate
                || rule == ws::Rule::ClosedWithoutClose);
    });
}

QString verdictWords(const FaultTrials::Trial &trial, bool accepted)
{
    if (!trial.mustRefuse())
        return (accepted ? QStringLiteral("The device takes %1") : QStringLiteral("The device fails at %1"))
            .arg(trial.shown);
    if (!accepted)
        return QStringLiteral("The device refuses %1, as it must").arg(trial.shown);
    return QStringLiteral("The device takes %1: it must refuse it (%2)").arg(trial.shown, trial.source);
}

} // namespace sockscope

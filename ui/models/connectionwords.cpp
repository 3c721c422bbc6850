// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/connectionwords.h"

#include "app/text/payloadtext.h"
#include "app/text/tlstext.h"
#include "ui/models/figures.h"

#include <QCoreApplication>

#include <algorithm>

namespace sockscope {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("ConnectionWords", text, nullptr, n);
}

QString count(quint64 number, const QString &one, const QString &many)
{
    return QStringLiteral("%1 %2").arg(grouped(number), number == 1 ? one : many);
}

QString ruleWords(const ws::Violation &violation)
{
    const ws::RuleInfo &info = ws::ruleInfo(violation.rule);
    const QString detail = violation.detail.isEmpty() ? QString() : QStringLiteral("; ") + violation.detail;
    return QStringLiteral("%1%2 (%3).").arg(QString(info.text), detail, QString(info.section));
}

QString place(const ConnectionStats &connection)
{
    QStringList parts;
    const QString tls = connection.tls ? tlsSummary(*connection.tls) : QString();
    const QString extensions = textPreview(connection.extensions);
    for (const QString &part : {connection.peer, connection.path, connection.subprotocol, tls, extensions})
        if (!part.isEmpty())
            parts.append(part);
    return parts.join(QStringLiteral(" · "));
}

void describeOpen(const ConnectionStats &connection, qint64 nowNs, ConnectionWords *words)
{
    words->verdict = tr("Open for %1:").arg(formatDuration(nowNs - connection.openedNs));
    words->detail = QStringLiteral("%1, %2.").arg(
        count(connection.framesReceived + connection.framesSent, tr("frame"), tr("frames")),
        formatBytes(connection.bytesReceived + connection.bytesSent));
    if (connection.pingsLost)
        words->detail +=
            QStringLiteral(" ") + count(connection.pingsLost, tr("ping"), tr("pings")) + tr(" unanswered.");
    if (connection.lastViolation) {
        words->isBad = true;
        words->verdict = count(connection.violations, tr("violation"), tr("violations"))
            + tr(" in %1, the last:").arg(formatDuration(nowNs - connection.openedNs));
        words->detail = ruleWords(*connection.lastViolation);
    }
}

void describeClosed(const ConnectionStats &connection, ConnectionWords *words)
{
    const qint64 from = connection.openedNs < 0 ? connection.acceptedNs : connection.openedNs;
    const QString lasted = formatDuration(connection.endedNs - from);
    if (connection.failed && connection.lastViolation) {
        const auto code = quint16(ws::ruleInfo(connection.lastViolation->rule).closeCode);
        words->isBad = true;
        words->verdict = tr("Closed %1 after %2:").arg(code).arg(lasted);
        words->detail = ruleWords(*connection.lastViolation);
    } else if (connection.closeCode == quint16(ws::CloseCode::AbnormalClosure)) {
        words->isBad = true;
        words->verdict = tr("Lost after %1:").arg(lasted);
        words->detail = tr("the TCP connection ended without a Close frame.");
    } else {
        words->verdict = tr("Closed %1 after %2:").arg(connection.closeCode).arg(lasted);
        words->detail = ws::closeCodeName(connection.closeCode) + QStringLiteral(".");
    }
    if (!connection.closeReason.isEmpty())
        words->detail += tr(" Its reason: “%1”.").arg(connection.closeReason);
}

void describeRefused(const ConnectionStats &connection, ConnectionWords *words)
{
    words->isBad = true;
    words->verdict = tr("Refused with HTTP %1:").arg(connection.refusedStatus);
    words->detail = connection.lastViolation
        ? ruleWords(*connection.lastViolation)
        : tr("see the handshake for what it asked and what it was answered.");
}

bool endedAlike(const ConnectionStats &a, const ConnectionStats &b)
{
    const auto rule = [](const ConnectionStats &c) {
        return c.lastViolation ? std::optional(c.lastViolation->rule) : std::nullopt;
    };
    return a.device == b.device && a.state == b.state && a.closeCode == b.closeCode && a.failed == b.failed
        && rule(a) == rule(b);
}

} // namespace

ConnectionWords describe(const ConnectionStats &connection, const QList<ConnectionStats> &all, qint64 nowNs)
{
    ConnectionWords words;
    words.device = connection.device;
    words.place = place(connection);
    switch (connection.state) {
    case ConnectionState::Handshaking:
        words.verdict = tr("Connected:");
        words.detail = tr("its upgrade request is not complete yet.");
        break;
    case ConnectionState::Open:
        describeOpen(connection, nowNs, &words);
        break;
    case ConnectionState::Closing:
        words.verdict = tr("Closing:");
        words.detail = tr("waiting for the end of the closing handshake.");
        break;
    case ConnectionState::Closed:
        describeClosed(connection, &words);
        break;
    case ConnectionState::Refused:
        describeRefused(connection, &words);
        break;
    }
    if (words.isBad && connection.state != ConnectionState::Open) {
        const auto times = std::count_if(all.begin(), all.end(), [&](const ConnectionStats &other) {
            return other.number <= connection.number && endedAlike(connection, other);
        });
        if (times > 1)
            words.history = tr("%1 time for this device.").arg(ordinal(int(times)));
    }
    return words;
}

QString ordinal(int number)
{
    const int tens = number % 100;
    if (tens >= 11 && tens <= 13)
        return QStringLiteral("%1th").arg(number);
    switch (number % 10) {
    case 1:
        return QStringLiteral("%1st").arg(number);
    case 2:
        return QStringLiteral("%1nd").arg(number);
    case 3:
        return QStringLiteral("%1rd").arg(number);
    default:
        return QStringLiteral("%1th").arg(number);
    }
}

} // namespace sockscope

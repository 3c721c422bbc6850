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

bool endedBadly(const ConnectionStats &connection)
{
    return connection.failed || connection.state == ConnectionState::Refused
        || (connection.state == ConnectionState::Closed
            && connection.closeCode == quint16(ws::CloseCode::AbnormalClosure));
}

QString alikeWords(const ConnectionStats &connection, const QList<ConnectionStats> &all)
{
    int times = 0;
    bool atSameFrame = connection.framesReceived > 0;
    for (const ConnectionStats &other : all) {
        if (other.number > connection.number || !endedAlike(connection, other))
            continue;
        ++times;
        atSameFrame &= other.framesReceived == connection.framesReceived;
    }
    if (times < 2)
        return {};
    const QString when = atSameFrame
        ? tr(", every time at its %1 frame").arg(ordinal(int(connection.framesReceived)))
        : QString();
    return tr("%1 time for this device%2.").arg(ordinal(times), when);
}

// How often the device has been here, and how it fared.
QString history(const ConnectionStats &connection, const QList<ConnectionStats> &all, bool isBad)
{
    const bool isOver = connection.endedNs >= 0 || connection.state == ConnectionState::Refused;
    if (const QString alike = isBad && isOver ? alikeWords(connection, all) : QString(); !alike.isEmpty())
        return alike;
    int earlier = 0;
    int bad = 0;
    for (const ConnectionStats &other : all) {
        if (other.device != connection.device || other.number >= connection.number)
            continue;
        ++earlier;
        bad += endedBadly(other) ? 1 : 0;
    }
    if (earlier == 0)
        return {};
    const QString fared = bad == 0 ? tr("none of those before ended badly")
        : bad == earlier           ? tr("all before ended badly")
                                   : tr("%1 before ended badly").arg(bad);
    return tr("%1 connection of this device; %2.").arg(ordinal(earlier + 1), fared);
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
    words.history = history(connection, all, words.isBad);
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

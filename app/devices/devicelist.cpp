// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicelist.h"

#include "app/devices/devicewords.h"
#include "app/exchange/csvwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sockscope {

namespace {

QJsonValue seconds(qint64 nanoseconds)
{
    return nanoseconds < 0 ? QJsonValue() : QJsonValue(double(nanoseconds) / 1e9);
}

QJsonObject summaryJson(const TimeSummary &summary)
{
    return {{QStringLiteral("count"), summary.count}, {QStringLiteral("min"), seconds(summary.min)},
        {QStringLiteral("median"), seconds(summary.median)}, {QStringLiteral("max"), seconds(summary.max)},
        {QStringLiteral("last"), seconds(summary.last)}};
}

QString kindName(AttemptPattern::Kind kind)
{
    switch (kind) {
    case AttemptPattern::Kind::Unknown:
        return QStringLiteral("unknown");
    case AttemptPattern::Kind::Untested:
        return QStringLiteral("untested");
    case AttemptPattern::Kind::Steady:
        return QStringLiteral("none");
    case AttemptPattern::Kind::Growing:
        break;
    }
    return QStringLiteral("growing");
}

QString riskName(StormRisk risk)
{
    switch (risk) {
    case StormRisk::Unknown:
        return QStringLiteral("unknown");
    case StormRisk::None:
        return QStringLiteral("none");
    case StormRisk::Herd:
        return QStringLiteral("herd");
    case StormRisk::Storm:
        break;
    }
    return QStringLiteral("storm");
}

QJsonObject patternJson(const AttemptPattern &pattern)
{
    return {{QStringLiteral("backoff"), kindName(pattern.kind)}, {QStringLiteral("waits"), pattern.waits},
        {QStringLiteral("base"), seconds(pattern.waits == 0 ? -1 : pattern.baseNs)},
        {QStringLiteral("factor"), pattern.factor}, {QStringLiteral("cap"), seconds(pattern.capNs)},
        {QStringLiteral("jitter"), pattern.hasJitter}, {QStringLiteral("spread"), pattern.spread},
        {QStringLiteral("storm"), riskName(stormRiskOf(pattern))}};
}

QJsonArray sessionsJson(const Device &device)
{
    QJsonArray sessions;
    for (const DeviceSession &session : device.sessions) {
        QJsonObject json{{QStringLiteral("connection"), qint64(session.connection)},
            {QStringLiteral("accepted"), seconds(session.acceptedNs)},
            {QStringLiteral("opened"), seconds(session.openedNs)},
            {QStringLiteral("ended"), seconds(session.endedNs)}, {QStringLiteral("end"), endWords(session)}};
        if (session.deadNs >= 0)
            json.insert(QStringLiteral("dead"), seconds(session.deadNs));
        sessions.append(json);
    }
    return sessions;
}

QByteArray jsonLine(const Device &device, const DeviceReport &report)
{
    const QJsonObject json{{QStringLiteral("device"), device.name},
        {QStringLiteral("attempts"), qint64(report.attempts)},
        {QStringLiteral("opened"), qint64(report.opened)}, {QStringLiteral("uptime"), report.uptime},
        {QStringLiteral("intervals"), summaryJson(report.intervals)},
        {QStringLiteral("waits"), summaryJson(report.waits)},
        {QStringLiteral("pattern"), patternJson(report.pattern)},
        {QStringLiteral("detection"), summaryJson(report.detection)},
        {QStringLiteral("benchDetection"), summaryJson(report.benchDetection)},
        {QStringLiteral("sessions"), sessionsJson(device)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray textLines(const Device &device, const DeviceReport &report, qint64 nowNs)
{
    const DeviceWords words = describe(report, nowNs);
    QStringList lines{QStringLiteral("%1: connected %2 % of the time, %3")
                          .arg(device.name)
                          .arg(report.uptime * 100, 0, 'f', 1)
                          .arg(words.ends),
        QStringLiteral("    ") + words.attempts};
    if (!words.links.isEmpty())
        lines.append(QStringLiteral("    ") + words.links);
    return (lines.join(u'\n') + u'\n').toUtf8();
}

} // namespace

QByteArray devicesAsText(const QList<Device> &devices, qint64 nowNs)
{
    QByteArray text;
    for (const Device &device : devices)
        text += textLines(device, reportOn(device, nowNs), nowNs);
    return text;
}

QByteArray devicesAsJsonLines(const QList<Device> &devices, qint64 nowNs)
{
    QByteArray lines;
    for (const Device &device : devices)
        lines += jsonLine(device, reportOn(device, nowNs));
    return lines;
}

QByteArray devicesAsCsv(const QList<Device> &devices)
{
    QByteArray table = "device,connection,accepted_s,opened_s,ended_s,dead_s,end\r\n";
    for (const Device &device : devices) {
        for (const DeviceSession &session : device.sessions) {
            table += csvCell(device.name.toUtf8()) + ',' + QByteArray::number(session.connection);
            for (const qint64 time : {session.acceptedNs, session.openedNs, session.endedNs, session.deadNs})
                table += ',' + (time < 0 ? QByteArray() : QByteArray::number(double(time) / 1e9, 'f', 6));
            table += ',' + csvCell(endWords(session).toUtf8()) + "\r\n";
        }
    }
    return table;
}

} // namespace sockscope

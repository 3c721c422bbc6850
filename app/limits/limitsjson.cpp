// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitsjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace sockscope {

namespace {

constexpr int Version = 1;
constexpr qsizetype MaxFileBytes = 256 * 1024;
constexpr int MaxChars = 1000; // of a string that a device chose
constexpr double MaxFigure = 1LL << 40;

// In the order of LimitState and of LimitsEnding.
constexpr std::array stateIds{"searching", "found", "flaky", "bound-survived", "nothing-worked"};
constexpr std::array endingIds{"completed", "cancelled", "device-gone", "no-answer", "server-stopped"};

QJsonObject resultToJson(const LimitResult &result)
{
    const LimitBracket &bracket = result.bracket;
    QJsonObject json{{QStringLiteral("kind"), QLatin1StringView(limitInfo(result.aim.kind).id)},
        {QStringLiteral("bound"), result.aim.bound},
        {QStringLiteral("state"), QLatin1StringView(stateIds.at(size_t(bracket.state)))},
        {QStringLiteral("tries"), bracket.tries}};
    if (!result.probing.isEmpty())
        json.insert(QStringLiteral("probing"), result.probing);
    if (bracket.worked)
        json.insert(QStringLiteral("worked"), *bracket.worked);
    if (!bracket.failed)
        return json;
    const ProbeOutcome &how = bracket.how;
    json.insert(QStringLiteral("failed"), *bracket.failed);
    json.insert(QStringLiteral("end"), probeEndId(how.end));
    if (how.code != 0)
        json.insert(QStringLiteral("code"), how.code);
    if (!how.detail.isEmpty())
        json.insert(QStringLiteral("detail"), how.detail);
    if (how.asked > 0) {
        json.insert(QStringLiteral("answered"), how.answered);
        json.insert(QStringLiteral("asked"), how.asked);
    }
    return json;
}

/// Reads fields of one object; the first that is wrong is told, and nothing after it counts.
class FieldReader
{
public:
    FieldReader(const QJsonObject &json, const QString &path, QString *fault)
        : m_json(json), m_path(path), m_fault(fault)
    { }

    QString string(const char *name)
    {
        const QJsonValue value = m_json.value(QLatin1StringView(name));
        if (!value.isUndefined() && (!value.isString() || value.toString().size() > MaxChars))
            refuse(name, QStringLiteral("a string of %1 characters at most").arg(MaxChars));
        return value.toString();
    }

    std::optional<qint64> figure(const char *name)
    {
        const QJsonValue value = m_json.value(QLatin1StringView(name));
        if (value.isUndefined())
            return std::nullopt;
        const double number = value.toDouble(-1);
        if (number < 0 || number > MaxFigure || number != double(qint64(number)))
            refuse(name, QStringLiteral("a whole number from 0 to 2^40"));
        return qint64(number);
    }

    template <typename Enum, size_t Size>
    Enum word(const char *name, const std::array<const char *, Size> &ids)
    {
        const QString id = string(name);
        const auto found =
            std::ranges::find_if(ids, [&id](const char *known) { return id == QLatin1StringView(known); });
        if (found == ids.end())
            refuse(name, QStringLiteral("another word than \"%1\"").arg(id.left(MaxChars)));
        return found == ids.end() ? Enum() : Enum(found - ids.begin());
    }

    void refuse(const char *name, const QString &wanted)
    {
        if (m_fault->isEmpty())
            *m_fault = QStringLiteral("%1.%2 wants %3").arg(m_path, QLatin1StringView(name), wanted);
    }

private:
    const QJsonObject &m_json;
    QString m_path;
    QString *m_fault;
};

ProbeOutcome outcomeFrom(FieldReader *reader)
{
    ProbeOutcome how;
    const auto end = probeEndFrom(reader->string("end"));
    if (!end)
        reader->refuse("end", QStringLiteral("how it failed: \"closed\", \"reset\", ..."));
    how.end = end.value_or(ProbeEnd::Survived);
    how.code = quint16(reader->figure("code").value_or(0));
    how.detail = reader->string("detail");
    how.answered = int(reader->figure("answered").value_or(0));
    how.asked = int(reader->figure("asked").value_or(0));
    return how;
}

LimitResult resultFrom(const QJsonObject &json, const QString &path, QString *fault)
{
    FieldReader reader(json, path, fault);
    LimitResult result;
    const auto kind = limitKindFrom(reader.string("kind"));
    if (!kind)
        reader.refuse("kind", QStringLiteral("a kind of limit: \"frame\", \"binary-message\", ..."));
    result.aim = {kind.value_or(LimitKind::Frame), reader.figure("bound").value_or(0)};
    result.probing = reader.string("probing");
    LimitBracket &bracket = result.bracket;
    bracket.state = reader.word<LimitState>("state", stateIds);
    bracket.tries = int(reader.figure("tries").value_or(0));
    bracket.worked = reader.figure("worked");
    bracket.failed = reader.figure("failed");
    if (bracket.failed)
        bracket.how = outcomeFrom(&reader);
    return result;
}

LimitsReport reportFrom(const QJsonObject &json, QString *fault)
{
    FieldReader reader(json, QStringLiteral("$"), fault);
    LimitsReport report;
    report.device = reader.string("device");
    report.path = reader.string("path");
    report.subprotocol = reader.string("subprotocol");
    report.at = QDateTime::fromString(reader.string("at"), Qt::ISODate);
    if (!report.at.isValid())
        reader.refuse("at", QStringLiteral("a date as in ISO 8601"));
    report.tookMs = reader.figure("tookMs").value_or(0);
    report.reconnects = int(reader.figure("reconnects").value_or(0));
    report.ending = reader.word<LimitsEnding>("ending", endingIds);
    report.plan.pongTimeoutMs = int(reader.figure("pongTimeoutMs").value_or(0));
    report.plan.returnTimeoutMs = int(reader.figure("returnTimeoutMs").value_or(0));
    report.plan.writeGapMs = int(reader.figure("writeGapMs").value_or(0));
    const QJsonArray limits = json.value(QLatin1StringView("limits")).toArray();
    if (limits.isEmpty() || limits.size() > limitInfos().size())
        reader.refuse("limits", QStringLiteral("an array of 1 to %1 limits").arg(limitInfos().size()));
    for (qsizetype i = 0; i < limits.size() && fault->isEmpty(); ++i) {
        report.results.append(resultFrom(limits[i].toObject(), QStringLiteral("$.limits[%1]").arg(i), fault));
        report.plan.aims.append(report.results.last().aim);
    }
    return report;
}

} // namespace

QByteArray reportToJson(const LimitsReport &report)
{
    QJsonArray limits;
    for (const LimitResult &result : report.results)
        limits.append(resultToJson(result));
    const QJsonObject json{{QStringLiteral("sockscope"), QStringLiteral("limits")},
        {QStringLiteral("version"), Version}, {QStringLiteral("device"), report.device},
        {QStringLiteral("path"), report.path.left(MaxChars)},
        {QStringLiteral("subprotocol"), report.subprotocol.left(MaxChars)},
        {QStringLiteral("at"), report.at.toOffsetFromUtc(report.at.offsetFromUtc()).toString(Qt::ISODate)},
        {QStringLiteral("tookMs"), report.tookMs}, {QStringLiteral("reconnects"), report.reconnects},
        {QStringLiteral("ending"), QLatin1StringView(endingIds.at(size_t(report.ending)))},
        {QStringLiteral("pongTimeoutMs"), report.plan.pongTimeoutMs},
        {QStringLiteral("returnTimeoutMs"), report.plan.returnTimeoutMs},
        {QStringLiteral("writeGapMs"), report.plan.writeGapMs}, {QStringLiteral("limits"), limits}};
    return QJsonDocument(json).toJson();
}

std::variant<LimitsReport, QString> reportFromJson(const QByteArray &json)
{
    if (json.size() > MaxFileBytes)
        return QStringLiteral("the file is larger than %1 KiB").arg(MaxFileBytes / 1024);
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return QStringLiteral("not JSON: %1 at byte %2").arg(error.errorString()).arg(error.offset);
    if (object.value(QStringLiteral("sockscope")).toString() != u"limits")
        return QStringLiteral("$.sockscope wants \"limits\": this is no result of the limits finder");
    if (object.value(QStringLiteral("version")).toInt() != Version)
        return QStringLiteral("$.version wants %1: a newer Sockscope has written this").arg(Version);
    QString fault;
    LimitsReport report = reportFrom(object, &fault);
    if (!fault.isEmpty())
        return fault;
    return report;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/logimport.h"
#include "app/exchange/rowjson.h"

#include <QIODevice>

#include <nlohmann/json.hpp>

namespace sockscope {

using Json = nlohmann::ordered_json;

namespace {

constexpr qint64 MaxLine = 64 * 1024 * 1024;
constexpr int MaxDepth = 32;
constexpr int MaxProblems = 20; // told one by one

Json parsedLine(const QByteArray &line)
{
    const auto shallow = [](int depth, Json::parse_event_t, Json &) { return depth <= MaxDepth; };
    return Json::parse(line.begin(), line.end(), shallow, false);
}

// Of the line that says what the file is; the time of reading where it does not say.
QDateTime startOf(const Json &object)
{
    const auto found = object.is_object() ? object.find("startedAt") : object.end();
    const QDateTime start = object.is_object() && found != object.end() && found->is_string()
        ? QDateTime::fromString(QString::fromStdString(found->get<std::string>()), Qt::ISODateWithMs)
        : QDateTime();
    return start.isValid() ? start : QDateTime::currentDateTime();
}

} // namespace

OpenedSession importJsonLines(QIODevice *in)
{
    OpenedSession opened;
    int problems = 0;
    const auto note = [&](quint64 line, const QString &what) {
        if (++problems <= MaxProblems)
            opened.problems.append(QStringLiteral("line %1 is left out: %2").arg(line).arg(what));
    };
    for (quint64 number = 1; !in->atEnd(); ++number) {
        const QByteArray line = in->readLine(MaxLine);
        if (line.trimmed().isEmpty())
            continue;
        const Json object = parsedLine(line);
        if (!opened.store) {
            const bool isHead = object.is_object() && object.contains("sockscope");
            if (!isHead && (!object.is_object() || !object.contains("timeNs"))) {
                opened.error = QStringLiteral("these are no JSON lines of a Sockscope log");
                return opened;
            }
            opened.store = std::make_unique<CaptureStore>(MaxImportBytes, startOf(object));
            if (isHead)
                continue;
        }
        if (object.is_discarded()) {
            note(number,
                in->atEnd() && !line.endsWith('\n') ? QStringLiteral("it is cut off")
                                                    : QStringLiteral("it is no JSON"));
            continue;
        }
        const auto read = rowFromJson(object);
        if (const auto *fault = std::get_if<QString>(&read)) {
            note(number, *fault);
            continue;
        }
        const auto &row = std::get<IncomingRow>(read);
        opened.store->append(row.record, row.payload, row.detail);
    }
    if (!opened.store)
        opened.error = QStringLiteral("it is empty");
    if (problems > MaxProblems)
        opened.problems.append(QStringLiteral("%1 more lines are left out").arg(problems - MaxProblems));
    return opened;
}

} // namespace sockscope

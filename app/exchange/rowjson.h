// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/rowwriter.h"

#include <nlohmann/json_fwd.hpp>

#include <QDateTime>

namespace sockscope {

/// A row as a JSON object, as JSON lines have it: all there is to know, nothing twice. EXCHANGE.md names the
/// fields.
nlohmann::ordered_json rowToJson(const OutgoingRow &row, const QDateTime &startedAt);

/// "2026-11-23T22:38:01.123456789Z".
QString isoTime(const QDateTime &startedAt, qint64 timeNs);

/// The names that enumerations have in JSON lines and CSV.
QLatin1StringView kindName(RowKind kind);
QLatin1StringView eventName(EventKind event);
QLatin1StringView directionName(ws::Direction direction);

/// A row that was read, with what it owns.
struct IncomingRow
{
    FrameRecord record;
    QByteArray payload;
    QByteArray detail;
};
/// What rowToJson() made; or in one sentence what is wrong with @p object.
std::variant<IncomingRow, QString> rowFromJson(const nlohmann::ordered_json &object);

} // namespace sockscope

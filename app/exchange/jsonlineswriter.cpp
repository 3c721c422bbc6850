// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/jsonlineswriter.h"

#include "app/exchange/rowjson.h"

#include <QIODevice>

#include <nlohmann/json.hpp>

namespace sockscope {

namespace {

QByteArray lineOf(const nlohmann::ordered_json &object)
{
    // Payloads are checked before they become text; anything else that is no UTF-8 is replaced.
    const std::string text = object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return QByteArray(text.data(), qsizetype(text.size())) + '\n';
}

} // namespace

void JsonLinesWriter::begin()
{
    m_out->write(
        lineOf({{"sockscope", "log"}, {"version", 1}, {"startedAt", isoTime(m_startedAt, 0).toStdString()}}));
}

void JsonLinesWriter::write(const OutgoingRow &row)
{
    m_out->write(lineOf(rowToJson(row, m_startedAt)));
}

} // namespace sockscope

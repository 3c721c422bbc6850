// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/rowjsontext.h"

#include "app/exchange/rowjson.h"

#include <nlohmann/json.hpp>

namespace sockscope {

QString rowJsonText(const RowSpan &span, qsizetype index, const QDateTime &startedAt)
{
    const FrameRecord record = span.record(index);
    const nlohmann::ordered_json object = rowToJson(
        {span.first() + quint64(index), record, span.payload(index), span.content(index), span.detail(index)},
        startedAt);
    return QString::fromStdString(
        object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/rowjson.h"

#include "serverlib/protocol/utf8validator.h"

#include <nlohmann/json.hpp>

#include <array>

namespace sockscope {

using Json = nlohmann::ordered_json;

namespace {

constexpr qint64 NsPerSecond = 1'000'000'000;
constexpr qint64 NsPerMs = 1'000'000;

std::string plain(QLatin1StringView text)
{
    return {text.data(), size_t(text.size())};
}

std::string bytes(const QByteArray &text)
{
    return {text.constData(), size_t(text.size())};
}

// As text where that gives the same bytes back.
void putBytes(Json *object, const std::string &name, QByteArrayView value)
{
    if (ws::isValidUtf8(value))
        (*object)[name] = std::string(value.data(), size_t(value.size()));
    else
        (*object)[name + "Base64"] = bytes(value.toByteArray().toBase64());
}

void putFrame(Json *object, const FrameRecord &record)
{
    const ws::FrameHeader &header = record.header;
    (*object)["opcode"] = int(header.opcode);
    (*object)["opcodeName"] = ws::opcodeName(header.opcode).toStdString();
    (*object)["fin"] = header.fin;
    if (header.rsv1 || header.rsv2 || header.rsv3)
        (*object)["rsv"] = int(header.rsv1) << 2 | int(header.rsv2) << 1 | int(header.rsv3);
    if (header.mask)
        (*object)["mask"] = bytes(
            QByteArray(reinterpret_cast<const char *>(header.mask->data()), qsizetype(header.mask->size()))
                .toHex());
    (*object)["length"] = record.length;
    if (header.lengthEncoding != ws::minimalEncoding(record.length))
        (*object)["lengthBytes"] =
            1 + (header.lengthEncoding == ws::LengthEncoding::Bits7 ? 0 : lengthSize(header.lengthEncoding));
    if (record.reads != 1)
        (*object)["reads"] = record.reads;
    if (record.message != 0) {
        (*object)["message"] = record.message;
        (*object)["messageOpcode"] = int(record.messageOpcode);
    }
    if (record.fragment != 0)
        (*object)["fragment"] = record.fragment;
    if (record.rttNs >= 0) {
        (*object)["rttNs"] = record.rttNs;
        (*object)["rttClock"] = rttSourceName(record.rttSource).data();
    }
}

} // namespace

QLatin1StringView kindName(RowKind kind)
{
    constexpr std::array Names = {
        QLatin1StringView("handshake"), QLatin1StringView("frame"), QLatin1StringView("event")};
    return Names[size_t(kind)];
}

QLatin1StringView eventName(EventKind event)
{
    constexpr std::array Names = {QLatin1StringView("note"), QLatin1StringView("accepted"),
        QLatin1StringView("secured"), QLatin1StringView("violation"), QLatin1StringView("ended"),
        QLatin1StringView("fault")};
    return Names[size_t(event)];
}

QLatin1StringView directionName(ws::Direction direction)
{
    return direction == ws::Direction::Received ? QLatin1StringView("received") : QLatin1StringView("sent");
}

QString isoTime(const QDateTime &startedAt, qint64 timeNs)
{
    const qint64 ns = startedAt.toMSecsSinceEpoch() * NsPerMs + timeNs;
    const QDateTime second = QDateTime::fromSecsSinceEpoch(ns / NsPerSecond, Qt::UTC);
    return second.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"))
        + QStringLiteral(".%1Z").arg(ns % NsPerSecond, 9, 10, QLatin1Char('0'));
}

Json rowToJson(const OutgoingRow &row, const QDateTime &startedAt)
{
    const FrameRecord &record = row.record;
    Json object = {{"row", row.number}, {"time", isoTime(startedAt, record.timeNs).toStdString()},
        {"timeNs", record.timeNs}, {"connection", record.connection}, {"kind", plain(kindName(record.kind))}};
    if (record.kind == RowKind::Event)
        object["event"] = plain(eventName(record.event));
    else
        object["direction"] = plain(directionName(record.direction));
    if (record.kind == RowKind::Frame)
        putFrame(&object, record);
    if (record.violation)
        object["violation"] = plain(ws::ruleInfo(*record.violation).name);
    if (quint64(row.payload.size()) < record.length)
        object["stored"] = row.payload.size();
    putBytes(&object, "payload", row.payload);
    if (record.compressed) {
        object["inflatedLength"] = record.inflatedLength;
        putBytes(&object, "inflated", row.detail);
    } else if (!row.detail.isEmpty()) {
        object["facts"] = Json::parse(row.detail.begin(), row.detail.end(), nullptr, false);
    }
    return object;
}

} // namespace sockscope

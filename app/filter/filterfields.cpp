// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterfields.h"

#include "app/capture/framerecord.h"

#include <algorithm>

namespace sockscope {

namespace {

using Id = FilterFieldId;
using Type = FilterType;

std::vector<FilterValueName> kindNames()
{
    return {
        {QStringLiteral("frame"), qint64(RowKind::Frame), QStringLiteral("a WebSocket frame")},
        {QStringLiteral("handshake"), qint64(RowKind::Handshake), QStringLiteral("an HTTP head")},
        {QStringLiteral("event"), qint64(RowKind::Event), QStringLiteral("anything told in words")},
    };
}

std::vector<FilterValueName> eventNames()
{
    return {
        {QStringLiteral("accepted"), qint64(EventKind::Accepted), QStringLiteral("a TCP connection came")},
        {QStringLiteral("secured"), qint64(EventKind::Secured), QStringLiteral("TLS is established")},
        {QStringLiteral("violation"), qint64(EventKind::Violation),
            QStringLiteral("a rule broken that no frame shows")},
        {QStringLiteral("ended"), qint64(EventKind::Ended), QStringLiteral("the TCP connection is gone")},
        {QStringLiteral("fault"), qint64(EventKind::Fault), QStringLiteral("something broken on purpose")},
        {QStringLiteral("note"), qint64(EventKind::Note), QStringLiteral("anything else")},
    };
}

std::vector<FilterValueName> directionNames()
{
    return {
        {QStringLiteral("received"), qint64(ws::Direction::Received), QStringLiteral("from the device")},
        {QStringLiteral("sent"), qint64(ws::Direction::Sent), QStringLiteral("to the device")},
    };
}

std::vector<FilterValueName> opcodeNames()
{
    const std::pair<ws::Opcode, QString> meanings[] = {
        {ws::Opcode::Text, QStringLiteral("UTF-8 text")},
        {ws::Opcode::Binary, QStringLiteral("any bytes")},
        {ws::Opcode::Continuation, QStringLiteral("more of a message")},
        {ws::Opcode::Ping, QStringLiteral("asks for a pong")},
        {ws::Opcode::Pong, QStringLiteral("answers a ping")},
        {ws::Opcode::Close, QStringLiteral("ends the connection")},
    };
    std::vector<FilterValueName> names;
    for (const auto &[opcode, meaning] : meanings)
        names.push_back({ws::opcodeName(opcode), qint64(opcode), meaning});
    return names;
}

std::vector<FilterValueName> ruleNames()
{
    std::vector<FilterValueName> names;
    for (int rule = 0; rule < ws::RuleCount; ++rule) {
        const ws::RuleInfo &info = ws::ruleInfo(ws::Rule(rule));
        names.push_back({info.name, rule, info.text});
    }
    return names;
}

// What stands in the columns of the log.
std::vector<FilterField> rowFields()
{
    return {
        {Id::Opcode, Type::Number, QStringLiteral("opcode"), {QStringLiteral("websocket.opcode")},
            QStringLiteral("Opcode of a frame, by name or number"), QStringLiteral("opcode == ping"),
            opcodeNames()},
        {Id::Connection, Type::Number, QStringLiteral("conn"),
            {QStringLiteral("tcp.stream"), QStringLiteral("connection")},
            QStringLiteral("Number of the connection"), QStringLiteral("conn in {1 2 5..9}")},
        {Id::Direction, Type::Choice, QStringLiteral("direction"), {},
            QStringLiteral(
                "Which way a frame or handshake went; \"from device\" and \"to device\" say the same"),
            QStringLiteral("from device"), directionNames()},
        {Id::Length, Type::Size, QStringLiteral("len"),
            {QStringLiteral("websocket.payload_length"), QStringLiteral("length")},
            QStringLiteral("Payload bytes on the wire"), QStringLiteral("len > 4k")},
        {Id::Time, Type::Duration, QStringLiteral("time"), {QStringLiteral("frame.time_relative")},
            QStringLiteral("Since the log began"), QStringLiteral("time > 2.5s")},
        {Id::Row, Type::Number, QStringLiteral("row"), {QStringLiteral("frame.number")},
            QStringLiteral("Number of the row in the log"), QStringLiteral("row >= 1000")},
        {Id::Kind, Type::Choice, QStringLiteral("kind"), {}, QStringLiteral("What the row is"),
            QStringLiteral("kind == handshake"), kindNames()},
        {Id::Event, Type::Choice, QStringLiteral("event"), {}, QStringLiteral("What an event is about"),
            QStringLiteral("event == ended"), eventNames()},
        {Id::Violation, Type::Choice, QStringLiteral("violation"), {QStringLiteral("rule")},
            QStringLiteral("The rule that the row broke"),
            QStringLiteral("violation == WS_ERR_EXPECTED_MASK"), ruleNames()},
        {Id::Rtt, Type::Duration, QStringLiteral("rtt"), {},
            QStringLiteral("Round trip of a pong that answers a ping of ours"), QStringLiteral("rtt > 50ms")},
    };
}

// What the frame header says, and what became of the frame.
std::vector<FilterField> frameFields()
{
    return {
        {Id::Fin, Type::Flag, QStringLiteral("fin"), {QStringLiteral("websocket.fin")},
            QStringLiteral("FIN bit"), QStringLiteral("not fin and from device")},
        {Id::Rsv1, Type::Flag, QStringLiteral("rsv1"), {}, QStringLiteral("Reserved bit 1"),
            QStringLiteral("rsv1")},
        {Id::Rsv2, Type::Flag, QStringLiteral("rsv2"), {}, QStringLiteral("Reserved bit 2"),
            QStringLiteral("rsv2")},
        {Id::Rsv3, Type::Flag, QStringLiteral("rsv3"), {}, QStringLiteral("Reserved bit 3"),
            QStringLiteral("rsv3")},
        {Id::Mask, Type::Flag, QStringLiteral("mask"), {QStringLiteral("websocket.mask")},
            QStringLiteral("MASK bit"), QStringLiteral("from device and mask == 0")},
        {Id::Compressed, Type::Flag, QStringLiteral("compressed"), {},
            QStringLiteral("Compressed by permessage-deflate"), QStringLiteral("compressed and len > 1k")},
        {Id::Message, Type::Number, QStringLiteral("message"), {},
            QStringLiteral("Number of the message, for each connection and direction"),
            QStringLiteral("message == 7")},
        {Id::MessageOpcode, Type::Number, QStringLiteral("message.opcode"), {},
            QStringLiteral("Opcode of the message that a data frame is part of"),
            QStringLiteral("message.opcode == text"), opcodeNames()},
        {Id::Fragment, Type::Number, QStringLiteral("fragment"), {},
            QStringLiteral("Which part of a fragmented message"), QStringLiteral("fragment > 1")},
        {Id::Reads, Type::Number, QStringLiteral("reads"), {}, QStringLiteral("TCP reads it arrived in"),
            QStringLiteral("reads > 1")},
    };
}

std::vector<FilterField> payloadFields()
{
    return {
        {Id::Text, Type::Text, QStringLiteral("text"),
            {QStringLiteral("websocket.payload.text"), QStringLiteral("websocket.payload"),
                QStringLiteral("payload")},
            QStringLiteral("Payload as UTF-8, inflated; a head, the words of an event"),
            QStringLiteral("text matches /err(or)?/i")},
        {Id::Bytes, Type::Bytes, QStringLiteral("hex"),
            {QStringLiteral("data.data"), QStringLiteral("bytes")},
            QStringLiteral("Payload as bytes, inflated"), QStringLiteral("hex contains 0a ff")},
        {Id::Json, Type::Json, QStringLiteral("json"), {},
            QStringLiteral("A value in a JSON payload, by its path"), QStringLiteral("json.temp > 30")},
        {Id::CloseCode, Type::Number, QStringLiteral("close.code"),
            {QStringLiteral("websocket.payload.close.status_code")},
            QStringLiteral("Code of a close frame, or of how a connection ended"),
            QStringLiteral("close.code == 1009")},
        {Id::CloseReason, Type::Text, QStringLiteral("close.reason"),
            {QStringLiteral("websocket.payload.close.reason")},
            QStringLiteral("The reason that goes with that code"),
            QStringLiteral("close.reason contains \"limit\"")},
    };
}

std::vector<FilterField> connectionFields()
{
    return {
        {Id::Device, Type::Text, QStringLiteral("device"), {},
            QStringLiteral("Name of the connection's device"), QStringLiteral("device == \"ESP32\"")},
        {Id::Peer, Type::Text, QStringLiteral("peer"), {},
            QStringLiteral("Address of the connection's device"),
            QStringLiteral("peer contains \"192.168.1.33\"")},
        {Id::Path, Type::Text, QStringLiteral("path"), {},
            QStringLiteral("Path that the connection asked for"), QStringLiteral("path == /v1/telemetry")},
        {Id::Subprotocol, Type::Text, QStringLiteral("subprotocol"), {},
            QStringLiteral("Subprotocol agreed on"), QStringLiteral("subprotocol == sensor.v2")},
    };
}

std::vector<FilterField> makeFields()
{
    std::vector<FilterField> all;
    for (const auto &group : {rowFields(), frameFields(), payloadFields(), connectionFields()})
        all.insert(all.end(), group.begin(), group.end());
    return all;
}

bool isSame(QStringView one, QStringView other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

bool isNamed(const FilterField &field, QStringView name)
{
    return isSame(field.name, name)
        || std::ranges::any_of(field.aliases, [name](const QString &alias) { return isSame(alias, name); });
}

// How many letters to insert, remove or replace (Levenshtein).
qsizetype distance(QStringView from, QStringView to)
{
    std::vector<qsizetype> row(size_t(to.size()) + 1);
    for (qsizetype i = 0; i <= to.size(); ++i)
        row[size_t(i)] = i;
    for (qsizetype i = 0; i < from.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < to.size(); ++j) {
            const qsizetype replaced = diagonal + (from[i].toLower() == to[j].toLower() ? 0 : 1);
            diagonal = row[size_t(j) + 1];
            row[size_t(j) + 1] = std::min({replaced, diagonal + 1, row[size_t(j)] + 1});
        }
    }
    return row.back();
}

} // namespace

std::span<const FilterField> filterFields()
{
    static const std::vector<FilterField> fields = makeFields();
    return fields;
}

const FilterField *filterFieldNamed(QStringView name)
{
    const auto fields = filterFields();
    const auto found =
        std::ranges::find_if(fields, [name](const FilterField &field) { return isNamed(field, name); });
    return found == fields.end() ? nullptr : &*found;
}

QString nearestFieldName(QStringView name)
{
    constexpr qsizetype MaxLength = 40; // of a name worth comparing
    if (name.size() > MaxLength)
        return {};
    qsizetype least = std::max<qsizetype>(1, name.size() / 3) + 1;
    QString nearest;
    const auto consider = [&](const QString &candidate) {
        if (const qsizetype letters = distance(name, candidate); letters < least) {
            least = letters;
            nearest = candidate;
        }
    };
    for (const FilterField &field : filterFields()) {
        consider(field.name);
        std::ranges::for_each(field.aliases, consider);
    }
    return nearest;
}

std::optional<qint64> filterValueNamed(const FilterField &field, QStringView name)
{
    const QLatin1StringView prefix("WS_ERR_");
    for (const FilterValueName &value : field.values) {
        const QStringView full = value.name;
        if (isSame(full, name) || (full.startsWith(prefix) && isSame(full.sliced(prefix.size()), name)))
            return value.number;
    }
    return std::nullopt;
}

} // namespace sockscope

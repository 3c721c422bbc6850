// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/harwriter.h"

#include "app/exchange/rowjson.h"
#include "app/text/handshakeheads.h"
#include "serverlib/protocol/httphead.h"
#include "serverlib/protocol/utf8validator.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QUrlQuery>

#include <nlohmann/json.hpp>

namespace sockscope {

using Json = nlohmann::ordered_json;

namespace {

constexpr double NsPerSecond = 1e9;
constexpr double NsPerMs = 1e6;
constexpr qsizetype MaxMessage = 16 * 1024 * 1024; // of a message's data, the rest is left out

std::string dumped(const Json &object)
{
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json headersOf(const ws::HttpHead &head)
{
    Json headers = Json::array();
    for (const ws::HttpHeader &header : head.headers)
        headers.push_back({{"name", header.name.toStdString()}, {"value", header.value.toStdString()}});
    return headers;
}

ws::HttpHead parsed(const QByteArray &head, ws::HttpHeadReader::Kind kind)
{
    ws::HttpHeadReader reader(kind, {});
    qsizetype consumed = 0;
    auto result = reader.feed(head, &consumed);
    auto *found = std::get_if<ws::HttpHead>(&result);
    return found ? std::move(*found) : ws::HttpHead();
}

Json queryOf(const QString &path)
{
    Json query = Json::array();
    const QUrlQuery parsed(path.section(u'?', 1));
    for (const auto &[name, value] : parsed.queryItems(QUrl::FullyDecoded))
        query.push_back({{"name", name.toStdString()}, {"value", value.toStdString()}});
    return query;
}

std::string addressOf(const SessionConnection &connection)
{
    const QString url = urlOf(connection.request, connection.tls);
    if (!url.isEmpty())
        return url.toStdString();
    const QByteArray host = connection.localAddress.toUtf8() + ':' + QByteArray::number(connection.localPort);
    return ((connection.tls ? "wss://" : "ws://") + host + connection.path.toUtf8()).toStdString();
}

Json requestOf(const SessionConnection &connection)
{
    const ws::HttpHead head = parsed(connection.request, ws::HttpHeadReader::Kind::Request);
    return {{"method", head.startLine.split(' ').value(0, "GET").toStdString()},
        {"url", addressOf(connection)}, {"httpVersion", "HTTP/1.1"}, {"headers", headersOf(head)},
        {"queryString", queryOf(connection.path)}, {"cookies", Json::array()},
        {"headersSize", connection.request.size()}, {"bodySize", 0}};
}

Json responseOf(const SessionConnection &connection)
{
    const ws::HttpHead head = parsed(connection.response, ws::HttpHeadReader::Kind::Response);
    return {{"status", statusOf(connection.response)},
        {"statusText", head.startLine.split(' ').mid(2).join(' ').toStdString()}, {"httpVersion", "HTTP/1.1"},
        {"headers", headersOf(head)}, {"cookies", Json::array()},
        {"content", {{"size", 0}, {"mimeType", "x-unknown"}}}, {"redirectURL", ""},
        {"headersSize", connection.response.size()}, {"bodySize", 0}};
}

} // namespace

void HarWriter::begin()
{
    const Json creator = {{"name", QCoreApplication::applicationName().toStdString()},
        {"version", QCoreApplication::applicationVersion().toStdString()}};
    put(R"({"log":{"version":"1.2","creator":)" + dumped(creator) + R"(,"pages":[],"entries":[)");
}

void HarWriter::write(const OutgoingRow &row)
{
    if (row.record.connection == 0)
        return;
    std::vector<quint64> &rows = m_rows[row.record.connection];
    if (row.record.kind == RowKind::Frame)
        rows.push_back(row.number);
}

bool HarWriter::end(const std::function<bool()> &goesOn)
{
    bool isFirst = true;
    for (const auto &[number, rows] : m_rows) {
        const SessionConnection *connection = m_index.find(number);
        if (!connection)
            continue;
        put(isFirst ? "\n" : ",\n");
        isFirst = false;
        if (!writeEntry(*connection, rows, goesOn))
            return false;
    }
    put("\n]}}\n");
    return true;
}

bool HarWriter::writeEntry(
    const SessionConnection &connection, const std::vector<quint64> &rows, const GoesOn &goesOn)
{
    const qint64 begin = std::max<qint64>(connection.acceptedNs, 0);
    const qint64 opened = std::max(begin, connection.openedNs);
    const double ms = double(std::max(opened, connection.endedNs) - begin) / NsPerMs;
    const Json entry = {{"startedDateTime", isoTime(m_store.startedAt(), begin).toStdString()}, {"time", ms},
        {"request", requestOf(connection)}, {"response", responseOf(connection)}, {"cache", Json::object()},
        {"timings", {{"send", 0}, {"wait", double(opened - begin) / NsPerMs}, {"receive", 0}}},
        {"serverIPAddress", connection.localAddress.toStdString()},
        {"connection", std::to_string(connection.number)}, {"comment", connection.device.toStdString()},
        {"_resourceType", "websocket"}};
    std::string text = dumped(entry);
    text.pop_back(); // the entry goes on with its messages
    put(text + R"(,"_webSocketMessages":[)");
    if (!writeMessages(rows, goesOn))
        return false;
    put("]}");
    return true;
}

// A message in fragments is one, as it is to a browser.
bool HarWriter::writeMessages(const std::vector<quint64> &rows, const GoesOn &goesOn)
{
    std::array<QByteArray, 2> begun; // received, sent
    bool isFirst = true;
    for (const quint64 number : rows) {
        if (!goesOn())
            return false;
        FrameRecord record;
        if (!m_store.read(number, &record))
            continue;
        QByteArray data = m_store.content(number);
        if (record.message != 0) {
            QByteArray &message = begun[size_t(record.direction)];
            if (record.fragment <= 1)
                message.clear();
            message.append(data.left(MaxMessage - message.size()));
            if (!record.header.fin)
                continue;
            data = std::exchange(message, {});
        }
        const bool isText = record.messageOpcode == ws::Opcode::Text && ws::isValidUtf8(data);
        const ws::Opcode opcode = record.message != 0 ? record.messageOpcode : record.header.opcode;
        const QByteArray shown = isText ? data : data.toBase64();
        Json object = {{"type", record.direction == ws::Direction::Received ? "send" : "receive"},
            {"time",
                double(m_store.startedAt().toMSecsSinceEpoch()) / 1000 + double(record.timeNs) / NsPerSecond},
            {"opcode", int(opcode)}, {"data", shown.toStdString()}};
        if (opcode == ws::Opcode::Text && !isText)
            object["_encoding"] = "base64"; // which goes without saying for other opcodes
        put((isFirst ? "\n" : ",\n") + dumped(object));
        isFirst = false;
    }
    return true;
}

void HarWriter::put(const std::string &json)
{
    m_out->write(json.data(), qint64(json.size()));
}

} // namespace sockscope

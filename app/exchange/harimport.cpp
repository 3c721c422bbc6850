// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/logimport.h"

#include <QIODevice>
#include <QUrl>

#include <nlohmann/json.hpp>

namespace sockscope {

using Json = nlohmann::json;

namespace {

constexpr qint64 MaxHarBytes = 1024LL * 1024 * 1024;
constexpr int MaxDepth = 64;
constexpr double NsPerSecond = 1e9;

/// Fields of JSON that anybody may have written: what is missing or of another kind is empty.
QByteArray textOf(const Json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    if (!object.is_object() || found == object.end() || !found->is_string())
        return {};
    return QByteArray::fromStdString(found->get<std::string>());
}

double numberOf(const Json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() && found->is_number() ? found->get<double>() : 0;
}

const Json &childOf(const Json &object, const char *name)
{
    static const Json nothing;
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() ? *found : nothing;
}

QByteArray headersText(const Json &headers)
{
    QByteArray text;
    for (const Json &header : headers)
        text += textOf(header, "name") + ": " + textOf(header, "value") + "\r\n";
    return text + "\r\n";
}

/// A row to be, in the order of time.
struct TimedRow
{
    FrameRecord record;
    QByteArray payload;
};

class HarReader
{
public:
    explicit HarReader(const Json &log) : m_log(log) { }

    OpenedSession read()
    {
        for (const Json &entry : childOf(m_log, "entries")) {
            if (childOf(entry, "_webSocketMessages").is_array())
                readEntry(entry);
        }
        OpenedSession opened;
        if (m_rows.empty()) {
            opened.error = QStringLiteral("this HAR has no WebSocket connection");
            return opened;
        }
        std::ranges::stable_sort(m_rows, {}, [](const TimedRow &row) { return row.record.timeNs; });
        const qint64 first = m_rows.front().record.timeNs;
        constexpr qint64 NsPerMs = 1'000'000;
        opened.store =
            std::make_unique<CaptureStore>(MaxImportBytes, QDateTime::fromMSecsSinceEpoch(first / NsPerMs));
        for (TimedRow &row : m_rows) {
            row.record.timeNs -= first / NsPerMs * NsPerMs;
            opened.store->append(row.record, row.payload);
        }
        if (m_wrong > 0)
            opened.problems.append(
                QStringLiteral("%1 messages are left out: their data is no base64").arg(m_wrong));
        return opened;
    }

private:
    void readEntry(const Json &entry)
    {
        ++m_connection;
        m_messages = {};
        const qint64 begin =
            QDateTime::fromString(QString::fromUtf8(textOf(entry, "startedDateTime")), Qt::ISODateWithMs)
                .toMSecsSinceEpoch()
            * 1'000'000;
        const Json &request = childOf(entry, "request");
        const QUrl url(QString::fromUtf8(textOf(request, "url")));
        addHead(begin, ws::Direction::Received,
            "GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) + " HTTP/1.1\r\n"
                + headersText(childOf(request, "headers")));
        const Json &response = childOf(entry, "response");
        const auto status = int(numberOf(response, "status"));
        addHead(begin, ws::Direction::Sent,
            "HTTP/1.1 " + QByteArray::number(status) + ' ' + textOf(response, "statusText") + "\r\n"
                + headersText(childOf(response, "headers")));
        for (const Json &message : childOf(entry, "_webSocketMessages"))
            readMessage(message);
    }

    void addHead(qint64 timeNs, ws::Direction direction, const QByteArray &head)
    {
        TimedRow row;
        row.record.timeNs = timeNs;
        row.record.connection = m_connection;
        row.record.kind = RowKind::Handshake;
        row.record.direction = direction;
        row.record.length = quint64(head.size());
        row.payload = head;
        m_rows.push_back(row);
    }

    void readMessage(const Json &message)
    {
        const auto opcode = ws::Opcode(int(numberOf(message, "opcode")) & 0xF);
        TimedRow row;
        row.payload = textOf(message, "data");
        if (opcode != ws::Opcode::Text) {
            const auto decoded =
                QByteArray::fromBase64Encoding(row.payload, QByteArray::AbortOnBase64DecodingErrors);
            if (!decoded) {
                ++m_wrong;
                return;
            }
            row.payload = decoded.decoded;
        }
        const bool isSend = textOf(message, "type") == "send"; // by the device
        FrameRecord &record = row.record;
        record.timeNs = qint64(numberOf(message, "time") * NsPerSecond);
        record.connection = m_connection;
        record.direction = isSend ? ws::Direction::Received : ws::Direction::Sent;
        record.header = ws::makeFrameHeader(opcode, quint64(row.payload.size()));
        record.headerSize = quint8(record.header.encodedSize());
        record.length = quint64(row.payload.size());
        if (!ws::isControl(opcode)) {
            record.message = ++m_messages[isSend ? 0 : 1];
            record.messageOpcode = opcode;
        }
        m_rows.push_back(row);
    }

    const Json &m_log;
    std::vector<TimedRow> m_rows;
    quint64 m_connection = 0;
    std::array<quint64, 2> m_messages{};
    quint64 m_wrong = 0;
};

} // namespace

OpenedSession importHar(QIODevice *in)
{
    OpenedSession failed;
    const QByteArray bytes = in->read(MaxHarBytes);
    if (!in->atEnd()) {
        failed.error = QStringLiteral("it is larger than %1 bytes").arg(MaxHarBytes);
        return failed;
    }
    const auto shallow = [](int depth, Json::parse_event_t, Json &) { return depth <= MaxDepth; };
    try {
        return HarReader(childOf(Json::parse(bytes.begin(), bytes.end(), shallow), "log")).read();
    } catch (const Json::parse_error &error) {
        failed.error = QStringLiteral("it is no JSON from byte %1 on").arg(error.byte);
        return failed;
    }
}

} // namespace sockscope

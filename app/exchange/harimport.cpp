// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/logimport.h"

#include <QIODevice>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <utility>
#include <vector>

namespace sockscope {

using Json = nlohmann::json;

namespace {

constexpr qint64 MaxHarBytes = 1024LL * 1024 * 1024;
constexpr int MaxDepth = 64;
constexpr double NsPerSecond = 1e9;
constexpr qint64 NsPerMs = 1'000'000;
constexpr double MaxSeconds = 9e9; // what a 64 bit number of nanoseconds holds

// Where things are: log (1) . entries (2) [ an entry (3) . its messages (4) [ a message (5)
constexpr int EntryDepth = 3;
constexpr int MessageDepth = 5;

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

/// The same within bounds, rounded down; @p least where it is outside of them.
qint64 wholeOf(const Json &object, const char *name, double least, double most, double unit = 1)
{
    const double number = numberOf(object, name);
    return qint64((number >= least && number <= most ? number : least) * unit);
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

/// The bytes of a device, one after the other: an input iterator. As made, the end of all.
class DeviceBytes
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    DeviceBytes() = default;
    DeviceBytes(QIODevice *device, qint64 most) : m_device(device), m_left(most) { fill(); }

    const char &operator*() const { return m_buffer.constData()[m_at]; }
    DeviceBytes &operator++()
    {
        if (++m_at == m_buffer.size())
            fill();
        return *this;
    }
    // Copies are there to be compared with the end.
    bool operator==(const DeviceBytes &other) const { return m_device == other.m_device; }

private:
    void fill()
    {
        constexpr qint64 AtOnce = 64 * 1024;
        m_buffer = m_device->read(std::min(AtOnce, m_left));
        m_left -= m_buffer.size();
        m_at = 0;
        if (m_buffer.isEmpty())
            m_device = nullptr;
    }

    QIODevice *m_device = nullptr;
    qint64 m_left = 0;
    QByteArray m_buffer;
    qsizetype m_at = 0;
};

/// A row to be, in the order of time.
struct TimedRow
{
    FrameRecord record;
    QByteArray payload;
};

/// Takes messages and entries out of the file as they are parsed, so that one that is cut off is read as far
/// as it goes.
class HarReader
{
public:
    /// For Json::parse(). False for what need not be kept.
    bool operator()(int depth, Json::parse_event_t event, Json &value)
    {
        if (depth > MaxDepth)
            return false;
        if (event == Json::parse_event_t::key && depth < int(m_path.size()))
            m_path[size_t(depth)] = value.get<std::string>();
        if (event != Json::parse_event_t::object_end || m_path[1] != "log" || m_path[2] != "entries")
            return true;
        if (depth == MessageDepth && m_path[4] == "_webSocketMessages") {
            readMessage(value);
            return false;
        }
        if (depth == EntryDepth)
            readEntry(value);
        return depth != EntryDepth;
    }

    OpenedSession takeSession()
    {
        OpenedSession opened;
        // A handshake comes before what is said at the same time.
        std::ranges::stable_sort(m_rows, {}, [](const TimedRow &row) {
            return std::pair(row.record.timeNs, row.record.kind != RowKind::Handshake);
        });
        if (m_rows.empty()) {
            opened.error = QStringLiteral("this HAR has no WebSocket connection");
            return opened;
        }
        const qint64 startMs = m_rows.front().record.timeNs / NsPerMs;
        opened.store =
            std::make_unique<CaptureStore>(MaxImportBytes, QDateTime::fromMSecsSinceEpoch(startMs));
        for (TimedRow &row : m_rows) {
            row.record.timeNs -= startMs * NsPerMs;
            opened.store->append(row.record, row.payload);
        }
        if (m_wrong > 0)
            opened.problems.append(
                QStringLiteral("%1 messages are left out: their data is no base64").arg(m_wrong));
        return opened;
    }

private:
    void beginConnection()
    {
        if (m_isInConnection)
            return;
        m_isInConnection = true;
        ++m_connection;
        m_messages = {};
        m_firstMessageNs = 0;
    }

    // Its messages have been read, unless there are none.
    void readEntry(const Json &entry)
    {
        if (!m_isInConnection && !childOf(entry, "_webSocketMessages").is_array())
            return;
        beginConnection();
        m_isInConnection = false;
        const QDateTime started =
            QDateTime::fromString(QString::fromUtf8(textOf(entry, "startedDateTime")), Qt::ISODateWithMs);
        const bool isKnown = started.isValid() && started.toSecsSinceEpoch() >= 0
            && double(started.toSecsSinceEpoch()) < MaxSeconds;
        const qint64 begin = isKnown ? started.toMSecsSinceEpoch() * NsPerMs : m_firstMessageNs;
        const Json &request = childOf(entry, "request");
        const QUrl url(QString::fromUtf8(textOf(request, "url")));
        addHead(begin, ws::Direction::Received,
            "GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) + " HTTP/1.1\r\n"
                + headersText(childOf(request, "headers")));
        const Json &response = childOf(entry, "response");
        addHead(begin, ws::Direction::Sent,
            "HTTP/1.1 " + QByteArray::number(wholeOf(response, "status", 0, 999)) + ' '
                + textOf(response, "statusText") + "\r\n" + headersText(childOf(response, "headers")));
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
        beginConnection();
        const auto opcode = ws::Opcode(wholeOf(message, "opcode", 0, 0xF));
        TimedRow row;
        row.payload = textOf(message, "data");
        if (opcode != ws::Opcode::Text || textOf(message, "_encoding") == "base64") {
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
        record.timeNs = wholeOf(message, "time", 0, MaxSeconds, NsPerSecond);
        if (m_firstMessageNs == 0)
            m_firstMessageNs = record.timeNs;
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

    std::array<std::string, MessageDepth> m_path; // the last key at each depth
    std::vector<TimedRow> m_rows;
    bool m_isInConnection = false; // an entry that is one
    qint64 m_firstMessageNs = 0;
    quint64 m_connection = 0;
    std::array<quint64, 2> m_messages{};
    quint64 m_wrong = 0;
};

} // namespace

OpenedSession importHar(QIODevice *in)
{
    HarReader reader;
    QString damage;
    try {
        [[maybe_unused]] const Json rest = // what the reader has left of it
            Json::parse(DeviceBytes(in, MaxHarBytes), DeviceBytes(), std::ref(reader));
    } catch (const Json::parse_error &error) {
        damage = qint64(error.byte) > MaxHarBytes
            ? QStringLiteral("it is larger than %1 bytes: the rest is left out").arg(MaxHarBytes)
            : QStringLiteral("it is no JSON from byte %1 on").arg(error.byte);
    }
    OpenedSession opened = reader.takeSession();
    if (damage.isEmpty())
        return opened;
    if (opened.store)
        opened.problems.append(damage);
    else
        opened.error = damage;
    return opened;
}

} // namespace sockscope

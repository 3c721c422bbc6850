// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A row out of a JSON object, which anybody may have written.
#include "app/exchange/rowjson.h"

#include <nlohmann/json.hpp>

namespace sockscope {

using Json = nlohmann::ordered_json;

namespace {

/// Takes fields out of one object; the first that is wrong is remembered, and the rest are left alone.
class FieldReader
{
public:
    explicit FieldReader(const Json &object) : m_object(object) { }

    const QString &fault() const { return m_fault; }
    bool has(const char *name) const { return m_object.contains(name); }

    template <typename Number> void number(const char *name, Number *into, quint64 max)
    {
        const Json *field = find(name);
        if (!field)
            return;
        const bool fits = field->is_number_unsigned() && field->get<quint64>() <= max;
        if (fits)
            *into = Number(field->get<quint64>());
        else
            blame(name, QStringLiteral("is no whole number from 0 to %1").arg(max));
    }
    void flag(const char *name, bool *into)
    {
        const Json *field = find(name);
        if (field && field->is_boolean())
            *into = field->get<bool>();
        else if (field)
            blame(name, QStringLiteral("is neither true nor false"));
    }
    QByteArray text(const char *name)
    {
        const Json *field = find(name);
        if (field && !field->is_string())
            blame(name, QStringLiteral("is no string"));
        if (!field || !field->is_string())
            return {};
        const auto &value = field->get_ref<const std::string &>();
        return QByteArray(value.data(), qsizetype(value.size()));
    }
    /// One of the names that @p nameOf gives to 0 ... @p last.
    template <typename Enum, typename NameOf>
    void choice(const char *name, Enum *into, Enum last, NameOf nameOf)
    {
        const QByteArray value = text(name);
        if (value.isEmpty())
            return;
        for (int i = 0; i <= int(last); ++i) {
            if (value == nameOf(Enum(i))) {
                *into = Enum(i);
                return;
            }
        }
        blame(name, QStringLiteral("is unknown: \"%1\"").arg(QString::fromUtf8(value)));
    }
    /// As putBytes() wrote them.
    QByteArray bytes(const QByteArray &name)
    {
        const QByteArray encoded = name + "Base64";
        if (!has(encoded.constData()))
            return text(name.constData());
        const auto decoded = QByteArray::fromBase64Encoding(
            text(encoded.constData()), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            blame(encoded.constData(), QStringLiteral("is no base64"));
        return decoded.decoded;
    }
    void blame(const char *name, const QString &what)
    {
        if (m_fault.isEmpty())
            m_fault = QStringLiteral("\"%1\" %2").arg(QLatin1StringView(name), what);
    }

private:
    const Json *find(const char *name) const
    {
        const auto found = m_object.find(name);
        return found == m_object.end() || !m_fault.isEmpty() ? nullptr : &*found;
    }

    const Json &m_object;
    QString m_fault;
};

constexpr quint64 MaxTimeNs = quint64(1) << 62;
constexpr quint64 Max64 = ~quint64(0);
constexpr quint64 Max32 = 0xFFFF'FFFF;

void readHeader(FieldReader &fields, FrameRecord *record)
{
    ws::FrameHeader &header = record->header;
    fields.number("opcode", &header.opcode, 15);
    fields.flag("fin", &header.fin);
    int rsv = 0;
    fields.number("rsv", &rsv, 7);
    header.rsv1 = (rsv & 4) != 0;
    header.rsv2 = (rsv & 2) != 0;
    header.rsv3 = (rsv & 1) != 0;
    if (fields.has("mask")) {
        const QByteArray key = QByteArray::fromHex(fields.text("mask"));
        if (key.size() == qsizetype(sizeof(ws::MaskKey)))
            std::memcpy(header.mask.emplace().data(), key.constData(), sizeof(ws::MaskKey));
        else
            fields.blame("mask", QStringLiteral("is not four bytes in hex"));
    }
    header.payloadLength = record->length;
    header.lengthEncoding = ws::minimalEncoding(record->length);
    int lengthBytes = 0;
    fields.number("lengthBytes", &lengthBytes, 9);
    if (lengthBytes != 0)
        header.lengthEncoding = lengthBytes == 1 ? ws::LengthEncoding::Bits7
            : lengthBytes == 3                   ? ws::LengthEncoding::Bits16
                                                 : ws::LengthEncoding::Bits64;
    record->headerSize = quint8(header.encodedSize());
}

void readFrame(FieldReader &fields, FrameRecord *record)
{
    fields.number("length", &record->length, Max64);
    readHeader(fields, record);
    fields.number("reads", &record->reads, Max32);
    fields.number("message", &record->message, Max64);
    fields.number("messageOpcode", &record->messageOpcode, 15);
    fields.number("fragment", &record->fragment, Max32);
    fields.number("rttNs", &record->rttNs, MaxTimeNs);
    fields.choice("rttClock", &record->rttSource, RttSource::Kernel, rttSourceName);
}

} // namespace

std::variant<IncomingRow, QString> rowFromJson(const Json &object)
{
    if (!object.is_object())
        return QStringLiteral("it is no JSON object");
    FieldReader fields(object);
    IncomingRow row;
    FrameRecord &record = row.record;
    fields.number("timeNs", &record.timeNs, MaxTimeNs);
    fields.number("connection", &record.connection, Max32);
    fields.choice("kind", &record.kind, RowKind::Event, kindName);
    fields.choice("event", &record.event, EventKind::Fault, eventName);
    fields.choice("direction", &record.direction, ws::Direction::Sent, directionName);
    row.payload = fields.bytes("payload");
    record.length = quint64(row.payload.size());
    if (record.kind == RowKind::Frame)
        readFrame(fields, &record);
    if (const QByteArray rule = fields.text("violation"); !rule.isEmpty()) {
        record.violation = ws::ruleNamed(QLatin1StringView(rule));
        if (!record.violation)
            fields.blame("violation", QStringLiteral("is unknown: \"%1\"").arg(QString::fromUtf8(rule)));
    }
    record.compressed = record.kind == RowKind::Frame && fields.has("inflatedLength");
    if (record.compressed) {
        fields.number("inflatedLength", &record.inflatedLength, Max64);
        row.detail = fields.bytes("inflated");
    } else if (record.kind == RowKind::Event && fields.has("facts")) {
        row.detail = QByteArray::fromStdString(object.at("facts").dump());
    }
    if (!fields.fault().isEmpty())
        return fields.fault();
    return row;
}

} // namespace sockscope

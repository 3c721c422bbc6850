// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/payloaddecoder.h"
#include "app/text/payloadtext.h"

#include <QDateTime>
#include <QLocale>
#include <QtEndian>

#define MSGPACK_NO_BOOST
#include <msgpack/null_visitor.hpp>
#include <msgpack/parse.hpp>
#include <msgpack/unpack.hpp>

namespace sockscope {

namespace {

using Kind = PayloadNode::Kind;

// Bytes in front of what a format byte announces, itself among them. https://github.com/msgpack/msgpack
// spec.md: the formats from 0xc0 to 0xdf; the others say all in one byte.
qsizetype headSize(uchar format)
{
    switch (format) {
    case 0xc4: // bin 8
    case 0xd9: // str 8
        return 2;
    case 0xc5: // bin 16
    case 0xda: // str 16
    case 0xdc: // array 16
    case 0xde: // map 16
        return 3;
    case 0xc6: // bin 32
    case 0xdb: // str 32
    case 0xdd: // array 32
    case 0xdf: // map 32
        return 5;
    case 0xc7: // ext 8: its type is counted with its data
        return 2;
    case 0xc8: // ext 16
        return 3;
    case 0xc9: // ext 32
        return 5;
    default:
        return 1;
    }
}

qsizetype numberSize(uchar format)
{
    switch (format) {
    case 0xcc: // uint 8
    case 0xd0: // int 8
        return 2;
    case 0xcd: // uint 16
    case 0xd1: // int 16
        return 3;
    case 0xca: // float 32
    case 0xce: // uint 32
    case 0xd2: // int 32
        return 5;
    case 0xcb: // float 64
    case 0xcf: // uint 64
    case 0xd3: // int 64
        return 9;
    default:
        return 1;
    }
}

QString integerType(uchar format)
{
    switch (numberSize(format)) {
    case 1:
        return QStringLiteral("fixint");
    case 2:
        return format == 0xcc ? QStringLiteral("uint 8") : QStringLiteral("int 8");
    case 3:
        return format == 0xcd ? QStringLiteral("uint 16") : QStringLiteral("int 16");
    case 5:
        return format == 0xce ? QStringLiteral("uint 32") : QStringLiteral("int 32");
    default:
        return format == 0xcf ? QStringLiteral("uint 64") : QStringLiteral("int 64");
    }
}

// The extension type -1 of the specification: seconds since 1970 in 4 bytes, with nanoseconds in 8 or 12.
std::optional<QDateTime> timestamp(QByteArrayView data)
{
    qint64 seconds = 0;
    quint32 nanoseconds = 0;
    if (data.size() == 4) {
        seconds = qFromBigEndian<quint32>(data.data());
    } else if (data.size() == 8) {
        const auto both = qFromBigEndian<quint64>(data.data());
        seconds = qint64(both & 0x3'ffff'ffff);
        nanoseconds = quint32(both >> 34);
    } else if (data.size() == 12) {
        nanoseconds = qFromBigEndian<quint32>(data.data());
        seconds = qFromBigEndian<qint64>(data.data() + 4);
    } else {
        return std::nullopt;
    }
    const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    return time.isValid() ? std::optional(time.addMSecs(nanoseconds / 1'000'000)) : std::nullopt;
}

/// msgpack-c says what comes, not where it stood: values follow each other without a gap, so each begins
/// where the one before ended. A key is kept aside until its value comes.
class MessagePackEvents : public msgpack::null_visitor
{
public:
    MessagePackEvents(QByteArrayView bytes, PayloadTreeBuilder *tree) : m_bytes(bytes), m_tree(tree) { }

    qsizetype at() const { return m_at; }

    bool visit_nil()
    {
        return put({.kind = Kind::Null, .value = QStringLiteral("nil"), .type = QStringLiteral("nil")}, 1);
    }
    bool visit_boolean(bool value)
    {
        return put({.kind = Kind::Boolean,
                       .value = value ? QStringLiteral("true") : QStringLiteral("false"),
                       .type = QStringLiteral("bool")},
            1);
    }
    bool visit_positive_integer(uint64_t value)
    {
        return putNumber(QString::number(value), double(value), integerType(format()));
    }
    bool visit_negative_integer(int64_t value)
    {
        return putNumber(QString::number(value), double(value), integerType(format()));
    }
    bool visit_float32(float value)
    {
        return putNumber(QString::number(value), double(value), QStringLiteral("float 32"));
    }
    bool visit_float64(double value)
    {
        return putNumber(
            QString::number(value, 'g', QLocale::FloatingPointShortest), value, QStringLiteral("float 64"));
    }
    bool visit_str(const char *text, uint32_t size)
    {
        const QByteArrayView view(text, qsizetype(size));
        return put({.kind = Kind::String,
                       .value = textPreview(view, PayloadTreeBuilder::MaxValueChars),
                       .type = QStringLiteral("str")},
            headSize(format()) + view.size(), view);
    }
    bool visit_bin(const char *bytes, uint32_t size)
    {
        const QByteArrayView view(bytes, qsizetype(size));
        return put({.kind = Kind::Bytes,
                       .value = hexPreview(view),
                       .type = QStringLiteral("bin, %1 bytes").arg(size)},
            headSize(format()) + view.size());
    }
    bool visit_ext(const char *bytes, uint32_t size) // with its type in front
    {
        const QByteArrayView data(bytes + 1, qsizetype(size) - 1);
        const int type = uchar(*bytes) < 0x80 ? uchar(*bytes) : uchar(*bytes) - 256;
        const auto time = type == -1 ? timestamp(data) : std::nullopt;
        return put({.kind = Kind::Bytes,
                       .value = time ? time->toString(Qt::ISODateWithMs) : hexPreview(data),
                       .type = time ? QStringLiteral("timestamp")
                                    : QStringLiteral("ext %1, %2 bytes").arg(type).arg(data.size())},
            headSize(format()) + qsizetype(size));
    }
    bool start_array(uint32_t size) { return start(Kind::Array, QStringLiteral("array of %1").arg(size)); }
    bool end_array() { return finish(); }
    bool start_map(uint32_t size) { return start(Kind::Object, QStringLiteral("map of %1").arg(size)); }
    bool end_map() { return finish(); }
    bool start_map_key()
    {
        m_isKey = m_keyDepth++ == 0;
        m_keyStart = m_keyDepth == 1 ? m_at : m_keyStart;
        return true;
    }
    bool end_map_key()
    {
        if (--m_keyDepth > 0)
            return true;
        const ByteRange range{m_keyStart, m_at - m_keyStart};
        if (m_key.isNull()) // a container
            m_key = hexPreview(m_bytes.sliced(range.offset, range.length), MaxKeyBytes).toUtf8();
        m_tree->setKey(std::exchange(m_key, {}), range);
        return true;
    }
    void parse_error(size_t /*parsed*/, size_t /*offset*/)
    {
        m_tree->fail(m_at, QStringLiteral("0x%1 begins no value").arg(format(), 2, 16, QLatin1Char('0')));
    }
    void insufficient_bytes(size_t /*parsed*/, size_t /*offset*/)
    {
        m_tree->fail(
            m_bytes.size(), QStringLiteral("ends within the value that begins at byte %1").arg(m_at));
    }

private:
    static constexpr qsizetype MaxKeyBytes = 16;

    uchar format() const { return m_at < m_bytes.size() ? uchar(m_bytes[m_at]) : 0; }

    bool putNumber(const QString &words, double value, const QString &type)
    {
        return put(
            {.kind = Kind::Number, .value = words, .type = type, .number = value}, numberSize(format()));
    }

    bool put(PayloadNode node, qsizetype size, QByteArrayView text = {})
    {
        node.range = {m_at, size};
        m_at += size;
        if (m_keyDepth == 0)
            return m_tree->add(std::move(node));
        if (m_isKey)
            m_key = text.isNull() ? node.value.toUtf8() : text.toByteArray();
        return true;
    }

    bool start(Kind kind, const QString &type)
    {
        const qsizetype begin = m_at;
        m_at += headSize(format());
        m_isKey = false;
        if (m_keyDepth == 0)
            return m_tree->begin(kind, type, begin);
        if (++m_keyContainers <= PayloadTreeBuilder::MaxDepth)
            return true;
        m_tree->fail(begin, QStringLiteral("a key of containers nested too deep"));
        return false;
    }

    bool finish()
    {
        if (m_keyDepth == 0)
            m_tree->end(m_at);
        else
            --m_keyContainers;
        return true;
    }

    const QByteArrayView m_bytes;
    PayloadTreeBuilder *const m_tree;
    qsizetype m_at = 0; // behind the last value
    int m_keyDepth = 0; // keys within keys
    int m_keyContainers = 0;
    bool m_isKey = false; // the next value is the key, not part of it
    qsizetype m_keyStart = 0;
    QByteArray m_key;
};

class MessagePackDecoder : public PayloadDecoder
{
public:
    void read(QByteArrayView payload, PayloadTreeBuilder *tree) const override
    {
        MessagePackEvents events(payload, tree);
        const bool isWhole = msgpack::parse(payload.data(), size_t(payload.size()), events);
        if (isWhole && events.at() < payload.size())
            tree->fail(events.at(), QStringLiteral("bytes follow the value"));
    }
};

} // namespace

std::unique_ptr<PayloadDecoder> makeMessagePackDecoder()
{
    return std::make_unique<MessagePackDecoder>();
}

} // namespace sockscope

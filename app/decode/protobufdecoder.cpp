// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/protobufdecoder.h"

#include "app/decode/protobuffields.h"
#include "serverlib/protocol/utf8validator.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

namespace sockscope {

namespace {

namespace pb = google::protobuf;
using Kind = PayloadNode::Kind;
using Wire = pb::internal::WireFormatLite;
using pb::FieldDescriptor;

// Text that people might have written: a guess for fields that no schema names.
bool isPlainText(QByteArrayView bytes)
{
    return ws::isValidUtf8(bytes) && std::ranges::none_of(bytes, [](char c) {
        return uchar(c) < 0x20 && !QByteArrayView("\t\n\r").contains(c);
    });
}

// The field of that number. One sent as another type than the schema's is unknown, as it is to every reader.
const FieldDescriptor *fieldOf(const pb::Descriptor *type, int number, Wire::WireType wire)
{
    const FieldDescriptor *field = type ? type->FindFieldByNumber(number) : nullptr;
    if (!field)
        return nullptr;
    const bool isPacked = field->is_packable() && wire == Wire::WIRETYPE_LENGTH_DELIMITED;
    return isPacked || wire == Wire::WireTypeForFieldType(Wire::FieldType(field->type())) ? field : nullptr;
}

/// Reads fields one after the other with protobuf's own reader, which knows where it stands.
class FieldWalker
{
public:
    /// @p message begins at @p base of the payload.
    FieldWalker(QByteArrayView message, qsizetype base, PayloadTreeBuilder *tree)
        : m_message(message)
        , m_base(base)
        , m_stream(reinterpret_cast<const uint8_t *>(message.data()), int(message.size()))
        , m_tree(tree)
    { }

    bool walk(const pb::Descriptor *type)
    {
        while (at() < m_message.size()) {
            if (!field(type))
                return false;
        }
        return true;
    }

private:
    qsizetype at() const { return m_stream.CurrentPosition(); }

    bool broken(qsizetype start, const QString &words)
    {
        m_tree->fail(m_base + start, words);
        return false;
    }

    bool field(const pb::Descriptor *type)
    {
        const qsizetype start = at();
        const uint32_t tag = m_stream.ReadTag();
        const int number = Wire::GetTagFieldNumber(tag);
        if (number == 0)
            return broken(start, QStringLiteral("no field tag: field numbers begin at 1"));
        const FieldDescriptor *known = fieldOf(type, number, Wire::GetTagWireType(tag));
        m_tree->setKey(known ? QByteArray::fromStdString(known->name()) : QByteArray::number(number),
            {m_base + start, at() - start});
        switch (Wire::GetTagWireType(tag)) {
        case Wire::WIRETYPE_VARINT:
            return varint(known);
        case Wire::WIRETYPE_FIXED64:
            return fixed64(known);
        case Wire::WIRETYPE_FIXED32:
            return fixed32(known);
        case Wire::WIRETYPE_LENGTH_DELIMITED:
            return delimited(known);
        default:
            return broken(start,
                QStringLiteral("field %1 has wire type %2: groups are not read, and there is no type above 5")
                    .arg(number)
                    .arg(tag & 7));
        }
    }

    bool put(PayloadNode node, qsizetype start)
    {
        node.range = {m_base + start, at() - start};
        return m_tree->add(std::move(node));
    }

    bool varint(const FieldDescriptor *known)
    {
        const qsizetype start = at();
        uint64_t value = 0;
        if (!m_stream.ReadVarint64(&value))
            return broken(start, QStringLiteral("a varint of more than ten bytes, or cut short"));
        return put(varintNode(value, known), start);
    }

    bool fixed64(const FieldDescriptor *known)
    {
        const qsizetype start = at();
        uint64_t value = 0;
        if (!m_stream.ReadLittleEndian64(&value))
            return broken(start, QStringLiteral("eight bytes were announced, and the message ends"));
        return put(fixed64Node(value, known), start);
    }

    bool fixed32(const FieldDescriptor *known)
    {
        const qsizetype start = at();
        uint32_t value = 0;
        if (!m_stream.ReadLittleEndian32(&value))
            return broken(start, QStringLiteral("four bytes were announced, and the message ends"));
        return put(fixed32Node(value, known), start);
    }

    bool delimited(const FieldDescriptor *known)
    {
        const qsizetype start = at();
        uint32_t length = 0;
        if (!m_stream.ReadVarint32(&length) || length > size_t(m_message.size() - at()))
            return broken(start,
                QStringLiteral("%L1 bytes were announced, %L2 are there")
                    .arg(length)
                    .arg(m_message.size() - at()));
        const QByteArrayView content = m_message.sliced(at(), length);
        const qsizetype contentAt = at();
        m_stream.Skip(int(length));
        const ByteRange range{m_base + contentAt, content.size()};
        if (known)
            return knownContent(content, range, *known);
        if (!content.isEmpty() && isPlainText(content))
            return m_tree->addText(content, QStringLiteral("text?"), range);
        if (isMessage(content))
            return message(content, range, nullptr, QStringLiteral("message?"));
        return m_tree->addBytes(content, QStringLiteral("%1 bytes").arg(length), range);
    }

    bool knownContent(QByteArrayView content, ByteRange range, const FieldDescriptor &known)
    {
        switch (known.type()) {
        case FieldDescriptor::TYPE_MESSAGE:
            return message(
                content, range, known.message_type(), QString::fromStdString(known.message_type()->name()));
        case FieldDescriptor::TYPE_STRING:
            return m_tree->addText(content, QStringLiteral("string"), range);
        case FieldDescriptor::TYPE_BYTES:
            return m_tree->addBytes(content, QStringLiteral("bytes, %1").arg(content.size()), range);
        default:
            return packed(content, range, known);
        }
    }

    bool message(QByteArrayView content, ByteRange range, const pb::Descriptor *type, const QString &name)
    {
        if (!m_tree->begin(Kind::Object, name, range.offset))
            return false;
        if (!FieldWalker(content, range.offset, m_tree).walk(type))
            return false;
        m_tree->end(range.end());
        return true;
    }

    bool packed(QByteArrayView content, ByteRange range, const FieldDescriptor &known)
    {
        if (!m_tree->begin(
                Kind::Array, QStringLiteral("packed %1").arg(QLatin1String(known.type_name())), range.offset))
            return false;
        FieldWalker values(content, range.offset, m_tree);
        while (values.at() < content.size()) {
            if (!values.element(known))
                return false;
        }
        m_tree->end(range.end());
        return true;
    }

    bool element(const FieldDescriptor &known)
    {
        switch (Wire::WireTypeForFieldType(Wire::FieldType(known.type()))) {
        case Wire::WIRETYPE_FIXED64:
            return fixed64(&known);
        case Wire::WIRETYPE_FIXED32:
            return fixed32(&known);
        default:
            return varint(&known);
        }
    }

    bool isMessage(QByteArrayView content) const
    {
        if (content.isEmpty() || m_tree->depth() >= PayloadTreeBuilder::MaxDepth)
            return false;
        return isProtobufMessage(content);
    }

    const QByteArrayView m_message;
    const qsizetype m_base;
    pb::io::CodedInputStream m_stream;
    PayloadTreeBuilder *const m_tree;
};

class ProtobufDecoder : public PayloadDecoder
{
public:
    ProtobufDecoder(std::shared_ptr<const ProtoSchema> schema, const QString &messageType)
        : m_schema(std::move(schema)), m_type(m_schema ? m_schema->find(messageType) : nullptr)
    { }

    void read(QByteArrayView payload, PayloadTreeBuilder *tree) const override
    {
        const QString name = m_type ? QString::fromStdString(m_type->full_name()) : QStringLiteral("message");
        if (tree->begin(Kind::Object, name, 0) && FieldWalker(payload, 0, tree).walk(m_type))
            tree->end(payload.size());
    }

private:
    const std::shared_ptr<const ProtoSchema> m_schema; // owns m_type
    const pb::Descriptor *const m_type;
};

} // namespace

bool isProtobufMessage(QByteArrayView content)
{
    pb::io::CodedInputStream stream(reinterpret_cast<const uint8_t *>(content.data()), int(content.size()));
    while (const uint32_t tag = stream.ReadTag()) {
        const auto wire = Wire::GetTagWireType(tag);
        const bool isGroup = wire == Wire::WIRETYPE_START_GROUP || wire == Wire::WIRETYPE_END_GROUP;
        if (isGroup || Wire::GetTagFieldNumber(tag) == 0 || !Wire::SkipField(&stream, tag))
            return false;
    }
    return stream.ConsumedEntireMessage() && stream.CurrentPosition() == content.size();
}

std::unique_ptr<PayloadDecoder> makeProtobufDecoder(
    std::shared_ptr<const ProtoSchema> schema, const QString &messageType)
{
    return std::make_unique<ProtobufDecoder>(std::move(schema), messageType);
}

} // namespace sockscope

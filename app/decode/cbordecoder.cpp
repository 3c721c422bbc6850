// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/payloaddecoder.h"
#include "app/text/payloadtext.h"

#include <QCborStreamReader>
#include <QLocale>

namespace sockscope {

namespace {

using Kind = PayloadNode::Kind;

constexpr qsizetype MaxKeyBytes = 16;

// RFC 8949 3.4: what the commoner tags say.
QString tagWords(quint64 tag)
{
    switch (tag) {
    case 0:
        return QStringLiteral("tag 0 (date and time)");
    case 1:
        return QStringLiteral("tag 1 (seconds since 1970)");
    case 2:
    case 3:
        return QStringLiteral("tag %1 (big number)").arg(tag);
    case 24:
        return QStringLiteral("tag 24 (CBOR in bytes)");
    case 32:
        return QStringLiteral("tag 32 (URI)");
    case 37:
        return QStringLiteral("tag 37 (UUID)");
    case 55799:
        return QStringLiteral("tag 55799 (CBOR)");
    default:
        return QStringLiteral("tag %1").arg(tag);
    }
}

class CborWalker
{
public:
    CborWalker(QByteArrayView cbor, PayloadTreeBuilder *tree)
        : m_cbor(cbor), m_reader(cbor.data(), cbor.size()), m_tree(tree)
    { }

    void walk()
    {
        if (value() && at() < m_cbor.size())
            m_tree->fail(at(), QStringLiteral("bytes follow the value (RFC 8949 5.3.1)"));
    }

private:
    qsizetype at() const { return qsizetype(m_reader.currentOffset()); }

    bool broken()
    {
        m_tree->fail(at(), m_reader.lastError().toString());
        return false;
    }

    bool value()
    {
        const qsizetype start = at();
        const QString tags = readTags();
        switch (m_reader.type()) {
        case QCborStreamReader::Array:
        case QCborStreamReader::Map:
            return container(tags, start);
        case QCborStreamReader::TextString:
            return text(tags, start);
        case QCborStreamReader::ByteString:
            return bytes(tags, start);
        default:
            return simple(tags, start);
        }
    }

    // Tags stand before what they speak of.
    QString readTags()
    {
        QString tags;
        while (m_reader.isTag() && tags.size() < PayloadTreeBuilder::MaxValueChars) {
            tags += tagWords(quint64(m_reader.toTag())) + QStringLiteral(", ");
            m_reader.next();
        }
        return tags;
    }

    bool container(const QString &tags, qsizetype start)
    {
        const bool isMap = m_reader.isMap();
        const QString name = isMap ? QStringLiteral("map") : QStringLiteral("array");
        const QString size = m_reader.isLengthKnown() ? QStringLiteral(" of %1").arg(m_reader.length())
                                                      : QStringLiteral(" of unknown length");
        if (!m_tree->begin(isMap ? Kind::Object : Kind::Array, tags + name + size, start))
            return false;
        if (!m_reader.enterContainer())
            return broken();
        while (m_reader.lastError() == QCborError::NoError && m_reader.hasNext()) {
            if (isMap && !key())
                return false;
            if (!value())
                return false;
        }
        if (m_reader.lastError() != QCborError::NoError || !m_reader.leaveContainer())
            return broken();
        m_tree->end(at());
        return true;
    }

    // Any value may be a key; what is neither text nor simple is called by its bytes.
    bool key()
    {
        const qsizetype start = at();
        QByteArray name;
        PayloadNode simple;
        if (m_reader.isString()) {
            name = readText();
        } else if (describe(&simple)) {
            name = simple.value.toUtf8();
            m_reader.next();
        } else {
            readTags();
            m_reader.next(PayloadTreeBuilder::MaxDepth);
        }
        const ByteRange range{start, at() - start};
        if (name.isNull())
            name = hexPreview(m_cbor.sliced(range.offset, range.length), MaxKeyBytes).toUtf8();
        m_tree->setKey(name, range);
        return m_reader.lastError() == QCborError::NoError || broken();
    }

    // In chunks, if its length was not known beforehand. What is wrong with it stands in lastError().
    QByteArray readText()
    {
        QByteArray all("");
        auto chunk = m_reader.readString();
        for (; chunk.status == QCborStreamReader::Ok; chunk = m_reader.readString())
            all += chunk.data.toUtf8();
        return all;
    }

    bool text(const QString &tags, qsizetype start)
    {
        const QByteArray all = readText();
        if (m_reader.lastError() != QCborError::NoError)
            return broken();
        return m_tree->addText(all, tags + QStringLiteral("text"), {start, at() - start});
    }

    bool bytes(const QString &tags, qsizetype start)
    {
        QByteArray all;
        auto chunk = m_reader.readByteArray();
        for (; chunk.status == QCborStreamReader::Ok; chunk = m_reader.readByteArray())
            all += chunk.data;
        if (chunk.status == QCborStreamReader::Error)
            return broken();
        return m_tree->addBytes(
            all, tags + QStringLiteral("%1 bytes").arg(all.size()), {start, at() - start});
    }

    bool simple(const QString &tags, qsizetype start)
    {
        PayloadNode node;
        if (!describe(&node))
            return broken();
        node.type.prepend(tags);
        if (!m_reader.next() && m_reader.lastError() != QCborError::NoError)
            return broken();
        node.range = {start, at() - start};
        return m_tree->add(std::move(node));
    }

    bool describe(PayloadNode *node) const
    {
        switch (m_reader.type()) {
        case QCborStreamReader::UnsignedInteger:
            setNumber(node, double(m_reader.toUnsignedInteger()), QStringLiteral("unsigned"));
            node->value = QString::number(m_reader.toUnsignedInteger());
            return true;
        case QCborStreamReader::NegativeInteger:
            return describeNegative(node);
        case QCborStreamReader::Float16:
            setNumber(node, double(float(m_reader.toFloat16())), QStringLiteral("float 16"));
            return true;
        case QCborStreamReader::Float:
            setNumber(node, double(m_reader.toFloat()), QStringLiteral("float 32"));
            node->value = QString::number(m_reader.toFloat());
            return true;
        case QCborStreamReader::Double:
            setNumber(node, m_reader.toDouble(), QStringLiteral("float 64"));
            return true;
        case QCborStreamReader::SimpleType:
            describeSimple(node);
            return true;
        default:
            return false;
        }
    }

    bool describeNegative(PayloadNode *node) const
    {
        const auto magnitude = quint64(m_reader.toNegativeInteger()); // of -1 - n it is n + 1; 0 is 2^64
        setNumber(
            node, magnitude == 0 ? -18446744073709551616. : -double(magnitude), QStringLiteral("negative"));
        node->value = magnitude == 0 ? QStringLiteral("-18446744073709551616")
                                     : QLatin1Char('-') + QString::number(magnitude);
        return true;
    }

    void describeSimple(PayloadNode *node) const
    {
        const QCborSimpleType simple = m_reader.toSimpleType();
        node->type = QStringLiteral("simple");
        if (simple == QCborSimpleType::False || simple == QCborSimpleType::True) {
            node->kind = Kind::Boolean;
            node->value = simple == QCborSimpleType::True ? QStringLiteral("true") : QStringLiteral("false");
        } else if (simple == QCborSimpleType::Null) {
            node->value = QStringLiteral("null");
        } else if (simple == QCborSimpleType::Undefined) {
            node->value = QStringLiteral("undefined");
        } else {
            node->value = QStringLiteral("simple(%1)").arg(int(simple));
        }
    }

    static void setNumber(PayloadNode *node, double number, const QString &type)
    {
        node->kind = Kind::Number;
        node->number = number;
        node->type = type;
        node->value = QString::number(number, 'g', QLocale::FloatingPointShortest);
    }

    const QByteArrayView m_cbor;
    QCborStreamReader m_reader;
    PayloadTreeBuilder *const m_tree;
};

class CborDecoder : public PayloadDecoder
{
public:
    void read(QByteArrayView payload, PayloadTreeBuilder *tree) const override
    {
        CborWalker(payload, tree).walk();
    }
};

} // namespace

std::unique_ptr<PayloadDecoder> makeCborDecoder()
{
    return std::make_unique<CborDecoder>();
}

} // namespace sockscope

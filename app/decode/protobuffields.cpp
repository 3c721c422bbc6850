// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/protobuffields.h"

#include <QLocale>

#include <google/protobuf/wire_format_lite.h>

#include <bit>
#include <cmath>

namespace sockscope {

namespace {

using google::protobuf::FieldDescriptor;
using Kind = PayloadNode::Kind;
using Wire = google::protobuf::internal::WireFormatLite;

QString typeName(const FieldDescriptor &known)
{
    return QLatin1String(known.type_name());
}

PayloadNode integerNode(qint64 value, const QString &type)
{
    return {.kind = Kind::Number, .value = QString::number(value), .type = type, .number = double(value)};
}

PayloadNode unsignedNode(quint64 value, const QString &type)
{
    return {.kind = Kind::Number, .value = QString::number(value), .type = type, .number = double(value)};
}

PayloadNode floatNode(double value, const QString &words, const QString &type)
{
    return {.kind = Kind::Number, .value = words, .type = type, .number = value};
}

PayloadNode enumNode(qint64 value, const FieldDescriptor &known)
{
    const auto *const named = known.enum_type()->FindValueByNumber(int(value));
    const QString words = named
        ? QStringLiteral("%1 (%2)").arg(QString::fromStdString(named->name())).arg(value)
        : QString::number(value);
    return floatNode(double(value), words, QString::fromStdString(known.enum_type()->name()));
}

// A sensor's figure more likely than a number of 19 digits.
bool looksLikeFloat(double value)
{
    return value == 0 || (std::abs(value) > 1e-9 && std::abs(value) < 1e12);
}

} // namespace

PayloadNode varintNode(quint64 value, const FieldDescriptor *known)
{
    if (!known)
        return unsignedNode(value, QStringLiteral("varint"));
    switch (known->type()) {
    case FieldDescriptor::TYPE_BOOL:
        return {.kind = Kind::Boolean,
            .value = value ? QStringLiteral("true") : QStringLiteral("false"),
            .type = typeName(*known)};
    case FieldDescriptor::TYPE_ENUM:
        return enumNode(qint64(value), *known);
    case FieldDescriptor::TYPE_INT32:
        return integerNode(qint32(value), typeName(*known));
    case FieldDescriptor::TYPE_INT64:
        return integerNode(qint64(value), typeName(*known));
    case FieldDescriptor::TYPE_SINT32:
        return integerNode(Wire::ZigZagDecode32(quint32(value)), typeName(*known));
    case FieldDescriptor::TYPE_SINT64:
        return integerNode(Wire::ZigZagDecode64(value), typeName(*known));
    default:
        return unsignedNode(value, typeName(*known));
    }
}

PayloadNode fixed64Node(quint64 value, const FieldDescriptor *known)
{
    const auto real = std::bit_cast<double>(value);
    if (known ? known->type() == FieldDescriptor::TYPE_DOUBLE : looksLikeFloat(real))
        return floatNode(real, QString::number(real, 'g', QLocale::FloatingPointShortest),
            known ? typeName(*known) : QStringLiteral("double?"));
    if (known && known->type() == FieldDescriptor::TYPE_SFIXED64)
        return integerNode(qint64(value), typeName(*known));
    return unsignedNode(value, known ? typeName(*known) : QStringLiteral("64 bit"));
}

PayloadNode fixed32Node(quint32 value, const FieldDescriptor *known)
{
    const auto real = std::bit_cast<float>(value);
    if (known ? known->type() == FieldDescriptor::TYPE_FLOAT : looksLikeFloat(double(real)))
        return floatNode(
            double(real), QString::number(real), known ? typeName(*known) : QStringLiteral("float?"));
    if (known && known->type() == FieldDescriptor::TYPE_SFIXED32)
        return integerNode(qint32(value), typeName(*known));
    return unsignedNode(value, known ? typeName(*known) : QStringLiteral("32 bit"));
}

} // namespace sockscope

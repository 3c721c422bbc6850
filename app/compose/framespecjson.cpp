// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/framespecjson.h"

#include "app/compose/framecomposer.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace sockscope {

namespace {

using namespace Qt::StringLiterals;

constexpr int Opcodes = 16;
constexpr std::array<QStringView, 3> Encodings{u"minimal", u"16", u"64"}; // as LengthChoice has them
constexpr std::array<QStringView, 5> Writes{
    u"together", u"frame", u"byte", u"bytes", u"header"}; // WriteChoice

std::optional<qsizetype> byteCount(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (number < 0 || number > double(ComposeLimits::Bytes) || number != double(qsizetype(number)))
        return std::nullopt;
    return qsizetype(number);
}

template <size_t Size>
std::optional<int> choiceOf(const QJsonValue &value, const std::array<QStringView, Size> &names)
{
    const QString name = value.toString();
    const auto found = std::ranges::find(names, QStringView(name));
    return found == names.end() ? std::nullopt : std::optional(int(found - names.begin()));
}

// Each reads one field; false for a value it cannot have.

bool readOpcode(const QJsonValue &value, FrameSpec *spec)
{
    const auto opcode = byteCount(value);
    spec->opcode = ws::Opcode(opcode.value_or(0));
    return opcode && *opcode < Opcodes;
}

bool readFin(const QJsonValue &value, FrameSpec *spec)
{
    spec->fin = value.toBool();
    return value.isBool();
}

bool readRsv(const QJsonValue &value, FrameSpec *spec)
{
    const QJsonArray bits = value.toArray();
    spec->rsv1 = bits.contains(1);
    spec->rsv2 = bits.contains(2);
    spec->rsv3 = bits.contains(3);
    return value.isArray() && int(spec->rsv1) + int(spec->rsv2) + int(spec->rsv3) == bits.size();
}

bool readMask(const QJsonValue &value, FrameSpec *spec)
{
    const QString text = value.toString();
    const auto key = maskKeyFrom(text);
    spec->maskKey = key.value_or(ws::MaskKey());
    spec->mask = text == u"role" ? MaskChoice::ByRole
        : text == u"random"      ? MaskChoice::Random
        : text == u"none"        ? MaskChoice::None
                                 : MaskChoice::Key;
    return spec->mask != MaskChoice::Key || key;
}

bool readEncoding(const QJsonValue &value, FrameSpec *spec)
{
    const auto choice = choiceOf(value, Encodings);
    spec->length = LengthChoice(choice.value_or(0));
    return choice.has_value();
}

// A string: JSON's numbers have no 64 bits.
bool readLength(const QJsonValue &value, FrameSpec *spec)
{
    bool isNumber = false;
    const QString text = value.toString();
    spec->declaredLength = text.toULongLong(&isNumber);
    return isNumber && text == QString::number(*spec->declaredLength);
}

bool readSizes(const QJsonValue &value, FrameSpec *spec)
{
    const QJsonArray sizes = value.toArray();
    for (const auto &item : sizes) {
        const auto size = byteCount(item);
        if (!size)
            return false;
        spec->fragmentSizes.append(*size);
    }
    return value.isArray() && sizes.size() <= ComposeLimits::Frames;
}

bool readEvery(const QJsonValue &value, FrameSpec *spec)
{
    const auto size = byteCount(value);
    spec->fragmentEvery = size.value_or(0);
    return size.has_value();
}

bool readPing(const QJsonValue &value, FrameSpec *spec)
{
    const auto payload =
        QByteArray::fromBase64Encoding(value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    spec->pingBetween = payload.decoded;
    return value.isString() && payload.decodingStatus == QByteArray::Base64DecodingStatus::Ok;
}

bool readWrites(const QJsonValue &value, FrameSpec *spec)
{
    const auto choice = choiceOf(value, Writes);
    spec->writes = WriteChoice(choice.value_or(0));
    return choice.has_value();
}

bool readWriteBytes(const QJsonValue &value, FrameSpec *spec)
{
    const auto size = byteCount(value);
    spec->writeBytes = size.value_or(1);
    return size && *size > 0;
}

bool readCompress(const QJsonValue &value, FrameSpec *spec)
{
    spec->compress = value.toBool();
    return value.isBool();
}

struct Field
{
    QLatin1StringView name;
    bool (*read)(const QJsonValue &value, FrameSpec *spec);
    const char *wants;
};

constexpr std::array<Field, 12> Fields{{
    {"opcode"_L1, readOpcode, "a whole number from 0 to 15"},
    {"fin"_L1, readFin, "true or false"},
    {"rsv"_L1, readRsv, "an array of 1, 2 and 3"},
    {"mask"_L1, readMask, "\"role\", \"random\", \"none\" or eight hex digits"},
    {"lengthEncoding"_L1, readEncoding, "\"minimal\", \"16\" or \"64\""},
    {"length"_L1, readLength, "a whole number as a string"},
    {"fragmentSizes"_L1, readSizes, "an array of byte counts"},
    {"fragmentEvery"_L1, readEvery, "a count of bytes"},
    {"pingBetween"_L1, readPing, "base64"},
    {"writes"_L1, readWrites, "\"together\", \"frame\", \"byte\", \"bytes\" or \"header\""},
    {"writeBytes"_L1, readWriteBytes, "a count of bytes from 1"},
    {"compress"_L1, readCompress, "true or false"},
}};

QJsonValue maskToJson(const FrameSpec &spec)
{
    switch (spec.mask) {
    case MaskChoice::ByRole:
        return QStringLiteral("role");
    case MaskChoice::Random:
        return QStringLiteral("random");
    case MaskChoice::None:
        return QStringLiteral("none");
    case MaskChoice::Key:
        break;
    }
    return maskKeyText(spec.maskKey);
}

QJsonArray rsvToJson(const FrameSpec &spec)
{
    QJsonArray bits;
    if (spec.rsv1)
        bits.append(1);
    if (spec.rsv2)
        bits.append(2);
    if (spec.rsv3)
        bits.append(3);
    return bits;
}

QJsonArray sizesToJson(const FrameSpec &spec)
{
    QJsonArray sizes;
    for (const qsizetype size : spec.fragmentSizes)
        sizes.append(qint64(size));
    return sizes;
}

} // namespace

QJsonObject frameSpecToJson(const FrameSpec &spec)
{
    const FrameSpec usual;
    QJsonObject json;
    const auto put = [&json](bool isUsual, const QString &name, const QJsonValue &value) {
        if (!isUsual)
            json.insert(name, value);
    };
    put(spec.opcode == usual.opcode, QStringLiteral("opcode"), int(spec.opcode));
    put(spec.fin, QStringLiteral("fin"), spec.fin);
    put(rsvToJson(spec).isEmpty(), QStringLiteral("rsv"), rsvToJson(spec));
    put(spec.mask == usual.mask, QStringLiteral("mask"), maskToJson(spec));
    put(spec.length == usual.length, QStringLiteral("lengthEncoding"),
        Encodings[size_t(spec.length)].toString());
    put(!spec.declaredLength, QStringLiteral("length"), QString::number(spec.declaredLength.value_or(0)));
    put(spec.fragmentSizes.isEmpty(), QStringLiteral("fragmentSizes"), sizesToJson(spec));
    put(spec.fragmentEvery == 0, QStringLiteral("fragmentEvery"), qint64(spec.fragmentEvery));
    put(!spec.pingBetween, QStringLiteral("pingBetween"),
        QString::fromLatin1(spec.pingBetween.value_or(QByteArray()).toBase64()));
    put(spec.writes == usual.writes, QStringLiteral("writes"), Writes[size_t(spec.writes)].toString());
    put(spec.writeBytes == usual.writeBytes, QStringLiteral("writeBytes"), qint64(spec.writeBytes));
    put(!spec.compress, QStringLiteral("compress"), spec.compress);
    return json;
}

QString frameSpecFromJson(const QJsonObject &json, const QString &path, FrameSpec *spec)
{
    for (auto item = json.begin(); item != json.end(); ++item) {
        const auto field = std::ranges::find(Fields, item.key(), &Field::name);
        if (field == Fields.end())
            return QStringLiteral("%1.%2: there is no such field").arg(path, item.key());
        if (!field->read(item.value(), spec))
            return QStringLiteral("%1.%2 wants %3").arg(path, item.key(), QLatin1StringView(field->wants));
    }
    return {};
}

} // namespace sockscope

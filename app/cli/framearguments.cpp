// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/framearguments.h"

#include "app/compose/bytecounts.h"

#include <QCommandLineParser>

#include <limits>

namespace sockscope {

namespace {

// Each reads one value; false for what is none.

bool readOpcode(const QString &text, FrameSpec *spec)
{
    constexpr int Opcodes = 16;
    for (int value = 0; value < Opcodes; ++value) {
        if (text == QString::number(value) || text == ws::opcodeName(ws::Opcode(value))) {
            spec->opcode = ws::Opcode(value);
            return true;
        }
    }
    return false;
}

bool readFin(const QString &text, FrameSpec *spec)
{
    spec->fin = text != u"0";
    return text == u"0" || text == u"1";
}

bool readRsv(const QString &text, FrameSpec *spec)
{
    const QStringList bits = text.split(u',');
    spec->rsv1 = bits.contains(QStringLiteral("1"));
    spec->rsv2 = bits.contains(QStringLiteral("2"));
    spec->rsv3 = bits.contains(QStringLiteral("3"));
    return int(spec->rsv1) + int(spec->rsv2) + int(spec->rsv3) == bits.size();
}

bool readMask(const QString &text, FrameSpec *spec)
{
    if (text == u"random") {
        spec->mask = MaskChoice::Random;
    } else if (text == u"none") {
        spec->mask = MaskChoice::None;
    } else if (const auto key = maskKeyFrom(text)) {
        spec->mask = MaskChoice::Key;
        spec->maskKey = *key;
    } else {
        return false;
    }
    return true;
}

bool readEncoding(const QString &text, FrameSpec *spec)
{
    spec->length = text == u"16" ? LengthChoice::Bits16
        : text == u"64"          ? LengthChoice::Bits64
                                 : LengthChoice::Minimal;
    return text == u"16" || text == u"64" || text == u"minimal";
}

bool readLength(const QString &text, FrameSpec *spec)
{
    spec->declaredLength = wholeNumber(text, std::numeric_limits<quint64>::max());
    return spec->declaredLength.has_value();
}

bool readFragment(const QString &text, FrameSpec *spec)
{
    if (text.startsWith(u"every:")) {
        spec->fragmentEvery = byteCount(QStringView(text).sliced(6)).value_or(0);
        return spec->fragmentEvery > 0;
    }
    const auto sizes = byteCounts(text);
    spec->fragmentSizes = sizes.value_or(QList<qsizetype>());
    return sizes.has_value();
}

bool readPing(const QString &text, FrameSpec *spec)
{
    spec->pingBetween = text.toUtf8();
    return true;
}

bool readWrites(const QString &text, FrameSpec *spec)
{
    const bool inHeader = text.startsWith(u"header:");
    if (text == u"together") {
        spec->writes = WriteChoice::Together;
    } else if (text == u"frame") {
        spec->writes = WriteChoice::EachFrame;
    } else if (text == u"byte") {
        spec->writes = WriteChoice::EachByte;
    } else {
        spec->writes = inHeader ? WriteChoice::InHeader : WriteChoice::EveryBytes;
        spec->writeBytes = byteCount(QStringView(text).sliced(inHeader ? 7 : 0)).value_or(0);
        return spec->writeBytes > 0;
    }
    return true;
}

} // namespace

void NumberReader::read(const QCommandLineOption &option, quint64 max, quint64 *number)
{
    if (m_error || !m_parser.isSet(option))
        return;
    const QString text = m_parser.value(option);
    if (const auto value = wholeNumber(text, max))
        *number = *value;
    else
        m_error = refuse(QStringLiteral("--%1 wants a whole number from 0 to %2, not \"%3\"")
                             .arg(option.names().constFirst())
                             .arg(max)
                             .arg(text));
}

std::optional<OptionsAnswer> FrameArguments::read(const QCommandLineParser &parser, FrameSpec *spec) const
{
    struct Reader
    {
        const QCommandLineOption &option;
        bool (*read)(const QString &text, FrameSpec *spec);
        const char *wants;
    };
    const Reader readers[]{
        {opcode, readOpcode, "text, binary, continuation, close, ping, pong, or a number from 0 to 15"},
        {fin, readFin, "0 or 1"},
        {rsv, readRsv, "1, 2 or 3, or several with commas between"},
        {mask, readMask, "random, none, or eight hex digits such as 37fa213d"},
        {encoding, readEncoding, "minimal, 16 or 64"},
        {length, readLength, "a whole number of bytes"},
        {fragment, readFragment, "sizes such as 3,0,5, or every:100"},
        {ping, readPing, "text"},
        {writes, readWrites, "together, frame, byte, a number of bytes, or header:K"},
    };
    for (const Reader &reader : readers) {
        if (parser.isSet(reader.option) && !reader.read(parser.value(reader.option), spec))
            return refuse(QStringLiteral("--%1 wants %2, not \"%3\"")
                              .arg(reader.option.names().constFirst(), QLatin1StringView(reader.wants),
                                  parser.value(reader.option)));
    }
    spec->compress = parser.isSet(compress);
    return std::nullopt;
}

} // namespace sockscope

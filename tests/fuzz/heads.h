// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fuzztarget.h"
#include "serverlib/protocol/upgrade.h"

/// What came of reading a head, and how many bytes that took.
struct HeadReading
{
    ws::HttpHeadReader::Result result;
    qsizetype consumed = 0;

    const ws::HttpHead *head() const { return std::get_if<ws::HttpHead>(&result); }
    const ws::Violation *violation() const { return std::get_if<ws::Violation>(&result); }
};

inline HeadReading readHead(const FuzzInput &input, ws::HttpHeadReader::Kind kind, const ws::Limits &limits)
{
    HeadReading reading;
    ws::HttpHeadReader reader(kind, limits);
    input.inPieces(input.bytes, [&](QByteArrayView piece) {
        qsizetype consumed = 0;
        reading.result = reader.feed(piece, &consumed);
        reading.consumed += consumed;
        return std::holds_alternative<ws::HttpHeadReader::NeedMore>(reading.result);
    });
    return reading;
}

inline ws::HttpHeadReader::Result readWhole(const QByteArray &bytes, ws::HttpHeadReader::Kind kind)
{
    qsizetype consumed = 0;
    return ws::HttpHeadReader(kind, {}).feed(bytes, &consumed);
}

inline bool areSame(const HeadReading &a, const HeadReading &b)
{
    if (a.result.index() != b.result.index())
        return false;
    if (a.violation() != nullptr)
        return *a.violation() == *b.violation();
    return a.head() == nullptr
        || (a.consumed == b.consumed && a.head()->raw == b.head()->raw
            && a.head()->startLine == b.head()->startLine && a.head()->headers == b.head()->headers);
}

/// Reads @p input cut in every way, demands that the cut makes no difference, and returns what came of it.
inline HeadReading readAtEveryCut(
    const FuzzInput &input, ws::HttpHeadReader::Kind kind, const ws::Limits &limits)
{
    const HeadReading reading = readHead(uncut(input), kind, limits);
    for (const FuzzInput &cut : {byteByByte(input), input})
        demand(areSame(reading, readHead(cut, kind, limits)), "a head does not depend on where it is cut");
    if (reading.head() != nullptr) {
        demand(reading.head()->raw == input.bytes.first(reading.consumed), "a head keeps every byte");
        demand(reading.head()->headers.size() <= limits.handshakeHeaders, "header lines are bounded");
        demand(reading.consumed <= limits.handshakeBytes, "the head is bounded");
    }
    return reading;
}

inline ws::Limits tightLimits()
{
    ws::Limits limits;
    limits.handshakeBytes = 256;
    limits.handshakeHeaders = 8;
    return limits;
}

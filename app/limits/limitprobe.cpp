// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitprobe.h"

#include "app/compose/framecomposer.h"

#include <algorithm>

namespace sockscope {

namespace {

constexpr qint64 PaddingLine = 1024;
constexpr int LeastPings = 3;
constexpr qint64 MaxFrames = 16 * 1024; // of a message: each is a row of the log
constexpr int RateTolerance = 2; // percent: timers are no better

QByteArray patternOf(LimitKind kind, qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = kind == LimitKind::TextMessage ? char('a' + i % 26) : char(i * 7);
    return bytes;
}

// A frame of the largest size that works may carry a longer message's parts.
qint64 frameOf(qint64 size, const ProbeContext &context)
{
    const qint64 frame = context.frameBytes.value_or(0);
    return frame > 0 && size > frame ? frame : 0;
}

FrameSpec messageSpec(LimitKind kind, qint64 size, const ProbeContext &context)
{
    FrameSpec spec;
    spec.opcode = kind == LimitKind::TextMessage ? ws::Opcode::Text : ws::Opcode::Binary;
    if (kind != LimitKind::Frame)
        spec.fragmentEvery = frameOf(size, context);
    return spec;
}

// One byte each while the message is known to fit, then nothing; what is left of the payload comes last.
FrameSpec fragmentSpec(qint64 count, qint64 size)
{
    FrameSpec spec;
    spec.opcode = ws::Opcode::Binary;
    for (qint64 i = 0; i + 1 < count; ++i)
        spec.fragmentSizes.append(i < size ? 1 : 0);
    return spec;
}

QList<qsizetype> headerCuts(qint64 pieces)
{
    QList<qsizetype> cuts;
    for (qint64 cut = 1; cut < pieces; ++cut)
        cuts.append(cut);
    return cuts;
}

QString wordsOf(LimitKind kind, qint64 value)
{
    const QString name = QLatin1StringView(limitInfo(kind).name);
    return QStringLiteral("%1, %2").arg(name, limitValueText(kind, value));
}

} // namespace

LimitRange limitRange(const LimitAim &aim, const ProbeContext &context)
{
    LimitRange range;
    range.mildest = limitInfo(aim.kind).mildest;
    range.hardest = aim.bound;
    range.hardestFirst = aim.kind == LimitKind::HeaderPieces || aim.kind == LimitKind::WriteSize;
    const bool isMessage = aim.kind == LimitKind::BinaryMessage || aim.kind == LimitKind::TextMessage;
    if (const qint64 frame = context.frameBytes.value_or(0); isMessage && frame > 0)
        range.hardest = std::min(aim.bound, frame * MaxFrames);
    if (aim.kind == LimitKind::PingRate)
        range.tolerancePercent = RateTolerance;
    if (aim.kind == LimitKind::Response) {
        range.mildest = context.responseBytes + LeastPadding;
        range.hardest = std::max(aim.bound, range.mildest);
    }
    return range;
}

LimitProbe makeLimitProbe(LimitKind kind, qint64 value, const ProbeContext &context)
{
    LimitProbe probe;
    probe.words = wordsOf(kind, value);
    if (kind == LimitKind::PingRate || kind == LimitKind::Response)
        return probe;
    const bool isCut = kind == LimitKind::HeaderPieces || kind == LimitKind::WriteSize;
    const bool isFragments = kind == LimitKind::Fragments;
    const qint64 size = isCut ? CutMessageBytes
        : isFragments         ? std::min(value, context.messageBytes.value_or(value))
                              : value;
    FrameSpec spec = isFragments ? fragmentSpec(value, size) : messageSpec(kind, size, context);
    if (kind == LimitKind::WriteSize) {
        spec.writes = WriteChoice::EveryBytes;
        spec.writeBytes = value;
    }
    ComposeContext server;
    server.role = ws::Role::Server;
    const auto composition = std::get<Composition>(compose(spec, patternOf(kind, size), server));
    probe.bytes = composition.bytes;
    probe.plan.cuts = kind == LimitKind::HeaderPieces ? headerCuts(value) : composition.cuts;
    if (isCut)
        probe.plan.gap = std::chrono::milliseconds(context.writeGapMs);
    if (spec.fragmentEvery > 0)
        probe.manner =
            QStringLiteral("in frames of %1").arg(limitValueText(LimitKind::Frame, spec.fragmentEvery));
    return probe;
}

int pingsOfRate(qint64 perSecond)
{
    return std::max(LeastPings, int(perSecond / 2));
}

QList<ws::HttpHeader> paddingHeaders(qint64 bytes)
{
    QList<ws::HttpHeader> headers;
    while (bytes >= LeastPadding) {
        // What is left behind a full line has to be a line, too.
        const qint64 line = bytes >= PaddingLine + LeastPadding ? PaddingLine : bytes;
        headers.append({PaddingHeader, QByteArray(line - LeastPadding + 1, 'x')});
        bytes -= line;
    }
    return headers;
}

qint64 unpaddedSize(const QByteArray &head)
{
    const QByteArray name = QByteArray(PaddingHeader) + ':';
    qint64 size = head.size();
    for (qsizetype at = head.indexOf(name); at >= 0;) {
        const qsizetype end = head.indexOf("\r\n", at) + 2;
        size -= end - at;
        at = head.indexOf(name, end);
    }
    return size;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults that lose, repeat and change frames. Those that change their order, or act with one, are in
// orderstages.cpp.
#include "app/faults/framestages_p.h"

#include <QJsonArray>

#include <algorithm>

namespace sockscope {

namespace {

constexpr qsizetype ChangesTold = 8; // bytes named in one row

QJsonObject frameDetails(const FrameTracker::Part &part)
{
    return {{QStringLiteral("opcode"), int(part.header.opcode)},
        {QStringLiteral("length"), qint64(part.header.payloadLength)}};
}

PlacedFault only(PlacedFault fault, ws::Opcode opcode)
{
    fault.fault.scope.opcodes = quint16(1 << quint8(opcode));
    return fault;
}

QString hex(quint8 byte)
{
    return QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0'));
}

} // namespace

DropStage::DropStage(FaultSite *site, const PlacedFault &placedFault) : FaultStage(site, placedFault)
{
    if (fault().text(QStringLiteral("fragments")) == u"together")
        keepMessagesWhole();
}

void DropStage::take(FaultPiece piece)
{
    if (!hits(piece)) {
        pass(std::move(piece));
    } else if (piece.begins()) {
        tell(QStringLiteral("Dropped: %1").arg(frameWords(piece.part, placed().direction)),
            frameDetails(piece.part));
    }
}

SwallowPongsStage::SwallowPongsStage(FaultSite *site, const PlacedFault &placedFault)
    : FaultStage(site, only(placedFault, ws::Opcode::Pong))
{ }

void SwallowPongsStage::take(FaultPiece piece)
{
    if (!hits(piece)) {
        pass(std::move(piece));
    } else if (piece.begins()) {
        tell(QStringLiteral("Swallowed: %1").arg(frameWords(piece.part, placed().direction)),
            frameDetails(piece.part));
    }
}

IgnoreCloseStage::IgnoreCloseStage(FaultSite *site, const PlacedFault &placedFault)
    : FaultStage(site, only(placedFault, ws::Opcode::Close))
{ }

void IgnoreCloseStage::take(FaultPiece piece)
{
    if (piece.kind == FaultPiece::Kind::Close && m_ignored)
        return site().act(placed(), {});
    if (!hits(piece) || !site().hasDeviceClosed())
        return pass(std::move(piece));
    if (piece.begins())
        tell(QStringLiteral("Close not answered, and TCP stays open"), frameDetails(piece.part));
    m_ignored = true;
}

DuplicateStage::DuplicateStage(FaultSite *site, const PlacedFault &placedFault)
    : FaultStage(site, placedFault)
{
    keepMessagesWhole();
}

DuplicateStage::~DuplicateStage()
{
    forget(&m_data);
    forget(&m_control);
}

void DuplicateStage::take(FaultPiece piece)
{
    if (!hits(piece))
        return pass(std::move(piece));
    Copy &copy = ws::isControl(piece.part.header.opcode) ? m_control : m_data;
    keep(&copy, piece);
    const FrameTracker::Part part = piece.part;
    pass(std::move(piece));
    if (part.endsMessage())
        repeat(&copy, part);
}

void DuplicateStage::keep(Copy *copy, const FaultPiece &piece)
{
    if (copy->tooLarge)
        return;
    copy->bytes += piece.bytes.size();
    copy->pieces.push_back(piece);
    if (!hold(piece.bytes.size())) {
        forget(copy);
        copy->tooLarge = true;
    }
}

void DuplicateStage::repeat(Copy *copy, const FrameTracker::Part &last)
{
    const qint64 copies = fault().number(QStringLiteral("copies"));
    for (qint64 i = 0; i < copies; ++i) {
        for (const FaultPiece &piece : copy->pieces)
            pass(FaultPiece(piece));
    }
    QJsonObject details = frameDetails(last);
    details.insert(QStringLiteral("copies"), copy->tooLarge ? 0 : copies);
    tell(copy->tooLarge
            ? QStringLiteral("Too large to be repeated: %1").arg(frameWords(last, placed().direction))
            : QStringLiteral("Repeated %1×: %2").arg(copies).arg(frameWords(last, placed().direction)),
        details);
    forget(copy);
    copy->tooLarge = false;
}

void DuplicateStage::forget(Copy *copy)
{
    hold(-copy->bytes);
    copy->bytes = 0;
    copy->pieces.clear();
}

void CorruptStage::take(FaultPiece piece)
{
    if (!hits(piece))
        return pass(std::move(piece));
    if (piece.begins())
        choose(piece.part);
    QJsonArray changes;
    QStringList words;
    for (const quint64 offset : m_offsets) {
        if (offset < piece.part.offset || offset - piece.part.offset >= quint64(piece.bytes.size()))
            continue;
        char &byte = piece.bytes.data()[offset - piece.part.offset];
        const auto from = quint8(byte);
        byte = char(from ^ quint8(random().between(1, 255)));
        if (words.size() == ChangesTold)
            continue;
        words.append(QStringLiteral("byte %1 %2→%3").arg(offset).arg(hex(from), hex(quint8(byte))));
        changes.append(QJsonObject{{QStringLiteral("at"), qint64(offset)},
            {QStringLiteral("from"), hex(from)}, {QStringLiteral("to"), hex(quint8(byte))}});
    }
    if (!words.isEmpty()) {
        QJsonObject details = frameDetails(piece.part);
        details.insert(QStringLiteral("changes"), changes);
        tell(QStringLiteral("Corrupted: %1: %2")
                 .arg(frameWords(piece.part, placed().direction), words.join(QStringLiteral(", "))),
            details);
    }
    pass(std::move(piece));
}

// Offsets count from the first byte of the frame's header.
void CorruptStage::choose(const FrameTracker::Part &part)
{
    m_offsets.clear();
    const QString where = fault().text(QStringLiteral("where"));
    const auto header = quint64(part.headerSize);
    const quint64 least = where == u"payload" ? header : 0;
    const quint64 length = where == u"header"
        ? header - least
        : std::min<quint64>(header + part.header.payloadLength, quint64(std::numeric_limits<qint64>::max()))
            - least;
    const auto count = std::min<quint64>(length, quint64(fault().number(QStringLiteral("bytes"))));
    while (m_offsets.size() < count) {
        const auto offset = least + quint64(random().between(0, qint64(length) - 1));
        if (std::ranges::find(m_offsets, offset) == m_offsets.end())
            m_offsets.push_back(offset);
    }
    std::ranges::sort(m_offsets);
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitkind.h"

#include <QLocale>

#include <algorithm>

namespace sockscope {

namespace {

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = 1024 * KiB;
constexpr qint64 FurthestBytes = 30 * MiB; // what a composition may have, with its headers

} // namespace

const QList<LimitInfo> &limitInfos()
{
    static const QList<LimitInfo> infos{
        {LimitKind::Frame, "frame", "Frame", "Largest frame", " B", 0, 16 * MiB, FurthestBytes,
            "A binary message in one frame."},
        {LimitKind::BinaryMessage, "binary-message", "Binary message", "Largest binary message", " B", 0,
            16 * MiB, FurthestBytes,
            "In one frame; in frames of the largest size that works, if that has been found before."},
        {LimitKind::TextMessage, "text-message", "Text message", "Largest text message", " B", 0, 16 * MiB,
            FurthestBytes, "Cut into frames as a binary message is."},
        {LimitKind::Fragments, "fragments", "Fragments", "Most fragments in one message", " frames", 1,
            4 * KiB, 64 * KiB,
            "A binary message of one byte a frame; the rest are empty where it would be too large."},
        {LimitKind::HeaderPieces, "header-pieces", "Split header", "Most pieces of a frame header", " pieces",
            1, CutHeaderBytes, CutHeaderBytes,
            "The four bytes of a frame header leave in so many TCP writes, the payload with the last."},
        {LimitKind::WriteSize, "write-size", "TCP write", "Smallest TCP write", " B per write",
            CutMessageBytes + CutHeaderBytes, 1, 1,
            "A frame of 130 bytes leaves in writes of so many bytes."},
        {LimitKind::PingRate, "ping-rate", "Ping rate", "Fastest ping rate", " per second", 2, KiB, 2 * KiB,
            "Pings for half a second, three at least: each wants its own pong. RFC 6455 5.5.3 lets a device "
            "answer the latest only."},
        {LimitKind::Response, "response", "101 response", "Largest 101 response", " B", 0, 64 * KiB, MiB,
            "The device connects anew, by itself, and gets a 101 with X-Sockscope-Padding headers of 1 KiB "
            "each."},
    };
    return infos;
}

const LimitInfo &limitInfo(LimitKind kind)
{
    return limitInfos().at(qsizetype(kind));
}

std::optional<LimitKind> limitKindFrom(const QString &id)
{
    const auto found = std::ranges::find_if(
        limitInfos(), [&id](const LimitInfo &info) { return id == QLatin1StringView(info.id); });
    return found == limitInfos().end() ? std::nullopt : std::optional(found->kind);
}

QString limitValueText(LimitKind kind, qint64 value)
{
    static const QLocale figures(QLocale::English, QLocale::UnitedStates); // whatever the system's
    const QString unit = QLatin1StringView(limitInfo(kind).unit);
    const bool isOne = value == 1 && (kind == LimitKind::Fragments || kind == LimitKind::HeaderPieces);
    return figures.toString(value) + (isOne ? unit.chopped(1) : unit); // "1 frame"
}

} // namespace sockscope

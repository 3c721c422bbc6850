// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <array>
#include <type_traits>

/// What a .sockscope file is made of besides rows (PackedRow) and payloads; FORMAT.md describes it all.
namespace sockscope::fileformat {

inline constexpr std::array<char, 16> Magic = {
    'S', 'o', 'c', 'k', 's', 'c', 'o', 'p', 'e', ' ', 'l', 'o', 'g', '\r', '\n', '\x1a'};
inline constexpr quint32 Version = 1;
inline constexpr quint32 ByteOrderMark = 0x01020304; ///< as the machine that wrote it keeps numbers
inline constexpr qint64 PageBytes = 4096; ///< segments begin at a multiple of this
inline constexpr qint64 HeaderBytes = 2 * PageBytes; ///< where the first segment begins

struct FileHeader
{
    std::array<char, 16> magic = Magic;
    quint32 version = Version;
    quint32 byteOrder = ByteOrderMark;
    quint32 headerBytes = HeaderBytes;
    quint32 ruleNamesBytes = 0;
    qint64 startedAtMs = 0; ///< of row time 0, since 1970-01-01 UTC
    quint32 isClosed = 0; ///< 1: its writer finished with it
    quint32 reserved = 0;
    std::array<char, 80> writer{}; ///< program and version, zero-terminated
};
static_assert(sizeof(FileHeader) == 128 && std::is_trivially_copyable_v<FileHeader>);
/// Behind the header: the names of the rules, each zero-terminated, in the order of the rows' rule numbers.
inline constexpr qint64 RuleNamesAt = sizeof(FileHeader);

/// The first HeaderBytes of a file that this program writes.
QByteArray headerPage(const QDateTime &startedAt, bool isClosed);

constexpr qint64 wholePages(qint64 bytes)
{
    return (bytes + PageBytes - 1) / PageBytes * PageBytes;
}

inline constexpr quint64 SegmentMagic = 0x31'47'45'53'4b'43'4f'53; ///< "SOCKSEG1"

/// In front of a segment's rows, also of one in memory.
struct SegmentHeader
{
    quint64 magic = SegmentMagic;
    quint64 bytes = 0; ///< of the segment, this header included
    quint64 firstRow = 0;
    quint64 rows = 0; ///< published; written after the rows themselves. 0: the segment is free
    std::array<quint64, 4> reserved{};
};
static_assert(sizeof(SegmentHeader) == 64 && std::is_trivially_copyable_v<SegmentHeader>);

} // namespace sockscope::fileformat

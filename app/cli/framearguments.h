// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/usage.h"
#include "app/compose/framespec.h"

#include <optional>

class QCommandLineParser;

namespace sockscope {

/// Reads whole numbers one by one; the first that is wrong is remembered, and the rest are left alone.
class NumberReader
{
public:
    explicit NumberReader(const QCommandLineParser &parser) : m_parser(parser) { }

    void read(const QCommandLineOption &option, quint64 max, quint64 *number);
    const std::optional<OptionsAnswer> &error() const { return m_error; }

private:
    const QCommandLineParser &m_parser;
    std::optional<OptionsAnswer> m_error;
};

/// The options that say how a message's frames are written.
struct FrameArguments
{
    QCommandLineOption opcode = valued("opcode",
        "text, binary, continuation, close, ping, pong, or 0 to 15; default as the payload is.", "OPCODE");
    QCommandLineOption fin = valued("fin", "0 leaves the message open; default 1.", "0|1");
    QCommandLineOption rsv = valued("rsv", "RSV bits to set, such as 1 or 1,3.", "BITS");
    QCommandLineOption mask = valued("mask", "random (default), none, or a key of eight hex digits.", "KEY");
    QCommandLineOption encoding =
        valued("length-encoding", "minimal (default), 16 or 64 bits, needed or not.", "BITS");
    QCommandLineOption length = valued("length", "Say this length in the first frame, a lie.", "BYTES");
    QCommandLineOption fragment =
        valued("fragment", "Sizes such as 3,0,5 and the rest, or every:100.", "SIZES");
    QCommandLineOption ping = valued("ping-between", "Ping with this payload between fragments.", "TEXT");
    QCommandLineOption writes = valued("writes",
        "TCP writes: together (default), frame, byte, N bytes each, or header:K, a cut behind byte K of each "
        "header.",
        "HOW");
    QCommandLineOption compress = flag("compress", "Compress by permessage-deflate, which is offered.");

    QList<QCommandLineOption> all() const
    {
        return {opcode, fin, rsv, mask, encoding, length, fragment, ping, writes, compress};
    }

    /// The first wrong option, if there is one.
    std::optional<OptionsAnswer> read(const QCommandLineParser &parser, FrameSpec *spec) const;
};

} // namespace sockscope

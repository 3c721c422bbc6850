// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/usage.h"
#include "serverlib/protocol/permessagedeflate.h"

#include <optional>

class QCommandLineParser;

namespace sockscope {

/// The options of `serve` that are about permessage-deflate (RFC 7692).
struct CompressionArguments
{
    QCommandLineOption on = flag("compression", "Agree to permessage-deflate with clients that offer it.");
    QCommandLineOption threshold = valued(
        "compression-threshold", "Send smaller messages as they are; default 1024, 0 for none.", "BYTES");
    QCommandLineOption serverBits =
        valued("server-window-bits", "Largest window to compress with, 8 to 15; default 15.", "BITS");
    QCommandLineOption clientBits =
        valued("client-window-bits", "Largest window for clients that offer it; default 15.", "BITS");
    QCommandLineOption serverForgets =
        flag("server-no-context-takeover", "Compress every message on its own.");
    QCommandLineOption clientForgets =
        flag("client-no-context-takeover", "Have clients compress every message on its own.");

    QList<QCommandLineOption> all() const
    {
        return {on, threshold, serverBits, clientBits, serverForgets, clientForgets};
    }
    /// What @p parser found; an answer for values that are wrong and options that do not go together.
    std::optional<OptionsAnswer> read(const QCommandLineParser &parser, ws::DeflateOptions *options) const;
};

} // namespace sockscope

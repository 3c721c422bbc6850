// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/deflate.h"
#include "serverlib/protocol/permessagedeflate.h"
#include "serverlib/protocol/role.h"

#include <optional>

namespace ws {

/// permessage-deflate as agreed for one connection, both directions seen from one end. zlib's memory (some
/// 260 KiB to send, 45 KiB to receive) is taken when the first message needs it.
class MessageCompression
{
public:
    /// @p role: the end that this is. Of @p options, the level and the threshold count.
    MessageCompression(Role role, const DeflateParameters &agreed, const DeflateOptions &options);

    /// False for a message below the threshold.
    bool isWorthwhile(qsizetype messageSize) const { return messageSize >= m_threshold; }
    /// Appends the payload of one message to @p out.
    void compress(QByteArrayView message, QByteArray *out);
    /// What is sent from now on refers to nothing that was sent before.
    void restart() { m_deflater.reset(); }
    /// For the messages that come.
    Inflater &inflater();

    /// As agreed.
    const DeflateParameters &parameters() const { return m_agreed; }

private:
    DeflateParameters m_agreed;
    Role m_role;
    int m_level;
    qsizetype m_threshold;
    std::optional<Deflater> m_deflater;
    std::optional<Inflater> m_inflater;
};

} // namespace ws

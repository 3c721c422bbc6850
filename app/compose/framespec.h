// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/frameheader.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace sockscope {

/// Whether a frame is masked.
enum class MaskChoice : quint8 {
    ByRole, ///< as RFC 6455 5.1 has it: a client masks, a server does not
    Random, ///< with a fresh key, whoever sends
    Key, ///< with FrameSpec::maskKey, whoever sends
    None, ///< not, whoever sends
};

/// How the payload length is written (RFC 6455 5.2).
enum class LengthChoice : quint8 { Minimal, Bits16, Bits64 };

/// Where the bytes of a message are cut into TCP writes.
enum class WriteChoice : quint8 {
    Together, ///< all frames in one write
    EachFrame, ///< a write for each frame
    EachByte, ///< a write for each byte
    EveryBytes, ///< writes of FrameSpec::writeBytes, the last with what is left
    InHeader, ///< a cut in each header, behind its first FrameSpec::writeBytes
};

/// How one message is sent: every field of its frames' headers, how it is fragmented, and where it is cut
/// into writes. The default keeps all rules for any opcode and payload that do.
struct FrameSpec
{
    ws::Opcode opcode = ws::Opcode::Text; ///< of the first frame; any of the sixteen
    bool fin = true; ///< of the last frame; all others have none
    bool rsv1 = false; ///< of the first frame, as the other two
    bool rsv2 = false;
    bool rsv3 = false;

    MaskChoice mask = MaskChoice::ByRole;
    ws::MaskKey maskKey{};

    LengthChoice length = LengthChoice::Minimal;
    std::optional<quint64> declaredLength; ///< what the first frame says instead of the truth

    QList<qsizetype> fragmentSizes; ///< of the first frames, 0 included; the rest of the payload follows
    qsizetype fragmentEvery = 0; ///< the rest in frames of so many bytes; 0: in one
    std::optional<QByteArray> pingBetween; ///< payload of a ping between each two frames

    WriteChoice writes = WriteChoice::Together;
    qsizetype writeBytes = 1; ///< see WriteChoice

    bool compress = false; ///< by permessage-deflate, which sets RSV1; agreed on or not

    bool operator==(const FrameSpec &) const = default;
};

/// "37fa213d".
QString maskKeyText(const ws::MaskKey &key);
/// nullopt for anything but eight hex digits.
std::optional<ws::MaskKey> maskKeyFrom(const QString &text);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/framecomposer.h"
#include "serverlib/protocol/deflate.h"
#include "serverlib/protocol/rule.h"

namespace sockscope {

/// What of a frame departs from a rule.
enum class FrameField : quint8 { Fin, Rsv1, Rsv23, Opcode, Mask, Length, Payload, Frame };

/// "FIN", "RSV1", "RSV2 and RSV3", "opcode", "mask", "length", "payload", "frame".
QString frameFieldName(FrameField field);

/// One departure from the RFC in a Composition.
struct FrameFinding
{
    qsizetype frame = 0; ///< which of Composition::frames
    FrameField field = FrameField::Frame;
    qsizetype offset = 0; ///< of the first byte to mark, in Composition::bytes
    qsizetype size = 1; ///< bytes to mark
    /// What a strict peer says; nullopt for what no peer can tell, such as a length that is a lie.
    std::optional<ws::Rule> rule;
    QString text; ///< one sentence: rule, what is seen, section

    bool operator==(const FrameFinding &) const = default;
};

/// The connection that the bytes would go to.
struct ReceiverFacts
{
    ws::Role role = ws::Role::Server;
    std::optional<ws::DeflateParameters> deflate; ///< if permessage-deflate was agreed on
    bool isMessageOpen = false; ///< the last data frame it has seen had no FIN
};

/// How many findings are told of at most.
inline constexpr qsizetype MaxFindings = 1000;

/// What @p composition breaks, in the order of its bytes as the peer reads them: judged by the library's own
/// Endpoint in the receiver's role, so that the preview says what a strict peer would. The first finding
/// with a rule is the one that ends the connection.
QList<FrameFinding> findDepartures(const Composition &composition, const ReceiverFacts &receiver);

} // namespace sockscope

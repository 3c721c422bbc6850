// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsplan.h"
#include "serverlib/net/pacedtransport.h"
#include "serverlib/protocol/httphead.h"

namespace sockscope {

/// What is known of a device when a probe is made.
struct ProbeContext
{
    std::optional<qint64> frameBytes; ///< the largest frame that worked, where a larger one did not
    std::optional<qint64> messageBytes; ///< the same of messages
    qint64 responseBytes = 0; ///< of its 101 without padding
    int writeGapMs = 2; ///< between the pieces of what is cut
};

/// Where the search for @p aim goes. Its bound is nearer where a message would need too many frames.
LimitRange limitRange(const LimitAim &aim, const ProbeContext &context);

/// Bytes for the wire.
struct LimitProbe
{
    QByteArray bytes;
    ws::WritePlan plan;
    QString words; ///< "binary message, 70,000 B"
    QString manner; ///< "in frames of 65,536 B"; empty where there is nothing to add
};

/// The probe of @p value, which is within limitRange(); its bytes are empty for kinds that are probed by
/// pings or by a handshake.
LimitProbe makeLimitProbe(LimitKind kind, qint64 value, const ProbeContext &context);

/// Pings of one probe at @p perSecond.
int pingsOfRate(qint64 perSecond);

/// The header that pads a 101, and the least that it adds to one.
inline constexpr char PaddingHeader[] = "X-Sockscope-Padding";
inline constexpr qint64 LeastPadding = qint64(sizeof PaddingHeader) - 1 + 5; // ": ", one byte, CR LF
/// Headers that add exactly @p bytes to a 101; none for less than LeastPadding. In lines of 1 KiB, as clients
/// bound those, too.
QList<ws::HttpHeader> paddingHeaders(qint64 bytes);
/// Bytes of the 101 @p head without those headers.
qint64 unpaddedSize(const QByteArray &head);

} // namespace sockscope

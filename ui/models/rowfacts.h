// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"
#include "app/capture/framerecord.h"
#include "app/faults/faultkind.h"

namespace sockscope {

/// "frame 48,031 · thermo-91bc → · text · 52 B".
QString rowTitle(quint64 number, const FrameRecord &record, const QString &device);
/// What stands in no bit of the header: close code and reason, place in a message, round trip, what was not
/// kept.
QString rowFacts(const FrameRecord &record, QByteArrayView payload);
/// How a frame came out of TCP: "1 TCP read, with row 41", "3 TCP reads"; empty for what did not come that
/// way.
/// @p before is the row whose frame ended in the same read, if that is known.
QString readFacts(const FrameRecord &record, std::optional<quint64> before);
/// What became of the connection after @p rule was broken: "closed with 1002"; empty when it is not known any
/// more.
QString violationOutcome(ws::Rule rule, const std::optional<ConnectionStats> &connection);
/// Of a row that tells of a fault: which of the list, and which way it works, "fault 2 · to the device".
struct FaultRow
{
    FaultKind kind = FaultKind::Delay;
    QString words;
};
/// @p detail is what is kept beside such a row; nullopt for what this version knows nothing of.
std::optional<FaultRow> faultRow(QByteArrayView detail);
/// The header as on the wire; empty for what is no frame.
QByteArray headerBytes(const FrameRecord &record);

} // namespace sockscope

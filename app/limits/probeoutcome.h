// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace sockscope {

/// What became of a device that was probed.
enum class ProbeEnd : quint8 {
    Survived, ///< it answered the ping behind the probe
    Closed, ///< with a Close frame
    Reset, ///< TCP reset
    Ended, ///< TCP ended in good order, without a Close frame
    Silent, ///< the connection stands, and nothing comes
    WrongPong, ///< pongs came, but none with the payload of a ping
    Unanswered, ///< some pings had their pong, and some none
    BrokeRule, ///< what it sent then broke a rule, and the bench closed
};

/// How a probe went.
struct ProbeOutcome
{
    ProbeEnd end = ProbeEnd::Survived;
    quint16 code = 0; ///< of a Close
    QString detail; ///< the reason of a Close, the name of a broken rule; as the device wrote it
    int answered = 0; ///< pings
    int asked = 0;

    bool hasSurvived() const { return end == ProbeEnd::Survived; }
    bool operator==(const ProbeOutcome &) const = default;
};

/// "closed 1009: too big", "reset", "no pong". One line of at most 160 characters, whatever the device wrote.
QString outcomeText(const ProbeOutcome &outcome);

/// "closed", for files.
QString probeEndId(ProbeEnd end);
/// nullopt for any other word.
std::optional<ProbeEnd> probeEndFrom(const QString &id);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultstage.h"
#include "serverlib/protocol/rule.h"
#include "serverlib/protocol/upgrade.h"

#include <QHash>

namespace sockscope {

/// Devices that a fault has shown what they must refuse, a certificate or a 101, and what they made of it.
class FaultTrials
{
public:
    struct Trial
    {
        PlacedFault fault;
        QString shown; ///< behind "takes": "a 101 without Sec-WebSocket-Accept"
        QString source; ///< which rule says so: "RFC 6455 4.1"; empty when the device need not refuse it

        bool mustRefuse() const { return !source.isEmpty(); }
    };

    /// What @p connection asks for in its upgrade: no fault to get what one has asked for.
    void asked(quint64 connection, const ws::UpgradeRequest &request);
    /// @p fault has been applied to @p connection. Nothing, if a device has nothing to refuse in it.
    void begin(quint64 connection, const PlacedFault &fault);
    bool isTrying(quint64 connection) const { return m_trials.contains(connection); }
    /// Whether @p connection breaks @p rule because it refuses what it was shown, as it must.
    bool excuses(quint64 connection, ws::Rule rule) const;
    /// @p connection goes on, or breaks it off. Each trial is over then.
    QList<Trial> judge(quint64 connection) { return m_trials.take(connection); }
    void drop(quint64 connection) { m_trials.remove(connection); }

private:
    struct Asked // by the connection whose 101 comes next
    {
        quint64 connection = 0;
        QStringList subprotocols;
        QList<QByteArray> extensions; // without parameters
    };

    std::optional<Trial> trialOf(quint64 connection, const PlacedFault &fault) const;
    bool asksForExtension(quint64 connection, const QString &offer) const;

    Asked m_asked;
    QHash<quint64, QList<Trial>> m_trials;
};

/// "The device takes a 101 without Sec-WebSocket-Accept: it must refuse it (RFC 6455 4.1)".
QString verdictWords(const FaultTrials::Trial &trial, bool accepted);

} // namespace sockscope

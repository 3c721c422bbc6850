// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultstage.h"

#include <QTimer>

#include <map>

namespace sockscope {

/// A fault that was applied, for the log.
struct AppliedFault
{
    quint64 connection = 0; ///< 0: of the server
    qsizetype index = 0; ///< in the profile
    QString words; ///< one sentence, without a full stop
    QJsonObject facts; ///< for programs: "fault", "index", "direction", and what the fault knows
};

/// Tells of the faults of one connection, so that one which hits every write does not flood the log: the
/// first time at once, then how often, every ten seconds and at the end.
class FaultReport : public QObject
{
public:
    using Teller = std::function<void(const AppliedFault &applied)>;
    /// Counts each time, told or not.
    using Counter = std::function<void(qsizetype index)>;

    FaultReport(quint64 connection, Teller teller, Counter counter);
    ~FaultReport() override { tellCounts(); }

    void applied(const PlacedFault &fault, const QString &words, const QJsonObject &details);
    void appliedAgain(const PlacedFault &fault, const QString &words);
    void tellCounts();

private:
    struct Repeated
    {
        PlacedFault fault;
        QString words; // the last
        quint64 times = 0; // since the last row
    };

    void tell(const PlacedFault &fault, const QString &words, QJsonObject details);

    quint64 m_connection;
    Teller m_teller;
    Counter m_counter;
    std::map<std::pair<qsizetype, FaultDirection>, Repeated> m_repeated;
    QTimer m_timer;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/eventfacts.h"
#include "app/devices/identityrule.h"
#include "serverlib/connection/frametap.h"

#include <QList>

#include <array>
#include <optional>

namespace sockscope {

/// How an attempt of a device to be connected came to its end.
enum class SessionEnd : quint8 {
    None, ///< it goes on
    ByDevice, ///< the device closed, in good order
    ByBench, ///< the bench closed it, or cut it off by hand or by a fault
    Violation, ///< the device broke a rule
    Silent, ///< the device answered no ping
    Lost, ///< the device ended TCP without a Close frame
    Reset, ///< the device reset TCP
    Refused, ///< its upgrade was answered with another status than 101
    NoUpgrade, ///< it ended before an upgrade was asked for
    NoTls, ///< TLS did not come about
};
inline constexpr int SessionEndCount = int(SessionEnd::NoTls) + 1;

/// A time, and where the log tells of it.
struct LogMoment
{
    qint64 timeNs = 0; ///< CaptureStore time
    quint64 row = 0;
};

/// One attempt of a device to be connected, and what became of it. Times are CaptureStore times; -1: not
/// (yet).
struct DeviceSession
{
    quint64 connection = 0;
    qint64 acceptedNs = 0;
    quint64 firstRow = 0; ///< of the log: where it came
    quint64 lastRow = 0; ///< where it ended
    qint64 openedNs = -1;
    qint64 endedNs = -1;
    qint64 deadNs = -1; ///< since then the bench lets it seem alive, and lets nothing through
    qint64 revivedNs = -1; ///< until then
    qint64 heardNs = -1; ///< when the last frame of the device came; of an ended one
    SessionEnd end = SessionEnd::None;
    quint16 closeCode = 0;
    int status = 0; ///< of a refused upgrade
    std::optional<ws::Rule> rule; ///< the last that the device broke
    bool isExcused = false; ///< it refused what a fault had shown it, as it must
    std::optional<ws::Direction> firstClose; ///< which way the first Close frame went
    DeviceTraits traits;

    bool isOpen() const { return openedNs >= 0 && endedNs < 0; }
    bool hasOpened() const { return openedNs >= 0; }
};

/// How @p session, which has just ended, did so.
SessionEnd sessionEndOf(const DeviceSession &session, const EndedFacts &facts);

/// A fault was applied to @p session; @p facts are those of the log's row. A frozen link is what counts here.
void noteFault(DeviceSession *session, QByteArrayView facts, qint64 timeNs);
/// For how long @p session was open and of use, up to @p nowNs: in one span or, around a dead link, in two.
QList<std::pair<qint64, qint64>> usefulSpans(const DeviceSession &session, qint64 nowNs);

/// What is left of the sessions that are too old to be kept one by one.
struct DeviceSums
{
    quint64 attempts = 0;
    quint64 opened = 0;
    qint64 openNs = 0; ///< time that they were open
    qint64 firstNs = -1; ///< when the first began
    std::array<quint64, SessionEndCount> ends = {}; ///< by SessionEnd

    void add(const DeviceSession &session);
    void add(const DeviceSums &other);
};

/// A device and its connections, in order of their number: a detached value.
struct Device
{
    QString key; ///< see DeviceIdentity
    QString name; ///< the one given by hand, or by the rule
    QString ruleName; ///< the rule's
    QList<DeviceSession> sessions; ///< one at least
    DeviceSums older;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/devicetable.h"

namespace sockscope {

constexpr qint64 Second = 1'000'000'000; // in ns, as capture times are

/// Attempts of devices to be connected, with the rows of a log that they would have.
class Visits
{
public:
    explicit Visits(DeviceTable *table) : m_table(table) { }

    /// One that opened; it goes on when @p endedAt is negative. Returns its connection.
    quint64 session(const QByteArray &device, double at, double endedAt = -1, quint16 code = 1000)
    {
        const quint64 connection = begin(device, at);
        m_table->opened(connection, {}, qint64(at * Second));
        m_table->note(
            connection, [](DeviceSession &session) { session.firstClose = ws::Direction::Received; });
        if (endedAt >= 0)
            m_table->ended(
                connection, {code, {}, true, false}, -1, {qint64(endedAt * Second), connection * 10 + 9});
        return connection;
    }

    quint64 refusal(const QByteArray &device, double at)
    {
        const quint64 connection = begin(device, at);
        m_table->note(connection, [](DeviceSession &session) { session.status = 503; });
        m_table->ended(connection, {}, -1, {qint64(at * Second), connection * 10 + 9});
        return connection;
    }

private:
    quint64 begin(const QByteArray &device, double at)
    {
        const quint64 connection = ++m_last;
        m_table->accepted(connection, QStringLiteral("10.0.0.7"), {qint64(at * Second), connection * 10});
        m_table->requested(connection, "GET / HTTP/1.1\r\nX-Device-Id: " + device + "\r\n\r\n");
        return connection;
    }

    DeviceTable *m_table;
    quint64 m_last = 0;
};

} // namespace sockscope

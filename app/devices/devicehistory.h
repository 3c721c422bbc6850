// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/rowspan.h"
#include "app/devices/devicetable.h"

namespace sockscope {

/// Fills a DeviceTable from the rows of a log, as a FrameRecorder did while that was recorded. Rows come in
/// order; a connection whose first rows were dropped begins with the first that is left.
class DeviceHistory
{
public:
    /// @p table is empty, and must outlive this.
    explicit DeviceHistory(DeviceTable *table) : m_table(table) { }

    void add(const RowSpan &span, qsizetype index);

private:
    struct Known // of one connection
    {
        qint64 heardNs = -1;
        bool hasSpoken = false;
    };

    Known &known(const RowSpan &span, qsizetype index);
    void addFrame(const RowSpan &span, qsizetype index);
    void addHandshake(const RowSpan &span, qsizetype index);
    void addEvent(const RowSpan &span, qsizetype index);

    DeviceTable *m_table;
    std::unordered_map<quint64, Known> m_known;
    std::pair<quint64, Known *> m_latest = {}; // rows of one connection often follow each other
};

} // namespace sockscope

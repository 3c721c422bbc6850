// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectiontable.h"
#include "app/capture/capturestore.h"
#include "app/filter/connectionfacts.h"
#include "app/filter/filterscan.h"
#include "ui/models/logfilter.h"

#include <QAbstractTableModel>

#include <memory>

namespace sockscope {

/// What the times in the log are counted from.
enum class TimeFormat : quint8 {
    SinceStart, ///< of the log, in seconds
    Clock, ///< of the wall
    SinceConnection, ///< was accepted, in seconds
};

/// The rows of the log that pass the filter, by their absolute numbers in the capture store.
///
/// Nothing is copied: without a filter the model is a range, with one it keeps a number per row that passed.
/// A scan in another thread finds those; they come in as they are found. The model changes by at most one
/// removed range at its front and one inserted range at its end, and with the filter.
class FrameLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : quint8 { Time, Delta, Device, Direction, Opcode, Fin, Rsv, Mask, Length, Payload };
    Q_ENUM(Column)
    static constexpr int ColumnCount = int(Column::Payload) + 1;

    /// What setFilter() waits at most for a scan: enough for a short log to change in one go.
    static constexpr std::chrono::milliseconds FirstGlance{10};

    /// @p capture and @p connections must outlive the model.
    FrameLogModel(const CaptureStore *capture, const ConnectionTable *connections, QObject *parent = nullptr);

    /// Drops what the store dropped, appends what is new, and has new rows looked at.
    void refresh();
    /// Starts anew with @p filter, over the rows that there are now. False, and nothing changes, when its
    /// expression is none.
    bool setFilter(const LogFilter &filter);
    const LogFilter &filter() const { return m_filter; }
    /// Rows are being looked at that may pass the filter.
    bool isScanning() const { return m_scan && !m_scan->isDone(); }
    /// Rows in the store that have not been looked at yet.
    quint64 unseenRows() const;

    TimeFormat timeFormat() const { return m_timeFormat; }
    void setTimeFormat(TimeFormat format);

    quint64 rowNumber(int row) const;
    /// The row of a number in the store, -1 when it is not shown.
    int rowOf(quint64 number) const;
    /// nullopt when the store has dropped it since the last refresh().
    std::optional<FrameRecord> record(int row) const;
    /// The cells of a row, separated by tabs.
    QString lineText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Fetched // the row asked for last: a view asks for its cells one by one
    {
        quint64 number = ~quint64(0);
        bool held = false;
        FrameRecord record;
        QString device;
        qint64 acceptedNs = 0; // its connection
    };

    void dropOld(quint64 first);
    void appendNew(quint64 end);
    void takeMatches();
    const Fetched &fetch(int row) const;
    QString text(int row, Column column) const;
    QString timeText(const Fetched &fetched) const;
    QString deltaText(int row, const FrameRecord &record) const;

    const CaptureStore *m_capture;
    const ConnectionTable *m_connections;
    const LiveConnections m_facts;
    LogFilter m_filter;
    RowRange m_seen; // looked at; all of them are shown when there is no filter
    MatchList m_passed; // with a filter: those of m_seen that are shown
    std::unique_ptr<FilterScan> m_scan; // null when there is no filter
    mutable Fetched m_fetched;
    TimeFormat m_timeFormat = TimeFormat::SinceStart;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/filter.h"
#include "ui/models/framelogmodel.h"

#include <QTimer>

namespace sockscope {

/// Looks for the next row of the log model that has some words in it, a bounded number of rows at a time, so
/// that the window goes on meanwhile.
class RowFinder : public QObject
{
    Q_OBJECT

public:
    enum class Way : quint8 { Down, Up };

    static constexpr int RowsPerTurn = 50'000;

    explicit RowFinder(FrameLogModel *model, const CaptureStore *capture, QObject *parent = nullptr);

    /// Begins behind row @p from of the model, goes on at the other end, and ends where it began.
    void find(const QString &words, int from, Way way);
    void stop() { m_timer.stop(); }
    bool isLooking() const { return m_timer.isActive(); }

signals:
    void found(int row);
    void notFound();

private:
    void look();
    bool matches(int row) const;

    FrameLogModel *m_model;
    const CaptureStore *m_capture;
    Filter m_filter;
    QTimer m_timer;
    Way m_way = Way::Down;
    int m_next = 0;
    int m_left = 0; // rows to look at
};

} // namespace sockscope

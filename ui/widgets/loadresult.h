// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/load/loadreport.h"

#include <QWidget>

#include <array>

class QGridLayout;
class QLabel;

namespace sockscope {

/// The figures of a burst, while it goes on and afterwards.
class LoadResult : public QWidget
{
    Q_OBJECT

public:
    explicit LoadResult(QWidget *parent = nullptr);

    /// @p fault: why it ended at once; empty if it did not.
    void showReport(const LoadReport &report, bool isRunning, const QString &fault);

private:
    static constexpr int TimeColumns = 4;
    using Times = std::array<QLabel *, TimeColumns>;

    QLabel *addLine(QGridLayout *grid, const QString &name, const char *objectName);
    Times addTimes(QGridLayout *grid, const QString &name);
    static void showTimes(const Times &labels, const LoadReport::Times &times);

    QLabel *m_clients;
    QLabel *m_messages;
    QLabel *m_rate;
    QLabel *m_bytes;
    Times m_connects;
    Times m_echoes;
    Times m_pongs;
    QLabel *m_errors;
    QLabel *m_notes;
};

} // namespace sockscope

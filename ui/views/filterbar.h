// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/logfilter.h"

#include <QWidget>

#include <array>

class QComboBox;

namespace sockscope {

class Chip;

/// The quick filters of the log: what a row is, where it goes, whose it is, whether it broke a rule.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    struct Device
    {
        quint64 connection;
        QString name;
        bool operator==(const Device &) const = default;
    };

    explicit FilterBar(QWidget *parent = nullptr);

    const LogFilter &filter() const { return m_filter; }
    /// Shows and tells @p filter.
    void setFilter(const LogFilter &filter);
    /// What the choice of connections offers; the chosen one stays.
    void setDevices(const QList<Device> &devices);

signals:
    void filterChanged(const sockscope::LogFilter &filter);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addClassChips(QLayout *layout);
    void addChoices(QLayout *layout);
    void clickClass(RowClass rowClass, bool on);
    void showFilter();
    int indexOfConnection(quint64 connection);

    LogFilter m_filter;
    QList<Device> m_devices;
    std::array<Chip *, RowClassCount> m_classes{};
    QComboBox *m_direction;
    QComboBox *m_connection;
    Chip *m_violations;
    Chip *m_showAll;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/sendschedule.h"

#include <QWidget>

class QSpinBox;

namespace sockscope {

/// How often a message is sent, and how many at a time: "3 × every 1000 ms, burst 1".
class ScheduleForm : public QWidget
{
    Q_OBJECT

public:
    explicit ScheduleForm(QWidget *parent = nullptr);

    SchedulePlan plan() const;

private:
    QSpinBox *m_repeat;
    QSpinBox *m_every;
    QSpinBox *m_burst;
};

} // namespace sockscope

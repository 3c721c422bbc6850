// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;

namespace sockscope {

/// Tabs of which one is on: what a panel shows of the same thing.
class ChipChoice : public QWidget
{
    Q_OBJECT

public:
    struct Choice
    {
        QString name; ///< of the button as an object
        QString text;
        QString toolTip;
    };

    explicit ChipChoice(const QList<Choice> &choices, QWidget *parent = nullptr);

    int current() const;
    void choose(int index);

signals:
    void chosen(int index);

private:
    QButtonGroup *m_group;
};

} // namespace sockscope

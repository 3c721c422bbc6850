// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultkind.h"

#include <QWidget>

class QPushButton;

namespace sockscope {

class NumberEdit;

/// What is done to connections once and at once, by one click.
class FaultShots : public QWidget
{
    Q_OBJECT

public:
    explicit FaultShots(QWidget *parent = nullptr);

    /// Whom the first three concern: "thermo-91bc", "all 3 connections"; empty for nobody.
    void setVictims(const QString &words);
    QString problem() const;

signals:
    void shotRequested(sockscope::FaultKind kind);
    void refuseRequested(qint64 connections);
    void problemChanged();

private:
    QPushButton *addShot(FaultKind kind, const QString &text);

    struct Shot
    {
        FaultKind kind;
        QPushButton *button;
    };
    QList<Shot> m_shots;
    QPushButton *m_refuse;
    NumberEdit *m_count;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/fault.h"

#include <QWidget>

class QComboBox;

namespace sockscope {

class Chip;
class FormGrid;
class NumberEdit;

/// What a fault is applied to; only the fields that its kind heeds are there.
class FaultScopeForm : public QWidget
{
    Q_OBJECT

public:
    explicit FaultScopeForm(const FaultInfo &info, QWidget *parent = nullptr);

    void setScope(const FaultScope &scope);
    /// As it is in the fields that are fine.
    const FaultScope &scope() const { return m_scope; }
    QList<QWidget *> tabOrder() const;
    QString problem() const; ///< of the fields that are not

signals:
    void edited(const QString &field);

private:
    void addDirection(FormGrid *grid);
    void addOpcodes(FormGrid *grid);
    void addBounds(FormGrid *grid, const FaultInfo &info);
    void addNext(FaultCount counts);
    void addTime();
    void toggleOpcode(ws::Opcode opcode, bool on);
    void showOpcodes();

    FaultScope m_scope;
    QComboBox *m_direction = nullptr;
    QList<std::pair<ws::Opcode, Chip *>> m_opcodes;
    NumberEdit *m_next = nullptr;
    NumberEdit *m_from = nullptr;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/fault.h"

#include <QHash>
#include <QWidget>

class QLabel;

namespace sockscope {

class FaultScopeForm;
class FormGrid;
class RunLabel;

/// The fields of one fault: what it takes, and what it is applied to. A field that is refused says why, and
/// changes nothing.
class FaultForm : public QWidget
{
    Q_OBJECT

public:
    /// Tab goes from @p before, which must outlive the form, to its fields.
    explicit FaultForm(QWidget *before, QWidget *parent = nullptr);

    /// Leaves alone what is typed where it comes to the same.
    void setFault(const Fault &fault);
    void focusFirst();

signals:
    /// @p field is the one that was edited.
    void edited(const sockscope::Fault &fault, const QString &field);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void orderTabs();
    void fill();
    QWidget *makeField(const FaultParameter &parameter);
    QWidget *makeNumber(const FaultParameter &parameter);
    QWidget *makeText(const FaultParameter &parameter);
    QWidget *makeChoice(const FaultParameter &parameter);
    void take(const FaultParameter &parameter, const QJsonValue &value);
    void tell(const QString &field);
    void showWords();
    void showProblem();
    QString problem() const;

    std::optional<FaultKind> m_built; // what the fields are those of
    Fault m_fault;
    QWidget *m_before;
    RunLabel *m_words;
    QWidget *m_page = nullptr;
    QHash<QString, QWidget *> m_fields; // by FaultParameter::key
    FaultScopeForm *m_scope = nullptr;
    QList<QWidget *> m_tabOrder;
    QLabel *m_message;
};

} // namespace sockscope

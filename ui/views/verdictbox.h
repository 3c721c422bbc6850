// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultkind.h"
#include "serverlib/protocol/rule.h"

#include <QWidget>

#include <variant>

namespace sockscope {

class RunLabel;

/// A broken rule in plain words: what was wrong, by which section, what became of it, the likely cause and
/// where to look. Or what was broken on purpose, in another colour.
class VerdictBox : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictBox(QWidget *parent = nullptr);

    /// @p detail is what was seen, @p outcome what became of the connection; either may be empty.
    void setVerdict(ws::Rule rule, const QString &detail, const QString &outcome);
    /// @p words is what was done; @p place which fault of the list did it, and which way.
    void setFault(FaultKind kind, const QString &words, const QString &place);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showVerdict();
    void showRule(ws::Rule rule);
    void showFault(FaultKind kind);

    std::variant<ws::Rule, FaultKind> m_broken;
    QString m_detail;
    QString m_outcome;
    RunLabel *m_title;
    RunLabel *m_cause;
};

} // namespace sockscope

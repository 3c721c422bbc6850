// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/rule.h"

#include <QWidget>

namespace sockscope {

class RunLabel;

/// A broken rule in plain words: what was wrong, by which section, what became of it, the likely cause and
/// where to look.
class VerdictBox : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictBox(QWidget *parent = nullptr);

    /// @p detail is what was seen, @p outcome what became of the connection; either may be empty.
    void setVerdict(ws::Rule rule, const QString &detail, const QString &outcome);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showVerdict();

    ws::Rule m_rule = ws::Rule::ExpectedMask;
    QString m_detail;
    QString m_outcome;
    RunLabel *m_title;
    RunLabel *m_cause;
};

} // namespace sockscope

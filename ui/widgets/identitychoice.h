// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/devices/identityrule.h"

#include <QWidget>

#include <map>

class QComboBox;
class QLineEdit;

namespace sockscope {

/// The choice of what tells devices apart, with the name of the header or the field where there is one.
class IdentityChoice : public QWidget
{
    Q_OBJECT

public:
    explicit IdentityChoice(QWidget *parent = nullptr);

    /// Shows @p rule without telling.
    void setRule(const IdentityRule &rule);

signals:
    void chosen(const sockscope::IdentityRule &rule); ///< which has no fault
    void refused(
        const QString &fault); ///< what was typed, and what to type instead; empty when it is well again

private:
    IdentityRule entered() const;
    void choose(int index);
    void judge();
    void showParameter();

    QComboBox *m_by;
    QLineEdit *m_parameter;
    std::map<IdentityRule::By, QString> m_parameters; // as they were last
};

} // namespace sockscope

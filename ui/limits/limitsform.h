// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsplan.h"

#include <QWidget>

class QCheckBox;
class QSettings;

namespace sockscope {

class FormGrid;
class HintLineEdit;

/// Which limits to look for, how far, and how long to wait. Kept in the settings.
class LimitsForm : public QWidget
{
    Q_OBJECT

public:
    /// @p settings must outlive it.
    explicit LimitsForm(QSettings *settings, QWidget *parent = nullptr);

    /// What is asked for; nullopt and a sentence in @p error when a field or the whole cannot be.
    std::optional<LimitsPlan> plan(QString *error) const;

signals:
    void edited();

private:
    struct Row
    {
        LimitKind kind = LimitKind::Frame;
        QCheckBox *box = nullptr;
        HintLineEdit *bound = nullptr; // null where there is nothing to choose
    };

    void addLimit(FormGrid *grid, const LimitInfo &info);
    HintLineEdit *addTime(FormGrid *grid, const QString &label, const QString &name, const QString &toolTip);
    void restore();
    void save() const;
    void onEdited();
    static std::optional<qint64> boundFrom(const Row &row, QString *error);
    static std::optional<int> timeFrom(const HintLineEdit *field, QString *error);

    QSettings *m_settings;
    QList<Row> m_rows;
    HintLineEdit *m_pongTime = nullptr;
    HintLineEdit *m_returnTime = nullptr;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/filterstore.h"

#include <QTimer>
#include <QWidget>

class QToolButton;

namespace sockscope {

class FilterEdit;
class FilterHelp;

/// The filter line with its two buttons: named filters and help. It tells of a filter as soon as the hand
/// rests, and never of one that is wrong.
class FilterEntry : public QWidget
{
    Q_OBJECT

public:
    /// @p settings may be null.
    explicit FilterEntry(QSettings *settings, QWidget *parent = nullptr);

    /// What was told last.
    const QString &expression() const { return m_expression; }
    /// Shows and tells @p expression, which must be right.
    void setExpression(const QString &expression);
    void focusFilter();

signals:
    void expressionChanged(const QString &expression);
    void left(); ///< the person wants back to the log

private:
    void apply();
    void confirm();
    void remember();
    void showHelp();
    QToolButton *addButton(const QString &name, const QString &text, const QString &toolTip);

    FilterStore m_store;
    FilterEdit *m_edit;
    QToolButton *m_saved;
    FilterHelp *m_help = nullptr;
    QTimer m_rest;
    QString m_expression;
};

} // namespace sockscope

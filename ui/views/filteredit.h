// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/filtercompletion.h"
#include "app/filter/filtererror.h"

#include <QLineEdit>
#include <QPointer>

#include <optional>

namespace sockscope {

class FilterHints;
class FilterStore;

/// A line for a filter: coloured by what its words are, with completion, and with the filters of before at
/// the keys Up and Down. It says what is wrong while that is being written; what to do with a filter that is
/// right is for others.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    /// @p store must outlive the line.
    explicit FilterEdit(FilterStore *store, QWidget *parent = nullptr);

    const std::optional<FilterError> &error() const { return m_error; }
    /// Shows @p text as if it had been there before: without hints.
    void setFilterText(const QString &text);

signals:
    void confirmed(); ///< Enter; the text need not be a filter
    void left(); ///< Escape, with nothing to close but the line itself

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void judge();
    bool isWrong() const;
    void colour();
    void showHints(bool isFinished = false);
    void complete(const FilterCompletion &completion);
    bool takeListKey(int key);
    void goThroughHistory(int steps);

    FilterStore *m_store;
    QPointer<FilterHints> m_hints; // made when first needed, a child of the window
    std::optional<FilterError> m_error;
    qsizetype m_historyPlace = -1; // -1: what was being written
    QString m_written;
};

} // namespace sockscope

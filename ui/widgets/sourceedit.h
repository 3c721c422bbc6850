// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/inputerror.h"

#include <QPlainTextEdit>

#include <optional>

namespace sockscope {

/// The text of a payload. It keeps to a size that a text edit is quick with, marks the place of an error, and
/// passes on what its own undo has no step for.
class SourceEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype MaxChars = 1'000'000;

    explicit SourceEdit(QWidget *parent = nullptr);

    /// In place of the text; its undo begins anew.
    void setSource(const QString &source);
    void markError(const std::optional<InputError> &error);

signals:
    void undoRequested();
    void redoRequested();
    void refused(const QString &reason); ///< what was pasted or dropped

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    void changeEvent(QEvent *event) override;

private:
    void showMark();

    std::optional<InputError> m_error;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/hintlineedit.h"

#include <optional>

namespace sockscope {

/// A whole number within bounds, with its unit. Refused text is marked where it stands, and problem() says
/// what is allowed.
class NumberEdit : public HintLineEdit
{
    Q_OBJECT

public:
    struct Range
    {
        quint64 least = 0;
        quint64 most = 0;
    };

    /// @p title is what problem() calls it.
    NumberEdit(const QString &title, Range range, QWidget *parent = nullptr);

    void setUnit(const QString &unit);
    /// What the least number means, shown in its place: an empty field stands for it.
    void setWordForLeast(const QString &word);
    /// Leaves alone what is typed if it comes to the same.
    void setNumber(quint64 number);
    std::optional<quint64> number() const; ///< nullopt while the text is refused
    /// "Delay: a whole number from 0 to 1,000 ms, not “x”."; empty when the text is fine.
    QString problem() const;

signals:
    void numberEdited();

private:
    void onTextChanged();

    QString m_title;
    Range m_range;
    bool m_hasWord = false;
};

} // namespace sockscope

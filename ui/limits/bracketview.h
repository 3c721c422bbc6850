// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsboard.h"

#include <QWidget>

namespace sockscope {

/// A small picture of a search: how far it is known to work, from where it is known to fail, the gap between,
/// and what is being tried; on a logarithmic scale.
class BracketView : public QWidget
{
    Q_OBJECT

public:
    explicit BracketView(QWidget *parent = nullptr);

    /// Nothing is drawn of a search that does not exist (yet).
    void setSearch(const LimitRange &range, const LimitBracket &bracket, std::optional<qint64> trying);
    void clear();

    /// Where @p value stands between the mildest, 0, and the hardest, 1.
    static double place(const LimitRange &range, qint64 value);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<LimitRange> m_range;
    LimitBracket m_bracket;
    std::optional<qint64> m_trying;
};

} // namespace sockscope

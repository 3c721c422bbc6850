// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace sockscope {

/// A small flat switch: a filter that is on or off, or a tab of a panel's header.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Look : quint8 {
        Filter, ///< framed, in its own colour while on
        Tab, ///< text only, strong while on
    };
    using Role = QColor Theme::*;

    explicit Chip(
        const QString &text, Look look = Look::Filter, Role colour = &Theme::text, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont labelFont() const;
    QColor labelColour() const;

    Look m_look;
    Role m_colour;
};

} // namespace sockscope

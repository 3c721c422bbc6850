// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPalette>

namespace sockscope {

/// The one style sheet of the program, written in roles.
///
/// What a widget may set to be dressed:
/// - property `role` of a label: "muted", "faint", "error", "title", "strong";
/// - property `primary` of a push button: the one accented action of its panel;
/// - property `invalid` of an input: its text is refused, the reason stands beside it;
/// - property `flat` of a tool or push button: no frame until hovered.
QString styleSheet(const Theme &theme);
/// Text on a ground of the accent colour.
QColor onAccent(const Theme &theme);
QPalette paletteFor(const Theme &theme);

/// Sets a property that the style sheet looks at, and has the widget dressed anew.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

} // namespace sockscope

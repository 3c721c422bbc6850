// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QToolButton>

namespace sockscope {

/// The few drawn signs of the window, so that none depends on a font or an icon theme.
enum class Glyph { Play, Stop, Pause, Copy, Cross, Menu, Plus, Bin, Undo, Redo, Renew, Code };

/// @p color for the normal state; disabled is drawn faint.
QIcon glyphIcon(Glyph glyph, const QColor &color);

/// A small filled circle.
QIcon dotIcon(const QColor &color);

/// A frameless button that shows a glyph in the theme's muted colour, and follows the theme.
class GlyphButton : public QToolButton
{
    Q_OBJECT

public:
    explicit GlyphButton(Glyph glyph, QWidget *parent = nullptr);
    void setGlyph(Glyph glyph);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    Glyph m_glyph;
};

/// A button for @p action, which must outlive it: enabled, named and explained as that is.
GlyphButton *makeActionButton(Glyph glyph, QAction *action);

/// A button that opens @p menu.
GlyphButton *makeMenuGlyphButton(QMenu *menu, const QString &accessibleName, const QString &toolTip);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace sockscope {

namespace {

// @role is replaced by the theme's colour, @mode by "dark" or "light". Lengths are steps of 4 px where they
// separate.
constexpr auto Sheet = R"(
QWidget { color: @text; }
QMainWindow, QDialog { background: @background; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QToolTip { background: @header; color: @text; border: 1px solid @line; padding: 4px; }

QToolBar { background: @header; border: 0; border-bottom: 1px solid @line; spacing: 8px; padding: 7px 8px; }
QStatusBar { background: @header; border-top: 1px solid @line; }
QStatusBar::item { border: 0; }

QDockWidget > QWidget { background: @panel; }
QWidget#dockTitle { background: @header; border-bottom: 1px solid @line; }
QWidget#panelBody, QScrollArea, QScrollArea > QWidget > QWidget { background: @panel; border: 0; }
QSplitter::handle { background: @line; }

QFrame#filterHints, QFrame#addressCode { background: @panel; border: 1px solid @faint; border-radius: 4px; }

QLabel { background: transparent; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="faint"] { color: @faint; }
QLabel[role="error"] { color: @error; }
QLabel[role="title"], QLabel[role="strong"] { font-weight: 600; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {
    background: @input; border: 1px solid @line; border-radius: 4px; padding: 3px 7px;
    selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit, QTextEdit { padding: 2px 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border-color: @accent; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] { border-color: @error; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: @muted; }
QToolBar QComboBox { background: @button; }
QComboBox { padding-right: 0; }
QComboBox::drop-down { border: 0; width: 16px; }
QComboBox::down-arrow { image: url(:/theme/images/arrow-@mode.svg); width: 8px; height: 8px; }
QComboBox QLineEdit { border: 0; padding: 0; background: transparent; }
QComboBox QAbstractItemView, QMenu {
    background: @panel; border: 1px solid @line; selection-background-color: @selection; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 22px; padding: 0 4px; }
QMenu { padding: 4px 0; }
QMenu::item { padding: 4px 24px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 0; }

QProgressBar { background: @input; border: 1px solid @line; border-radius: 4px; text-align: center; }
QProgressBar::chunk { background: @selection; border-radius: 3px; }

QPushButton, QToolButton {
    background: @button; border: 1px solid @line; border-radius: 4px; padding: 4px 10px; }
QPushButton:hover, QToolButton:hover { border-color: @muted; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: @selection; border-color: @accent; }
QPushButton:focus, QToolButton:focus { border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @faint; }
QPushButton[primary="true"], QToolButton[primary="true"] {
    background: @accent; border-color: @accent; color: @onAccent; font-weight: 600; }
QPushButton[primary="true"]:focus, QToolButton[primary="true"]:focus { border-color: @text; }
QPushButton[primary="true"]:disabled, QToolButton[primary="true"]:disabled {
    background: @line; border-color: @line; color: @muted; }
QPushButton[flat="true"], QToolButton[flat="true"] { background: transparent; border-color: transparent; padding: 2px; }
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover { background: @selection; }
QToolButton::menu-indicator { image: url(:/theme/images/arrow-@mode.svg); width: 8px; height: 8px;
    subcontrol-position: right center; subcontrol-origin: padding; right: 8px; }
QToolButton[popupMode="2"] { padding-right: 22px; }
QToolButton[faulty="true"] { color: @close; border-color: @close; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator { width: 12px; height: 12px; border: 1px solid @border; border-radius: 3px; background: @input; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/theme/images/check-@mode.svg); }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: @accent; }
QCheckBox:disabled { color: @muted; }

QTabBar { background: @header; border: 0; qproperty-drawBase: 0; }
QTabBar::tab { background: @header; color: @muted; border: 0; border-top: 2px solid transparent;
    border-right: 1px solid @line; border-bottom: 1px solid @line; padding: 5px 9px 6px 9px; }
QTabBar::tab:selected { background: @panel; color: @text; border-top-color: @accent; border-bottom-color: @panel; }
QTabBar::tab:hover { color: @text; }
QTabWidget::pane { border: 0; }

QAbstractItemView { background: @panel; alternate-background-color: @panel; border: 0; outline: 0;
    selection-background-color: @selection; selection-color: @text; }
QHeaderView { background: @panel; border: 0; }
QHeaderView::section { background: @panel; color: @muted; border: 0; border-bottom: 1px solid @line; padding: 3px 7px; }

QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

// Dark fields are wells in their panel, light ones are white with a line around.
QColor inputColor(const Theme &theme)
{
    return theme.mode == Theme::Mode::Dark ? theme.background : theme.panel;
}

// Dark buttons stand out a little lighter than the bar, light ones are white on it.
QColor buttonColor(const Theme &theme)
{
    return theme.mode == Theme::Mode::Dark ? theme.line : theme.panel;
}

} // namespace

QString styleSheet(const Theme &theme)
{
    const bool dark = theme.mode == Theme::Mode::Dark;
    const std::pair<QLatin1StringView, QString> roles[]{
        {QLatin1StringView("@background"), theme.background.name()},
        {QLatin1StringView("@panel"), theme.panel.name()},
        {QLatin1StringView("@header"), theme.header.name()},
        {QLatin1StringView("@line"), theme.line.name()},
        {QLatin1StringView("@text"), theme.text.name()},
        {QLatin1StringView("@muted"), theme.muted.name()},
        {QLatin1StringView("@faint"), theme.faint.name()},
        {QLatin1StringView("@accent"), theme.accent.name()},
        {QLatin1StringView("@onAccent"), onAccent(theme).name()},
        {QLatin1StringView("@selection"), theme.selection.name()},
        {QLatin1StringView("@close"), theme.close.name()},
        {QLatin1StringView("@error"), theme.error.name()},
        {QLatin1StringView("@input"), inputColor(theme).name()},
        {QLatin1StringView("@button"), buttonColor(theme).name()},
        {QLatin1StringView("@border"), theme.faint.name()},
        {QLatin1StringView("@mode"), dark ? QStringLiteral("dark") : QStringLiteral("light")},
    };
    QString sheet = QLatin1StringView(Sheet);
    for (const auto &[role, value] : roles)
        sheet.replace(role, value);
    return sheet;
}

QColor onAccent(const Theme &theme)
{
    return theme.mode == Theme::Mode::Dark ? theme.background : theme.panel;
}

QPalette paletteFor(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.panel);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.header);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::Button, buttonColor(theme));
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.error);
    palette.setColor(QPalette::Highlight, theme.selection);
    palette.setColor(QPalette::HighlightedText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::ToolTipBase, theme.header);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::Mid, theme.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.faint);
    return palette;
}

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace sockscope

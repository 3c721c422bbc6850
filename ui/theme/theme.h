// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/framerecord.h"

#include <QColor>
#include <QFont>

class QApplication;

namespace sockscope {

/// The colours by role, dark or light. Widgets take them from here, never from literals.
struct Theme
{
    enum class Mode { Dark, Light };

    Mode mode;
    QColor background, panel, header, line;
    QColor text, muted, faint;
    QColor accent, selection;
    QColor textFrame, binary, ping, pong, close, error, handshake;

    /// The one applied last.
    static const Theme &current();
    /// Sets palette, style sheet and fonts of the whole program; widgets get QEvent::PaletteChange.
    static void apply(QApplication &application, Mode mode);

    /// Colour of a log row's opcode column.
    QColor rowColor(const FrameRecord &record) const;
    /// Colour of a connection's curve and name in plots; a fixed cycle by connection number.
    QColor seriesColor(quint64 connection) const;
};

QFont interfaceFont(); ///< 12 px
QFont fixedFont(); ///< 12 px, figures and payloads

} // namespace sockscope

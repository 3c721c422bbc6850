// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>

namespace sockscope {

// Dialogs that go when they have been answered. Connect fileSelected(), then open(): the window goes on
// meanwhile.

/// For a file that is there, looked for in @p folder first; one's home without it.
QFileDialog *makeOpenDialog(
    QWidget *parent, const QString &title, const QString &filter, const QString &folder = {});
/// For a file to be written, @p name being proposed; its suffix is added to a name without one.
QFileDialog *makeSaveDialog(QWidget *parent, const QString &title, const QString &filter, const QString &name,
    const QString &folder = {});

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>

#include <functional>

namespace sockscope {

// Dialogs that go when they have been answered. Connect fileSelected(), then open(): the window goes on
// meanwhile.

/// For a file that is there, looked for in @p folder first; one's home without it.
QFileDialog *makeOpenDialog(
    QWidget *parent, const QString &title, const QString &filter, const QString &folder = {});
/// For a file to be written, @p name being proposed; its suffix is added to a name without one.
QFileDialog *makeSaveDialog(QWidget *parent, const QString &title, const QString &filter, const QString &name,
    const QString &folder = {});

/// A file to be written where the person says.
struct FileToSave
{
    QString title; ///< of the dialog
    QString name; ///< proposed; its suffix is the only one offered
    std::function<QByteArray()> content;
};

/// Asks where @p file goes and writes it there. @p saved or @p failed is told how that went, in words.
void saveAs(QWidget *parent, const FileToSave &file, const std::function<void(const QString &)> &saved,
    const std::function<void(const QString &)> &failed);

} // namespace sockscope

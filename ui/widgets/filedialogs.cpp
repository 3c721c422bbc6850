// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filedialogs.h"

#include <QDir>
#include <QFileInfo>

namespace sockscope {

namespace {

QFileDialog *makeDialog(QWidget *parent, const QString &title, const QString &filter, const QString &folder)
{
    auto *dialog = new QFileDialog(parent, title, folder.isEmpty() ? QDir::homePath() : folder, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

} // namespace

QFileDialog *makeOpenDialog(
    QWidget *parent, const QString &title, const QString &filter, const QString &folder)
{
    QFileDialog *dialog = makeDialog(parent, title, filter, folder);
    dialog->setFileMode(QFileDialog::ExistingFile);
    return dialog;
}

QFileDialog *makeSaveDialog(
    QWidget *parent, const QString &title, const QString &filter, const QString &name, const QString &folder)
{
    QFileDialog *dialog = makeDialog(parent, title, filter, folder);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    return dialog;
}

} // namespace sockscope

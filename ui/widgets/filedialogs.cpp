// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filedialogs.h"

#include "app/exchange/savefile.h"

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

void saveAs(QWidget *parent, const FileToSave &file, const std::function<void(const QString &)> &saved,
    const std::function<void(const QString &)> &failed)
{
    const QString suffix = QFileInfo(file.name).suffix();
    QFileDialog *dialog = makeSaveDialog(
        parent, file.title, QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix), file.name);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [=](const QString &path) {
        const QString fault = saveFile(path, file.content());
        const QString shown = QDir::toNativeSeparators(path);
        if (fault.isEmpty())
            saved(QFileDialog::tr("Saved %1.").arg(shown));
        else
            failed(QFileDialog::tr("%1 is not saved: %2.").arg(shown, fault));
    });
    dialog->open();
}

} // namespace sockscope

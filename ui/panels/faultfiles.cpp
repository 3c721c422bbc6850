// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/faultfiles.h"

#include "app/faults/faultjson.h"

#include <QDir>
#include <QFileDialog>
#include <QSaveFile>

namespace sockscope {

namespace {

// What a name may be as a file on any system.
QString fileName(const QString &name)
{
    QString file;
    for (const QChar character : name.toLower()) {
        if (character.isLetterOrNumber())
            file += character;
        else if (!file.isEmpty() && !file.endsWith(u'-'))
            file += u'-';
    }
    return (file.isEmpty() ? QStringLiteral("faults") : file) + QStringLiteral(".json");
}

QString filterText()
{
    return FaultFiles::tr("Faults (*.json);;All files (*)");
}

} // namespace

FaultFiles::FaultFiles(QWidget *window) : QObject(window), m_window(window)
{ }

void FaultFiles::chooseAndRead()
{
    auto *dialog = new QFileDialog(m_window, tr("Import faults"), QDir::homePath(), filterText());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FaultFiles::read);
    dialog->open();
}

void FaultFiles::chooseAndWrite(const FaultProfile &profile)
{
    auto *dialog = new QFileDialog(m_window, tr("Export faults"), QDir::homePath(), filterText());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(fileName(profile.name));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, profile](const QString &path) { write(path, profile); });
    dialog->open();
}

void FaultFiles::read(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        emit failed(tr("%1: %2.").arg(name, file.errorString()));
        return;
    }
    const auto result = importFaults(file.read(FaultLimits::FileBytes + 1));
    if (const auto *profile = std::get_if<FaultProfile>(&result))
        emit imported(*profile);
    else
        emit failed(tr("%1: %2.").arg(name, std::get<QString>(result)));
}

void FaultFiles::write(const QString &path, const FaultProfile &profile)
{
    QSaveFile file(path); // an old one stays whole until the new one is
    const QByteArray json = exportFaults(profile);
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit())
        emit exported(path);
    else
        emit failed(tr("%1: %2.").arg(QFileInfo(path).fileName(), file.errorString()));
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/faultfiles.h"

#include "app/exchange/savefile.h"
#include "app/faults/faultjson.h"
#include "ui/widgets/filedialogs.h"

#include <QDir>

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
    QFileDialog *dialog = makeOpenDialog(m_window, tr("Import faults"), filterText());
    connect(dialog, &QFileDialog::fileSelected, this, &FaultFiles::read);
    dialog->open();
}

void FaultFiles::chooseAndWrite(const FaultProfile &profile)
{
    QFileDialog *dialog = makeSaveDialog(m_window, tr("Export faults"), filterText(), fileName(profile.name));
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
    const QString fault = saveFile(path, exportFaults(profile));
    if (fault.isEmpty())
        emit exported(path);
    else
        emit failed(tr("%1: %2.").arg(QFileInfo(path).fileName(), fault));
}

} // namespace sockscope

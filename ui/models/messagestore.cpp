// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/messagestore.h"

#include "app/exchange/savefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace sockscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MessageStore", text);
}

// The registry of Windows is no directory.
QString directoryOf(const QSettings &settings)
{
    const QFileInfo file(settings.fileName());
    return settings.fileName().startsWith(u'\\') || !file.isAbsolute()
        ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
        : file.absolutePath();
}

} // namespace

MessageStore::MessageStore(const QSettings *settings, const QString &name)
    : m_path(settings != nullptr ? QDir(directoryOf(*settings)).filePath(name) : QString())
{ }

MessageFolder MessageStore::load(QString *problem)
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = tr("The saved messages in %1 cannot be read: %2").arg(m_path, file.errorString());
        m_path.clear(); // and so must not be written over
        return {};
    }
    const auto read = importMessages(file.read(SavedLimits::FileBytes + 1));
    const auto *messages = std::get_if<ImportedMessages>(&read);
    if (messages != nullptr && messages->refused.isEmpty())
        return messages->root;
    const QString aside = m_path + QStringLiteral(".old");
    QFile::remove(aside);
    file.copy(aside);
    const QString why = messages != nullptr ? messages->refused.first() : std::get<QString>(read);
    *problem = tr("Not all saved messages can be read (%1); the file stays as %2.").arg(why, aside);
    return messages != nullptr ? messages->root : MessageFolder();
}

QString MessageStore::save(const MessageFolder &root) const
{
    if (m_path.isEmpty())
        return {};
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    return writeMessages(m_path, root);
}

QString writeMessages(const QString &path, const MessageFolder &root)
{
    const QString fault = saveFile(path, exportMessages(root));
    return fault.isEmpty() ? QString() : tr("The messages cannot be written to %1: %2").arg(path, fault);
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <variant>

namespace ws {

/// The file of a listening Unix domain socket: nobody but its user may connect, and it goes when this is
/// destroyed, unless another has taken its place.
class LocalSocketFile
{
public:
    /// Creates the file at @p path, and makes of a file that a server left behind when it died a new one.
    /// Never touches a file of another kind, nor one that a server still listens on. In words, what is in the
    /// way.
    static std::variant<std::unique_ptr<LocalSocketFile>, QString> listen(const QString &path, int queue);
    ~LocalSocketFile();
    Q_DISABLE_COPY_MOVE(LocalSocketFile)

    /// The listening socket, which from now on belongs to the caller.
    qintptr takeDescriptor();

private:
    LocalSocketFile(QByteArray path, int descriptor);

    QByteArray m_path;
    int m_descriptor;
    quint64 m_device = 0; // with m_inode: which file is ours
    quint64 m_inode = 0;
};

} // namespace ws

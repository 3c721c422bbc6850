// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/localsocketfile_p.h"

#include "serverlib/net/socketoptions_p.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <utility>
#endif

namespace ws {

#ifdef Q_OS_UNIX

namespace {

constexpr mode_t UserOnly = S_IRUSR | S_IWUSR;

QString systemSays(const char *what, const QByteArray &path)
{
    return QStringLiteral("Cannot %1 \"%2\": %3")
        .arg(QLatin1StringView(what), QFile::decodeName(path), qt_error_string(errno));
}

int newSocket()
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (descriptor >= 0)
        ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    return descriptor;
}

// Whether somebody listens there: only then is a connection taken, or would be if there were room.
bool isServed(const sockaddr_un &address)
{
    const int probe = newSocket();
    if (probe < 0)
        return true; // better than to take somebody's place
    ::fcntl(probe, F_SETFL, O_NONBLOCK);
    const bool refused = ::connect(probe, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0
        && errno == ECONNREFUSED;
    closeDescriptor(probe);
    return !refused;
}

// What is in the way of a new socket at this path, if that cannot be removed.
QString clearTheWay(const QByteArray &path, const sockaddr_un &address)
{
    struct stat found
    { };
    if (::lstat(path.constData(), &found) != 0)
        return errno == ENOENT ? QString() : systemSays("look at", path);
    if (!S_ISSOCK(found.st_mode))
        return QStringLiteral("\"%1\" is a file of another kind, and stays: choose another name")
            .arg(QFile::decodeName(path));
    if (isServed(address))
        return QStringLiteral("A server listens on \"%1\" already, or it is not ours to take")
            .arg(QFile::decodeName(path));
    return ::unlink(path.constData()) == 0 ? QString() : systemSays("replace", path);
}

} // namespace

LocalSocketFile::LocalSocketFile(QByteArray path, int descriptor)
    : m_path(std::move(path)), m_descriptor(descriptor)
{
    struct stat made
    { };
    if (::lstat(m_path.constData(), &made) == 0) {
        m_device = quint64(made.st_dev);
        m_inode = quint64(made.st_ino);
    }
}

LocalSocketFile::~LocalSocketFile()
{
    if (m_descriptor >= 0)
        closeDescriptor(m_descriptor);
    struct stat found
    { };
    if (::lstat(m_path.constData(), &found) == 0 && quint64(found.st_dev) == m_device
        && quint64(found.st_ino) == m_inode)
        ::unlink(m_path.constData());
}

std::variant<std::unique_ptr<LocalSocketFile>, QString> LocalSocketFile::listen(
    const QString &path, int queue)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (size_t(name.size()) >= sizeof(address.sun_path) || name.contains('\0'))
        return QStringLiteral("The name of a local socket has at most %1 bytes, this one has %2: \"%3\"")
            .arg(sizeof(address.sun_path) - 1)
            .arg(name.size())
            .arg(path);
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    if (const QString obstacle = clearTheWay(name, address); !obstacle.isEmpty())
        return obstacle;
    const int descriptor = newSocket();
    if (descriptor < 0)
        return systemSays("make a socket for", name);
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0) {
        const QString why = systemSays("create", name);
        closeDescriptor(descriptor);
        return why;
    }
    std::unique_ptr<LocalSocketFile> file(new LocalSocketFile(name, descriptor));
    // Before anybody can connect: that takes listen().
    if (::chmod(name.constData(), UserOnly) != 0 || ::listen(descriptor, queue) != 0)
        return systemSays("listen on", name);
    return file;
}

qintptr LocalSocketFile::takeDescriptor()
{
    return std::exchange(m_descriptor, -1);
}

#else

LocalSocketFile::LocalSocketFile(QByteArray path, int descriptor)
    : m_path(std::move(path)), m_descriptor(descriptor)
{ }

LocalSocketFile::~LocalSocketFile() = default;

std::variant<std::unique_ptr<LocalSocketFile>, QString> LocalSocketFile::listen(const QString &, int)
{
    return QStringLiteral("Local sockets need a Unix system: listen on a host and a port");
}

qintptr LocalSocketFile::takeDescriptor()
{
    return m_descriptor;
}

#endif

} // namespace ws

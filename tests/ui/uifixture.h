// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchsession.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QWebSocket>
#include <QWidget>

#include <algorithm>

namespace sockscope {

/// Settings in a file of their own, and a session, for one test.
struct UiFixture
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    BenchSession session;

    UiFixture()
    {
        settings.setValue(QStringLiteral("server/host"), QStringLiteral("127.0.0.1"));
        settings.setValue(QStringLiteral("server/port"), 0);
    }
    bool isRunning() const { return session.state() == BenchSession::State::Running; }
    QUrl url(const QString &path = QStringLiteral("/")) const
    {
        return QUrl(session.listenInfo().url).resolved(QUrl(path));
    }
    /// The only connection, once there is one.
    std::optional<ConnectionStats> only()
    {
        const QList<ConnectionStats> all = session.connections().snapshot();
        return all.size() == 1 ? std::optional(all.constFirst()) : std::nullopt;
    }
    bool isQuiet()
    {
        const QList<ConnectionStats> all = session.connections().snapshot();
        return std::all_of(all.begin(), all.end(),
            [](const ConnectionStats &stats) { return stats.state == ConnectionState::Closed; });
    }
    bool isOnlyOpen()
    {
        const auto stats = only();
        return stats && stats->state == ConnectionState::Open;
    }
    /// At both ends: the server is open as soon as it wrote its 101, and what the device sends before it has
    /// read it is lost.
    bool isOnlyOpen(const QWebSocket &device)
    {
        return isOnlyOpen() && device.state() == QAbstractSocket::ConnectedState;
    }
};

template <typename Widget> Widget *child(const QWidget &parent, const char *name)
{
    auto *found = parent.findChild<Widget *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no child called %s", name);
    return found;
}

} // namespace sockscope

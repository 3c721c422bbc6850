// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"

#include <QStringList>

namespace sockscope {

/// A log out of a .sockscope file.
struct OpenedSession
{
    std::unique_ptr<CaptureStore> store; ///< null when nothing could be read
    QString error; ///< then: one sentence that says why
    QStringList problems; ///< what is damaged or missing of what was read, a sentence each
    bool isClosed = true; ///< its writer finished with it
};

/// Maps @p path, which is not changed. Everything that is whole is read, whatever else is broken; a file that
/// is being written is read as far as it has come.
OpenedSession openSession(const QString &path);

/// What the headers of a session file say.
struct SessionGlance
{
    QDateTime startedAt;
    quint64 rows = 0;
    qint64 bytes = 0; ///< of the file
    bool isClosed = true;
    bool isBeingWritten = false;
};

/// Reads headers only; nullopt when @p path is no session of this version.
std::optional<SessionGlance> glanceAtSession(const QString &path);

} // namespace sockscope

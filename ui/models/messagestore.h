// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/savedmessages.h"

class QSettings;

namespace sockscope {

/// A file of messages beside the settings, in the user's directory for configuration.
class MessageStore
{
public:
    /// @p name: "messages.json". Without @p settings nothing is kept.
    MessageStore(const QSettings *settings, const QString &name);

    /// What is kept; @p problem says what of it cannot be read. Such a file is set aside before another is
    /// written in its place.
    MessageFolder load(QString *problem);
    /// Returns why it cannot be written; empty if it is.
    QString save(const MessageFolder &root) const;

private:
    QString m_path; // empty: nothing is kept
};

/// Writes @p root to @p path, whole or not at all. Returns why it cannot; empty if it is there.
QString writeMessages(const QString &path, const MessageFolder &root);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/savedmessages.h"

namespace sockscope {

/// What was sent last, the newest first. Bounded in number and in characters; the same message twice in a row
/// is one entry.
class MessageHistory
{
public:
    static constexpr qsizetype MaxMessages = 200;
    static constexpr qsizetype MaxChars = 4 * 1024 * 1024;

    void add(const SavedMessage &message);
    void clear();
    const QList<SavedMessage> &messages() const { return m_messages; }

private:
    QList<SavedMessage> m_messages;
    qsizetype m_chars = 0; // of their sources
};

} // namespace sockscope

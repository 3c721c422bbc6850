// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/messagehistory.h"

namespace sockscope {

void MessageHistory::add(const SavedMessage &message)
{
    if (!m_messages.isEmpty() && m_messages.first() == message)
        return;
    m_messages.prepend(message);
    m_chars += message.source.size();
    // The newest stays, whatever its size.
    while (m_messages.size() > MaxMessages || (m_chars > MaxChars && m_messages.size() > 1))
        m_chars -= m_messages.takeLast().source.size();
}

void MessageHistory::clear()
{
    m_messages.clear();
    m_chars = 0;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/messagecompression.h"

namespace ws {

MessageCompression::MessageCompression(
    Role role, const DeflateParameters &agreed, const DeflateOptions &options)
    : m_agreed(agreed), m_role(role), m_level(options.level), m_threshold(options.threshold)
{ }

void MessageCompression::compress(QByteArrayView message, QByteArray *out)
{
    if (!m_deflater) {
        const bool isServer = m_role == Role::Server;
        m_deflater.emplace(isServer ? m_agreed.serverMaxWindowBits : m_agreed.clientMaxWindowBits,
            !(isServer ? m_agreed.serverNoContextTakeover : m_agreed.clientNoContextTakeover), m_level);
    }
    m_deflater->compress(message, out);
}

Inflater &MessageCompression::inflater()
{
    if (!m_inflater) {
        const bool fromClient = m_role == Role::Server;
        m_inflater.emplace(fromClient ? m_agreed.clientMaxWindowBits : m_agreed.serverMaxWindowBits,
            !(fromClient ? m_agreed.clientNoContextTakeover : m_agreed.serverNoContextTakeover));
    }
    return *m_inflater;
}

} // namespace ws

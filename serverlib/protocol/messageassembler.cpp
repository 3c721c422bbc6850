// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/messageassembler.h"

namespace ws {

void MessageAssembler::begin(Opcode opcode, bool compressed)
{
    m_active = true;
    m_opcode = opcode;
    m_compressed = compressed;
    m_textBroken = false;
    m_utf8.reset();
    m_wireBytes = 0;
    m_fragments = 0;
    if (!m_payload.isEmpty())
        m_payload.resize(0);
}

void MessageAssembler::countFragment(quint64 payloadLength)
{
    ++m_fragments;
    m_wireBytes += payloadLength;
}

QByteArray *MessageAssembler::grown(BufferPool &buffers)
{
    if (m_payload.isNull())
        m_payload = buffers.take();
    return &m_payload;
}

void MessageAssembler::reset(BufferPool &buffers)
{
    m_active = false;
    if (!m_payload.isNull())
        buffers.give(m_payload);
}

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/messageassembler.h"

namespace ws {

namespace {

// A buffer that grew beyond this is given back after its message; a smaller one is kept for the next.
constexpr qsizetype KeptCapacity = 64 * 1024;

} // namespace

void MessageAssembler::begin(Opcode opcode)
{
    reset();
    m_active = true;
    m_opcode = opcode;
}

void MessageAssembler::reset()
{
    m_active = false;
    m_textBroken = false;
    m_fragments = 0;
    m_utf8.reset();
    if (m_payload.capacity() > KeptCapacity)
        m_payload = {};
    else
        m_payload.resize(0);
}

} // namespace ws

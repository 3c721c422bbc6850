// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/opcode.h"
#include "serverlib/protocol/utf8validator.h"

#include <QByteArray>
#include <QByteArrayView>

namespace ws {

/// Joins the fragments of one message (RFC 6455 5.4). Keeps bytes, never a record per fragment.
class MessageAssembler
{
public:
    /// True between a first frame without FIN and the last one.
    bool isActive() const { return m_active; }
    Opcode opcode() const { return m_opcode; }
    quint64 size() const { return quint64(m_payload.size()); }
    quint64 fragments() const { return m_fragments; }
    Utf8Validator &utf8() { return m_utf8; }
    /// Whether the bytes to come are text that is still to be validated.
    bool validates() const { return m_active && m_opcode == Opcode::Text && !m_textBroken; }
    /// Wrong text was tolerated: the rest of this message is not validated again.
    void setTextBroken() { m_textBroken = true; }

    void begin(Opcode opcode);
    /// Counts a frame as soon as its header is known.
    void countFragment() { ++m_fragments; }
    void append(QByteArrayView payload) { m_payload.append(payload); }
    QByteArrayView payload() const { return m_payload; }
    void reset();

private:
    bool m_active = false;
    Opcode m_opcode = Opcode::Text;
    bool m_textBroken = false;
    quint64 m_fragments = 0;
    QByteArray m_payload;
    Utf8Validator m_utf8;
};

} // namespace ws

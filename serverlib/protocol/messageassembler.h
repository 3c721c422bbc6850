// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/bufferpool.h"
#include "serverlib/protocol/opcode.h"
#include "serverlib/protocol/utf8validator.h"

#include <QByteArray>
#include <QByteArrayView>

namespace ws {

/// Joins the fragments of one message (RFC 6455 5.4), and what they inflate to (RFC 7692 6.2). Keeps bytes,
/// never a record per fragment.
class MessageAssembler
{
public:
    /// True between the header of a first frame and the end of the last one.
    bool isActive() const { return m_active; }
    /// Text or Binary; of the last message while none is active.
    Opcode opcode() const { return m_opcode; }
    /// Whether the first frame had RSV1, and that was agreed on. This and what is counted: of no message
    /// while none is active.
    bool isCompressed() const { return m_compressed; }
    /// Payload bytes of the frames counted so far.
    quint64 wireBytes() const { return m_wireBytes; }
    /// Frames that have begun.
    quint64 fragments() const { return m_fragments; }
    /// Where validation of the text stands.
    Utf8Validator &utf8() { return m_utf8; }
    /// Whether the bytes to come are text that is still to be validated.
    bool validates() const { return m_active && m_opcode == Opcode::Text && !m_textBroken; }
    /// Wrong text was tolerated: the rest of this message is not validated again.
    void setTextBroken() { m_textBroken = true; }

    /// Starts a message, from nothing.
    void begin(Opcode opcode, bool compressed)
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
    /// Counts a frame as soon as its header is known. A stray one belongs to no message.
    void countFragment(quint64 payloadLength)
    {
        if (!m_active)
            return;
        ++m_fragments;
        m_wireBytes += payloadLength;
    }
    /// Where the message grows, in memory of @p buffers.
    QByteArray *grown(BufferPool &buffers)
    {
        if (m_payload.isNull())
            m_payload = buffers.take();
        return &m_payload;
    }
    /// What has been collected; inflated, if it came compressed.
    QByteArrayView payload() const { return m_payload; }
    /// The message is done with: gives the buffer back.
    void reset(BufferPool &buffers)
    {
        m_active = false;
        m_compressed = false;
        m_wireBytes = 0;
        m_fragments = 0;
        if (!m_payload.isNull())
            buffers.give(m_payload);
    }

private:
    bool m_active = false;
    Opcode m_opcode = Opcode::Text;
    bool m_compressed = false;
    bool m_textBroken = false;
    Utf8Validator m_utf8;
    quint64 m_wireBytes = 0;
    quint64 m_fragments = 0;
    QByteArray m_payload;
};

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "echoreader.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace load {

std::size_t EchoReader::take(const EchoScript &script, const char *data, std::size_t size)
{
    if (m_frames)
        return m_frames->take(script, data, size);

    const std::size_t begun = m_position % script.echoSize();
    if (isAsExpected(script, data, size)) {
        m_position = (m_position + size) % script.echoes().size();
        return (begun + size) / script.echoSize();
    }
    if (script.isRaw())
        throw std::runtime_error("the server echoed other bytes than it was sent");
    // What came before was as expected, so it can be read again from there.
    m_frames = std::make_unique<FrameReader>(m_position / script.echoSize());
    m_frames->take(script, script.echoes().data() + m_position - begun, begun);
    return m_frames->take(script, data, size);
}

bool EchoReader::isAsExpected(const EchoScript &script, const char *data, std::size_t size) const
{
    const std::string &echoes = script.echoes();
    std::size_t position = m_position;
    while (size > 0) {
        const std::size_t part = std::min(size, echoes.size() - position);
        if (std::memcmp(data, echoes.data() + position, part) != 0)
            return false;
        data += part;
        size -= part;
        position = 0;
    }
    return true;
}

std::size_t FrameReader::take(const EchoScript &script, const char *data, std::size_t size)
{
    std::size_t completed = 0;
    while (size > 0) {
        std::size_t part = 1;
        if (m_inPayload) {
            part = std::size_t(std::min<std::uint64_t>(size, m_payloadLeft));
            takePayload(script, data, part);
        } else if (takeHeaderByte(script, std::uint8_t(*data))) {
            m_inPayload = true;
        }
        data += part;
        size -= part;
        if (m_inPayload && m_payloadLeft == 0)
            completed += endFrame(script);
    }
    return completed;
}

bool FrameReader::takeHeaderByte(const EchoScript &script, std::uint8_t byte)
{
    m_header[m_headerSize++] = byte;
    if (m_headerSize < 2)
        return false;
    const std::size_t whole = m_header[1] == Length64 ? 10 : m_header[1] == Length16 ? 4 : 2;
    if (m_headerSize < whole)
        return false;
    beginFrame(script);
    return true;
}

void FrameReader::beginFrame(const EchoScript &script)
{
    const std::uint8_t expected = m_continues ? ContinuationOpcode : script.opcode();
    if ((m_header[0] & OpcodeBits) != expected || (m_header[0] & ReservedBits) || (m_header[1] & MaskBit))
        throw std::runtime_error("the server sent a frame that no echo has");
    m_payloadLeft = m_header[1];
    if (m_headerSize > 2) {
        m_payloadLeft = 0;
        for (std::size_t i = 2; i < m_headerSize; ++i)
            m_payloadLeft = m_payloadLeft << 8 | m_header[i];
    }
}

void FrameReader::takePayload(const EchoScript &script, const char *data, std::size_t size)
{
    const std::string_view payload = script.payload(m_message);
    if (size > payload.size() - m_messageBytes
        || std::memcmp(data, payload.data() + m_messageBytes, size) != 0)
        throw std::runtime_error("the server echoed another message than it was sent");
    m_messageBytes += size;
    m_payloadLeft -= size;
}

/// Returns how many messages end with this frame: one or none.
std::size_t FrameReader::endFrame(const EchoScript &script)
{
    m_inPayload = false;
    m_headerSize = 0;
    m_continues = !(m_header[0] & FinBit);
    if (m_continues)
        return 0;
    if (m_messageBytes != script.payload(m_message).size())
        throw std::runtime_error("the server echoed less than it was sent");
    m_messageBytes = 0;
    m_message = (m_message + 1) % script.period();
    return 1;
}

} // namespace load

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/frameheader.h"

namespace sockscope {

/// Finds the frames in a stream of bytes without keeping it: right or wrong ones, in any split. It believes
/// each header.
class FrameTracker
{
public:
    /// A run of bytes of one frame.
    struct Part
    {
        qsizetype size = 0; ///< bytes
        quint64 offset = 0; ///< of the first one, within its frame
        bool ends = false; ///< the frame's last byte is in it
        ws::FrameHeader header; ///< of its frame
        int headerSize = 0; ///< bytes; 0 while the header is not whole: then header says nothing
        ws::Opcode messageOpcode = ws::Opcode::Text; ///< a continuation frame's message's, else its own

        bool begins() const { return offset == 0; }
        /// With it a message or a control frame ends.
        bool endsMessage() const { return ends && (ws::isControl(header.opcode) || header.fin); }
    };

    /// The part at the front of @p bytes, which are not empty.
    Part next(QByteArrayView bytes);
    /// So many bytes of the frame's payload have passed unseen, its header not.
    void skip(quint64 bytes) { m_offset += bytes; }
    bool isWithinFrame() const { return m_offset > 0; }

private:
    Part part(qsizetype size);

    std::array<char, ws::MaxFrameHeaderSize> m_raw{};
    ws::FrameHeader m_header;
    int m_headerSize = 0; // 0 until it is known
    quint64 m_offset = 0; // bytes of the frame that have passed
    ws::Opcode m_message = ws::Opcode::Text; // of the data message that has begun
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/pcapngblocks.h"
#include "app/exchange/rowwriter.h"
#include "app/exchange/tcpstream.h"

#include <QDateTime>

#include <map>

namespace sockscope {

/// Rows as the packets that carried them, for Wireshark and tshark; words, verdicts and what is missing as
/// comments of packets. What came by TLS is there in plain.
class PcapngWriter final : public RowWriter
{
public:
    /// @p index must outlive this.
    PcapngWriter(const QDateTime &startedAt, const SessionIndex &index, QIODevice *out);

    /// Without its handshake no connection is known to be WebSocket.
    bool needs(const PackedRow &row) const override
    {
        return row.kind() == RowKind::Handshake || row.event() == EventKind::Ended;
    }
    void begin() override;
    void write(const OutgoingRow &row) override;
    bool end(const std::function<bool()> &goesOn) override;

private:
    struct Stream
    {
        TcpStream tcp;
        QStringList comments = {}; // for its next packet
    };

    Stream &streamOf(const FrameRecord &record);
    void begin(Stream &stream, const SessionConnection &connection);
    void writeEvent(Stream &stream, const OutgoingRow &row);
    void writeFrame(Stream &stream, const OutgoingRow &row);
    void writeEnd(Stream &stream, const OutgoingRow &row);
    void send(Stream &stream, const OutgoingRow &row, QByteArrayView bytes);
    TcpStream::PacketHandler packets(Stream &stream, qint64 timeNs);

    const SessionIndex &m_index;
    qint64 m_startNs; // since 1970
    qint64 m_latestNs = 0; // of the rows written
    PcapngBlocks m_blocks;
    std::map<quint64, Stream> m_streams;
};

} // namespace sockscope

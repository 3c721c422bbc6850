// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/framerecorder.h"
#include "app/text/payloadtext.h"

#include <QTest>

#include <memory>

namespace sockscope {

/// A recorder with all it writes to, and one connection that was accepted.
class RecorderFixture : public QObject
{
protected:
    static constexpr quint64 Connection = 4;

    void reset()
    {
        m_capture = std::make_unique<CaptureStore>();
        m_table = std::make_unique<ConnectionTable>();
        m_rtts = std::make_unique<SampleLog<RttSample>>();
        m_timing = std::make_unique<TimingTable>();
        m_recorder =
            std::make_unique<FrameRecorder>(m_capture.get(), m_table.get(), m_rtts.get(), m_timing.get());
        m_recorder->connectionAccepted(Connection, {QHostAddress(QStringLiteral("10.0.0.7")), 5000},
            {QHostAddress(QStringLiteral("10.0.0.1")), 8080});
    }

    /// Shows the recorder a frame whose header promises at least the payload's bytes; returns its row.
    quint64 frame(ws::Direction direction, ws::Opcode opcode, const QByteArray &payload, bool fin = true,
        const ws::Violation *violation = nullptr, quint64 promised = 0)
    {
        ws::FrameHeader header = ws::makeFrameHeader(opcode, std::max(promised, quint64(payload.size())));
        header.fin = fin;
        char raw[ws::MaxFrameHeaderSize];
        const int size = ws::encodeFrameHeader(header, raw);
        m_recorder->frame(Connection, direction, {header, QByteArrayView(raw, size), payload, violation, 1});
        return m_capture->rows().end - 1;
    }

    FrameRecord row(quint64 number) const
    {
        FrameRecord record;
        m_capture->read(number, &record);
        return record;
    }

    /// What the log shows of a row.
    QString words(quint64 number) const { return rowPreview(row(number), m_capture->content(number)); }

    std::unique_ptr<CaptureStore> m_capture;
    std::unique_ptr<ConnectionTable> m_table;
    std::unique_ptr<SampleLog<RttSample>> m_rtts;
    std::unique_ptr<TimingTable> m_timing;
    std::unique_ptr<FrameRecorder> m_recorder;
};

} // namespace sockscope

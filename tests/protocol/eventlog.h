// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/endpoint.h"

#include <QStringList>

#include <utility>

/// Writes down what an endpoint tells, one line per call, so that a test compares a whole exchange at once.
class EventLog : public ws::EndpointHandler
{
public:
    QStringList lines;
    QList<ws::Violation> violations;
    QList<quint32> reads;
    QList<bool> sameRead;
    QByteArray wire; // bytes for the peer
    QList<QByteArray> messages; // their payloads in full

    QByteArray takeOutput() { return std::exchange(wire, {}); }

    void output(QByteArrayView head, QByteArrayView payload) override
    {
        wire.append(head);
        wire.append(payload);
    }

    void frameReceived(const ws::FrameView &frame) override
    {
        reads.append(frame.reads);
        sameRead.append(frame.sameRead);
        const QString broken = frame.violation != nullptr
            ? QStringLiteral(" !") + ws::ruleInfo(frame.violation->rule).name
            : QString();
        const QString inflated =
            frame.compressed ? QStringLiteral(" inflates to %1").arg(frame.inflated.size()) : QString();
        lines += QStringLiteral("< %1 fin=%2 %3/%4%5%6")
                     .arg(ws::opcodeName(frame.header.opcode))
                     .arg(int(frame.header.fin))
                     .arg(frame.payload.size())
                     .arg(frame.header.payloadLength)
                     .arg(inflated, broken);
    }
    void frameSent(const ws::FrameView &frame) override
    {
        sameRead.append(frame.sameRead);
        lines += QStringLiteral("> %1 %2").arg(
            ws::opcodeName(frame.header.opcode), QString::fromLatin1(frame.payload.toByteArray().toHex()));
    }
    void messageReceived(ws::Opcode opcode, QByteArrayView payload) override
    {
        messages.append(payload.toByteArray());
        told(ws::opcodeName(opcode), payload);
    }
    void pingReceived(QByteArrayView payload) override { told(QStringLiteral("ping"), payload); }
    void pongReceived(QByteArrayView payload) override { told(QStringLiteral("pong"), payload); }
    void closeReceived(quint16 code, QByteArrayView reason) override
    {
        lines += QStringLiteral("closed %1 %2").arg(code).arg(QString::fromUtf8(reason));
    }
    void violationFound(const ws::Violation &violation, bool fatal) override
    {
        violations.append(violation);
        lines += QStringLiteral("%1 %2").arg(
            fatal ? QStringLiteral("FAIL") : QStringLiteral("note"), ws::ruleInfo(violation.rule).name);
    }

private:
    void told(const QString &what, QByteArrayView payload)
    {
        const bool isLong = payload.size() > 40;
        lines += what
            + (isLong ? QStringLiteral(" (%1)").arg(payload.size())
                      : QStringLiteral(" \"%1\"").arg(
                          QString::fromLatin1(payload.toByteArray().toPercentEncoding(" "))));
    }
};

inline std::shared_ptr<const ws::Endpoint::Options> shared(const ws::Endpoint::Options &options = {})
{
    return std::make_shared<const ws::Endpoint::Options>(options);
}

/// One read: its buffer is gone afterwards, as that of a socket is.
inline void feed(ws::Endpoint *endpoint, QByteArrayView bytes)
{
    QByteArray buffer = bytes.toByteArray();
    endpoint->receive({buffer.data(), size_t(buffer.size())});
    buffer.fill('\xAA');
}

/// One frame as a client with a fixed key would send it, or unmasked.
inline QByteArray wireFrame(ws::Opcode opcode, const QByteArray &payload, bool fin = true, bool masked = true)
{
    ws::FrameHeader header = ws::makeFrameHeader(opcode, quint64(payload.size()));
    header.fin = fin;
    if (masked)
        header.mask = ws::MaskKey{0x37, 0xFA, 0x21, 0x3D}; // the key of RFC 6455 5.7's example
    QByteArray wire(header.encodedSize(), Qt::Uninitialized);
    ws::encodeFrameHeader(header, wire.data());
    QByteArray body = payload;
    if (masked)
        ws::applyMask(body.data(), body, *header.mask);
    return wire + body;
}

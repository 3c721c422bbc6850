// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/client/websocketclient.h"
#include "serverlib/protocol/frameheader.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace sockscope {

/// A device with limits of the library's client, which connects anew whenever it is cut off.
class LimitedDevice : public QObject
{
public:
    LimitedDevice(const QUrl &url, const ws::Limits &limits)
    {
        ws::ClientOptions options;
        options.url = url;
        options.maxPayload = limits.messageBytes;
        options.limits = limits;
        options.headers = {{"X-Device-Id", "limited"}};
        m_client.setOptions(options);
        QObject::connect(
            &m_client, &ws::WebSocketClient::closed, this,
            [this] {
                ++m_ends;
                if (m_returns)
                    m_client.open();
            },
            Qt::QueuedConnection);
        m_client.open();
    }
    void stayAway() { m_returns = false; }
    int ends() const { return m_ends; }
    ws::WebSocketClient &client() { return m_client; }

private:
    ws::WebSocketClient m_client;
    bool m_returns = true;
    int m_ends = 0;
};

/// A device that speaks the wire by hand, one read at a time, and connects anew whenever it is cut off.
class RawDevice : public QObject
{
public:
    /// What it makes of bytes behind the 101; it answers with send() or breaks off.
    using Reader = std::function<void(RawDevice &device, const QByteArray &read)>;

    RawDevice(quint16 port, Reader reader) : m_port(port), m_reader(std::move(reader))
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, this, [this] { read(); });
        QObject::connect(
            &m_socket, &QTcpSocket::disconnected, this, [this] { open(); }, Qt::QueuedConnection);
        open();
    }

    void send(ws::Opcode opcode, const QByteArray &payload)
    {
        const ws::FrameHeader header = ws::makeFrameHeader(opcode, quint64(payload.size()), ws::MaskKey{});
        QByteArray frame(ws::MaxFrameHeaderSize, Qt::Uninitialized);
        frame.truncate(ws::encodeFrameHeader(header, frame.data()));
        m_socket.write(frame + payload);
    }
    void abort() { m_socket.abort(); }
    QByteArray &buffer() { return m_buffer; }

    /// Takes the next whole frame off buffer(); false while there is none.
    bool takeFrame(ws::FrameHeader *header, QByteArray *payload)
    {
        const int size = ws::parseFrameHeader(m_buffer, header);
        if (size == 0 || m_buffer.size() < size + qsizetype(header->payloadLength))
            return false;
        *payload = m_buffer.mid(size, qsizetype(header->payloadLength));
        m_buffer.remove(0, size + payload->size());
        return true;
    }

private:
    void open()
    {
        m_upgraded = false;
        m_buffer.clear();
        m_socket.connectToHost(QHostAddress::LocalHost, m_port);
        m_socket.write("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "X-Device-Id: raw\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }
    void read()
    {
        QByteArray bytes = m_socket.readAll();
        if (!m_upgraded) {
            m_head += bytes;
            const qsizetype end = m_head.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            m_upgraded = true;
            bytes = m_head.mid(end + 4);
            m_head.clear();
        }
        if (!bytes.isEmpty())
            m_reader(*this, bytes);
    }

    quint16 m_port;
    Reader m_reader;
    QTcpSocket m_socket;
    QByteArray m_head;
    QByteArray m_buffer;
    bool m_upgraded = false;
};

/// Answers every ping, and a Close.
inline void answerPings(RawDevice &device, const QByteArray &read)
{
    device.buffer() += read;
    ws::FrameHeader header;
    QByteArray payload;
    while (device.takeFrame(&header, &payload)) {
        if (header.opcode == ws::Opcode::Ping)
            device.send(ws::Opcode::Pong, payload);
        else if (header.opcode == ws::Opcode::Close)
            device.send(ws::Opcode::Close, payload);
    }
}

/// Takes what one read brings for whole headers, as firmware does that never met a slow network.
inline void breakOnSplitHeaders(RawDevice &device, const QByteArray &read)
{
    ws::FrameHeader header;
    if (device.buffer().isEmpty() && ws::parseFrameHeader(read, &header) == 0)
        device.abort();
    else
        answerPings(device, read);
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/closepayload.h"
#include "serverlib/protocol/frameheader.h"
#include "serverlib/protocol/limits.h"
#include "serverlib/protocol/masking.h"
#include "serverlib/protocol/messageassembler.h"
#include "serverlib/protocol/strictness.h"

#include <QList>

namespace ws {

enum class Role : quint8 { Server, Client };

/// Why a send did not happen: the caller's fault, never the peer's.
enum class SendResult : quint8 {
    Queued,
    NotOpen, ///< a Close was sent or received, or the connection failed
    TooLarge, ///< above Limits::messageBytes, or 125 bytes for a control frame
    InvalidText, ///< a text message that is not UTF-8
    InvalidCloseCode, ///< a code that must not be on the wire
};

/// A frame as it crossed the wire. Views live for the call.
struct FrameView
{
    const FrameHeader &header;
    QByteArrayView rawHeader; ///< as on the wire, 2 to 14 bytes
    QByteArrayView
        payload; ///< unmasked; shorter than header.payloadLength when the frame failed before its end
    const Violation *violation = nullptr; ///< the first rule this frame broke
    quint32 reads = 1; ///< calls of receive() that it arrived in; 1 for sent frames
};

/// What an Endpoint tells its owner. Called from within receive() and the send functions; may call back into
/// the endpoint's send functions, but must not destroy it.
class EndpointHandler
{
public:
    virtual ~EndpointHandler() = default;
    virtual void frameReceived(const FrameView &frame) = 0;
    virtual void frameSent(const FrameView &frame) = 0;
    /// @p payload is a whole message, its view valid for the call.
    virtual void messageReceived(Opcode opcode, QByteArrayView payload) = 0;
    virtual void pingReceived(QByteArrayView payload) = 0;
    virtual void pongReceived(QByteArrayView payload) = 0;
    /// The peer's Close. Answered already when it is the first one.
    virtual void closeReceived(quint16 code, QByteArrayView reason) = 0;
    /// @p fatal: the Close that fails the connection has been queued and input is discarded from now on.
    virtual void violationFound(const Violation &violation, bool fatal) = 0;
};

/// One end of an open WebSocket connection without its socket: bytes in; events, and bytes out (RFC 6455 5 to
/// 7).
///
/// Survives any split of its input. Everything the peer controls is bounded by Limits; memory for a payload
/// grows with what has arrived, never with what a header promises.
class Endpoint
{
public:
    /// Life of the closing handshake (RFC 6455 7.1).
    enum class State : quint8 {
        Open,
        CloseSent, ///< waiting for the peer's Close
        Closed, ///< Close went both ways: a server ends the TCP connection, a client waits for that
        Failed, ///< a rule was broken: our Close is queued, input is discarded
    };

    struct Options
    {
        Role role = Role::Server;
        Limits limits;
        Strictness strictness;
        bool automaticPong = true; ///< answer pings at once (RFC 6455 5.5.2)
        MaskSource maskSource = randomMaskKey;
    };

    Endpoint(Options options, EndpointHandler *handler);

    /// Takes the next bytes of the stream.
    void receive(QByteArrayView bytes);

    /// One message in one frame. @p mask is what goes on the wire: RFC 6455 5.1 wants it from clients only.
    SendResult send(Opcode opcode, QByteArrayView payload, bool mask);
    /// Close with a code and a reason of at most 123 bytes (longer: cut at a code point); 1005 sends an empty
    /// Close.
    SendResult sendClose(quint16 code, QByteArrayView reason, bool mask);
    /// A frame exactly as @p header says, right or wrong, payload masked if it has a key.
    void sendRaw(const FrameHeader &header, QByteArrayView payload);
    /// The connection is gone: nothing is sent or received any more.
    void stop() { m_state = State::Failed; }

    /// Bytes to write to the peer since the last call.
    QByteArray takeOutput();
    bool hasOutput() const { return !m_output.isEmpty(); }

    State state() const { return m_state; }
    bool isOpen() const { return m_state == State::Open; }
    /// True for what this role must do by RFC 6455 5.1.
    bool masksByRule() const { return m_options.role == Role::Client; }
    /// Masks automatic answers (pong, close) on purpose or not at all; by default masksByRule().
    void setMaskAnswers(bool mask) { m_maskAnswers = mask; }
    bool masksAnswers() const { return m_maskAnswers; }
    void setAutomaticPong(bool on) { m_options.automaticPong = on; }
    const Options &options() const { return m_options; }

private:
    enum class Need : quint8 { Header, Payload };

    qsizetype receiveHeader(QByteArrayView bytes);
    qsizetype receivePayload(QByteArrayView bytes);
    qsizetype appendPayload(QByteArrayView bytes);
    qsizetype discard(QByteArrayView bytes);

    // Each returns false when the connection has failed.
    bool beginFrame();
    bool checkHeader();
    bool checkControlHeader();
    bool checkDataHeader();
    bool checkText(QByteArrayView fresh);
    bool breaks(Rule rule, const QString &detail = {});
    bool breaksAt(quint64 offset, Rule rule, const QString &detail);

    void finishFrame();
    void finishDataFrame();
    void finishControlFrame();
    void finishClose();
    void endFrame();
    void reportFrame();
    void fail(const Violation &violation);
    void write(const FrameHeader &header, QByteArrayView payload);
    quint64 payloadOffset() const { return m_frameOffset + quint64(m_rawHeaderSize); }

    Options m_options;
    EndpointHandler *m_handler;
    MessageAssembler m_message;
    State m_state = State::Open;
    bool m_maskAnswers;
    bool m_dataAfterCloseNoted = false;

    // The frame being received.
    Need m_need = Need::Header;
    FrameHeader m_header;
    std::array<char, MaxFrameHeaderSize> m_rawHeader{};
    int m_rawHeaderSize = 0;
    QByteArray m_payload; // unmasked, as far as it has come
    QByteArrayView m_behindHeader; // what came in one read with a header, while that is checked
    quint32 m_reads = 0;
    QList<Violation> m_noted; // tolerated ones, told once the frame is whole
    quint64 m_frameOffset = 0; // bytes of input before its header

    QByteArray m_output;
};

} // namespace ws

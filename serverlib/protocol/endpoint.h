// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/bufferpool.h"
#include "serverlib/protocol/closepayload.h"
#include "serverlib/protocol/encodedframe.h"
#include "serverlib/protocol/frameheader.h"
#include "serverlib/protocol/limits.h"
#include "serverlib/protocol/masking.h"
#include "serverlib/protocol/messageassembler.h"
#include "serverlib/protocol/messagecompression.h"
#include "serverlib/protocol/role.h"
#include "serverlib/protocol/strictness.h"

#include <QList>

#include <memory>
#include <span>

namespace ws {

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
    const FrameHeader &header; ///< as it came, right or wrong
    QByteArrayView rawHeader; ///< as on the wire, 2 to 14 bytes
    /// Unmasked, compressed if it came so; shorter than header.payloadLength when the frame failed before its
    /// end.
    QByteArrayView payload;
    const Violation *violation = nullptr; ///< the first rule this frame broke
    quint32 reads = 1; ///< calls of receive() that it arrived in; 1 for sent frames
    /// It and the frame shown before it belong to one call of receive(): received in it, or sent while that
    /// was at work, as an answer is.
    bool sameRead = false;
    bool compressed = false; ///< part of a message with RSV1 by permessage-deflate (RFC 7692 6)
    QByteArrayView inflated = {}; ///< what the frame's compressed payload added to its message
};

/// What an Endpoint tells its owner. Called from within receive() and the send functions; may call back into
/// the endpoint's send functions, but must not destroy it.
class EndpointHandler
{
public:
    virtual ~EndpointHandler() = default;
    /// Bytes for the peer: @p head and then @p payload. The views live for the call.
    virtual void output(QByteArrayView head, QByteArrayView payload) = 0;
    /// The same, in bytes that others may hold, too: keeping them costs no copy.
    virtual void outputShared(const QByteArray &bytes) { output(bytes, {}); }
    /// This and frameSent() only while Endpoint::setFramesWatched().
    virtual void frameReceived(const FrameView &frame) = 0;
    /// A frame whose bytes have been given to output(). See frameReceived().
    virtual void frameSent(const FrameView &frame) = 0;
    /// @p payload is a whole message, its view valid for the call.
    virtual void messageReceived(Opcode opcode, QByteArrayView payload) = 0;
    /// The answer has been given to output(), unless automatic pongs are off.
    virtual void pingReceived(QByteArrayView payload) = 0;
    /// A pong, asked for or not.
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

    /// One set may serve many endpoints of a thread.
    struct Options
    {
        Role role = Role::Server; ///< which end this is
        Limits limits; ///< of messages and frames; the rest is for whoever has the socket
        Strictness strictness; ///< which broken rules fail the connection
        bool automaticPong = true; ///< answer pings at once (RFC 6455 5.5.2)
        MaskSource maskSource = randomMaskKey; ///< a key for each masked frame
        std::shared_ptr<BufferPool> buffers = std::make_shared<BufferPool>(); ///< for what comes in pieces
    };

    /// @p handler is not owned, and must outlive the endpoint.
    Endpoint(std::shared_ptr<const Options> options, EndpointHandler *handler);

    /// permessage-deflate, as the handshake agreed. To be called before anything is sent or received.
    void setCompression(const DeflateParameters &agreed, const DeflateOptions &options);

    /// Takes the next bytes of the stream, and unmasks payloads where they stand.
    void receive(std::span<char> bytes);
    /// Where the rest of a large payload is wanted, if one is being received: what receive() finds there
    /// needs no copy. Valid until the next call.
    std::span<char> room();

    /// One message in one frame, compressed if that was agreed on and is worthwhile. @p mask is what goes on
    /// the wire: RFC 6455 5.1 wants it from clients only.
    SendResult send(Opcode opcode, QByteArrayView payload, bool mask);
    /// Whether a message or control frame may be sent by an endpoint with these @p limits: Queued, TooLarge
    /// or InvalidText.
    static SendResult check(Opcode opcode, QByteArrayView payload, const Limits &limits);
    /// A frame that check() has found right, never compressed.
    SendResult sendEncoded(const EncodedFrame &frame);
    /// Close with a code and a reason of at most 123 bytes (longer: cut at a code point); 1005 sends an empty
    /// Close.
    SendResult sendClose(quint16 code, QByteArrayView reason, bool mask);
    /// A frame exactly as @p header says, right or wrong, payload masked if it has a key.
    void sendRaw(const FrameHeader &header, QByteArrayView payload);
    /// @p bytes have gone to the peer past output(): shows the frames that they are, the last as far as it
    /// goes. A whole Close among them is ours.
    void bytesSent(QByteArrayView bytes);
    /// Fails the connection for a rule that was broken by other means than its input. May be called from
    /// within a handler's call.
    void giveUp(const Violation &violation);
    /// The connection is gone: nothing is sent or received any more.
    void stop() { m_state = State::Failed; }

    /// Where the closing handshake stands.
    State state() const { return m_state; }
    /// True while messages can be sent.
    bool isOpen() const { return m_state == State::Open; }
    /// True when the bytes received so far end in the middle of a frame.
    bool isWithinFrame() const { return m_rawHeaderSize > 0; }
    /// The header of that frame, as far as it has come.
    QByteArrayView unfinishedHeader() const { return {m_rawHeader.data(), m_rawHeaderSize}; }
    /// Payload bytes of that frame that have come.
    quint64 unfinishedPayload() const { return quint64(m_payload.size()); }
    /// True for what this role must do by RFC 6455 5.1.
    bool masksByRule() const { return m_options->role == Role::Client; }
    /// Masks automatic answers (pong, close) on purpose or not at all; by default masksByRule().
    void setMaskAnswers(bool mask) { m_maskAnswers = mask; }
    /// See setMaskAnswers().
    bool masksAnswers() const { return m_maskAnswers; }
    /// Whether pings are answered at once; Options::automaticPong at first.
    void setAutomaticPong(bool on) { m_automaticPong = on; }
    /// Whether the handler is told of every frame. On at first.
    void setFramesWatched(bool on) { m_framesWatched = on; }
    /// As given.
    const Options &options() const { return *m_options; }

private:
    enum class Need : quint8 { Header, Payload };

    size_t receiveWholeMessage(std::span<char> bytes);
    std::span<char> receiveHeader(std::span<char> bytes);
    std::span<char> receivePayload(std::span<char> bytes);
    QByteArrayView takePayload(std::span<char> bytes);
    void discard(std::span<char> bytes);

    // Each returns false when the connection has failed.
    bool beginFrame();
    bool checkHeader();
    bool isOrdinary() const;
    bool checkRsv1();
    bool checkControlHeader();
    bool checkDataHeader();
    bool checkMessageSize();
    bool takeData(QByteArrayView fresh);
    bool inflate(QByteArrayView fresh);
    bool checkText(QByteArrayView fresh, quint64 offset);
    bool breaks(Rule rule, const QString &detail = {});
    bool breaksAt(quint64 offset, Rule rule, const QString &detail);

    void finishFrame();
    void finishDataFrame();
    void finishControlFrame();
    void finishClose();
    void endFrame();
    void reportFrame();
    void fail(const Violation &violation);
    FrameHeader headerOf(Opcode opcode, QByteArrayView payload, bool mask) const;
    void sendCompressed(Opcode opcode, QByteArrayView message, bool mask);
    void writePlain(Opcode opcode, QByteArrayView payload);
    void write(const FrameHeader &header, QByteArrayView payload, const QByteArrayView *inflated = nullptr);
    quint64 payloadOffset() const { return m_frameOffset + quint64(m_rawHeaderSize); }

    std::shared_ptr<const Options> m_options;
    EndpointHandler *m_handler;
    std::unique_ptr<MessageCompression> m_compression; // null when it was not agreed on
    MessageAssembler m_message;
    State m_state = State::Open;
    bool m_automaticPong;
    bool m_maskAnswers;
    bool m_framesWatched = true;
    bool m_dataAfterCloseNoted = false;

    // The frame being received.
    Need m_need = Need::Header;
    std::array<char, MaxFrameHeaderSize> m_rawHeader{};
    int m_rawHeaderSize = 0;
    FrameHeader m_header;
    quint32 m_reads = 0;
    bool m_sameRead = false; // a frame has been shown in this call of receive()
    QByteArray m_collected; // the payload of a frame that comes in several reads
    QByteArrayView m_payload; // unmasked, as far as it has come: in the caller's buffer or in m_collected
    qsizetype m_inflatedBefore = 0; // of the message, when the frame began
    std::span<char> m_behindHeader; // what came in one read with a header, while that is checked
    QList<Violation> m_noted; // tolerated ones, told once the frame is whole
    quint64 m_frameOffset = 0; // bytes of input before its header
};

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/verdicts.h"

#include <array>

namespace sockscope {

namespace {

constexpr QLatin1StringView operator""_L1(const char *text, size_t size)
{
    return QLatin1StringView(text, qsizetype(size));
}

using ws::Rule;

struct Entry
{
    Rule rule;
    Verdict verdict;
};

constexpr std::array<Entry, ws::RuleCount> verdicts{{
    // Frame header
    {Rule::ExpectedMask,
        {"The device sent a frame without a mask. Often only ping, pong or close frames are built by a path of their own."_L1,
            "Look for a second send path in the client that does not set the mask bit."_L1}},
    {Rule::UnexpectedMask,
        {"The server masked a frame, which only clients do."_L1,
            "Turn off \"mask frames\" unless the device is being tested for it."_L1}},
    {Rule::UnexpectedRsv1,
        {"RSV1 marks a compressed message, but permessage-deflate was not agreed on."_L1,
            "Check whether the device compresses although the server's answer named no extension."_L1}},
    {Rule::UnexpectedRsv23,
        {"RSV2 or RSV3 is set. Usually the reader has lost its place: these are payload bytes taken for a header."_L1,
            "Compare the length of the frame before this one with what was really sent."_L1}},
    {Rule::InvalidOpcode,
        {"The opcode has no meaning. Usually the stream is out of step: payload bytes are taken for a header."_L1,
            "Compare the length of the frame before this one with what was really sent."_L1}},
    {Rule::ExpectedFin,
        {"A ping, pong or close was sent with FIN 0, as if it were part of a longer message."_L1,
            "Control frames always fit one frame: set FIN and leave fragmentation to data."_L1}},
    {Rule::InvalidControlLength,
        {"A ping, pong or close carries more than 125 bytes."_L1,
            "Shorten the ping payload or the close reason; bytes count, not characters."_L1}},
    {Rule::NonMinimalLength,
        {"The length is written in more bytes than it needs."_L1,
            "Use 7 bits up to 125, 16 bits from 126 to 65,535, and 64 bits only above that."_L1}},
    {Rule::LengthOutOfRange,
        {"The 64-bit length has its top bit set: a negative or uninitialised number, or the wrong byte order."_L1,
            "Write the length unsigned and in network byte order."_L1}},
    // Messages
    {Rule::UnexpectedContinuation,
        {"A continuation came with no message begun: its first frame had FIN 1 already, or was never sent."_L1,
            "Send the first fragment as text or binary with FIN 0."_L1}},
    {Rule::ExpectedContinuation,
        {"A new text or binary frame came while a fragmented message was still open."_L1,
            "Send later fragments as continuation frames, and FIN 1 with the last. Look for two tasks that send at once."_L1}},
    {Rule::MessageTooBig,
        {"The message is larger than the bench accepts."_L1,
            "Send smaller messages, or raise maxPayload if the device may send this much."_L1}},
    {Rule::FrameTooBig,
        {"A single frame is larger than this server takes, though the message as a whole might be welcome."_L1,
            "Send the message in smaller fragments, or raise the limit."_L1}},
    {Rule::TooManyFragments,
        {"The message was cut into more fragments than the bench accepts."_L1,
            "Send larger fragments; look for a loop that sends empty continuation frames."_L1}},
    {Rule::InvalidUtf8,
        {"A text message holds bytes that are not UTF-8: Latin-1 text, raw sensor bytes, or a character cut in two."_L1,
            "Send raw data as binary, and cut strings between characters."_L1}},
    {Rule::InvalidDeflate,
        {"The compressed bytes cannot be inflated: damaged, not raw DEFLATE, or from a compressor out of step."_L1,
            "Send raw DEFLATE without zlib's header, and keep or reset the window as the handshake agreed."_L1}},
    // Close handshake
    {Rule::InvalidCloseLength,
        {"The Close carries one byte, but a close code takes two."_L1,
            "Send an empty Close, or the code in network byte order and then the reason."_L1}},
    {Rule::InvalidCloseCode,
        {"The close code may not be on the wire: reserved, or in the wrong byte order."_L1,
            "Use 1000 to 1003, 1007 to 1014 or 3000 to 4999. 1000 with swapped bytes reads 59395."_L1}},
    {Rule::InvalidCloseReason,
        {"The close reason is not UTF-8; it may have been cut within a character to fit 123 bytes."_L1,
            "Cut the reason between characters, or leave it out."_L1}},
    {Rule::DataAfterClose,
        {"The device went on sending after its Close."_L1,
            "Stop every sending task before the Close is queued."_L1}},
    {Rule::PongTimeout,
        {"The device left a ping unanswered: it hangs, its link is gone, or its client answers pings only while it is asked to read."_L1,
            "Look whether the client's loop runs all the time, and whether it answers pings at all."_L1}},
    {Rule::CloseTimeout,
        {"The Close was not answered, or the TCP connection was left open, until time was up."_L1,
            "Check that the device answers a Close while it sends, and that its task still reads."_L1}},
    {Rule::ClosedWithoutClose,
        {"The TCP connection ended without a Close frame: a reset, a reboot, lost radio, or a socket closed too early."_L1,
            "Check the device's log for a restart at this time, and that it sends a Close before it closes the socket."_L1}},
    {Rule::OutputQueueFull,
        {"The device does not read: what it is sent has piled up to the bound. Its task is blocked, or it reboots with the TCP connection left open."_L1,
            "Check that the device keeps reading while it sends, or send it less."_L1}},
    // HTTP upgrade, seen by a server
    {Rule::HandshakeTooLarge,
        {"The request's header is longer than the bench accepts, or it never ends."_L1,
            "Check that the header ends with an empty line, and what fills it: cookies, tokens."_L1}},
    {Rule::HandshakeTimeout,
        {"The device connected but did not finish its request in time."_L1,
            "Check that the request ends with an empty line (CR LF CR LF) and is flushed."_L1}},
    {Rule::HandshakeIncomplete,
        {"The device gave up in the middle of its request."_L1,
            "Check its connect timeout and its log for a restart."_L1}},
    {Rule::MalformedRequest,
        {"What came is not HTTP."_L1, "Check the port, and that lines end with CR LF."_L1}},
    {Rule::InvalidMethod,
        {"The request is not a GET."_L1, "Open the WebSocket with GET; POST belongs to another address."_L1}},
    {Rule::InvalidHttpVersion,
        {"The request is HTTP/1.0 or older, which knows no upgrade."_L1,
            "Ask for HTTP/1.1, and check for a proxy between the device and the bench."_L1}},
    {Rule::MissingHost,
        {"The request has no Host header, or more than one."_L1,
            "Send Host with name and port, as in the URL, exactly once."_L1}},
    {Rule::MissingUpgrade,
        {"This is a plain HTTP request: a browser page, a health check, or a client that does not ask for an upgrade."_L1,
            "Use a WebSocket client, or send the header Upgrade: websocket."_L1}},
    {Rule::MissingConnectionUpgrade,
        {"The Connection header does not say Upgrade. Proxies and some HTTP stacks replace it by keep-alive."_L1,
            "Send the header Connection: Upgrade, and check for a proxy."_L1}},
    {Rule::InvalidKey,
        {"Sec-WebSocket-Key is missing or is not 16 bytes in base64, which takes 24 characters."_L1,
            "Encode 16 fresh random bytes for each connection, padding included."_L1}},
    {Rule::InvalidVersion,
        {"The device speaks another version of the protocol, or a draft of it."_L1,
            "Send the header Sec-WebSocket-Version: 13."_L1}},
    {Rule::InvalidSubprotocol,
        {"The offered subprotocols are not a list of distinct names."_L1,
            "Separate names by commas, without spaces or quotes in them, each once."_L1}},
    {Rule::InvalidExtensions,
        {"The offered extensions do not follow the grammar: an empty header, a stray semicolon, or spaces in a name or value."_L1,
            "Write name; parameter=value, name, or leave the header out: no extension is ever required."_L1}},
    // HTTP upgrade, seen by a client
    {Rule::MalformedResponse,
        {"What came is not an HTTP response."_L1, "Check the port, and ws:// against wss://."_L1}},
    {Rule::InvalidStatus,
        {"The server did not agree to the upgrade."_L1,
            "Read its answer below: the path, the subprotocol or a login is the usual reason."_L1}},
    {Rule::InvalidAccept,
        {"Sec-WebSocket-Accept does not follow from the key: a cached answer, or a server that computes it wrongly."_L1,
            "It is base64 of SHA-1 of the key and the RFC's GUID."_L1}},
    {Rule::UnexpectedSubprotocol,
        {"The server chose a subprotocol that was not offered."_L1,
            "Compare the names on both sides, letter case included."_L1}},
    {Rule::UnexpectedExtension,
        {"The server uses an extension that was not offered."_L1,
            "Turn the extension off in the server, or offer it."_L1}},
    // TLS
    {Rule::PlainOnTls,
        {"The device speaks plain HTTP to a port that wants TLS."_L1,
            "Use wss:// in the device, or turn TLS off in the bench."_L1}},
    {Rule::TlsOnPlain,
        {"The device began a TLS handshake, but this port speaks plain ws://."_L1,
            "Use ws:// in the device, or turn TLS on in the bench."_L1}},
    {Rule::TlsVersion,
        {"The device and the bench have no TLS version in common: its stack is older than TLS 1.2, or built without it."_L1,
            "Enable TLS 1.2 or 1.3 in the device's TLS library."_L1}},
    {Rule::TlsCipher,
        {"The device and the bench have nothing in common to encrypt or sign with. The development certificate has an EC P-256 key."_L1,
            "Enable ECDHE, ECDSA, P-256, AES-GCM and SHA-256 in the device's TLS library, or give the bench an RSA certificate."_L1}},
    {Rule::TlsCertificateRejected,
        {"The device does not trust the bench's certificate: it does not know the authority, its clock is wrong, or it called the bench by another name."_L1,
            "Export the development CA into the firmware, set the device's clock first, and use a name or address of this machine."_L1}},
    {Rule::TlsClientCertificate,
        {"The bench asks for a client certificate, and the device showed none, or one from another authority."_L1,
            "Give the device a certificate and key that the clients' authority signed, and check its dates."_L1}},
    {Rule::TlsServerCertificate,
        {"The server's certificate is from an authority that is not trusted here, for another name, or out of date."_L1,
            "Trust the server's authority, or use a name or address that its certificate is for."_L1}},
    {Rule::TlsFailed,
        {"TLS broke down: the device gave up, sent something else than TLS, or took too long over it."_L1,
            "Read the detail above; check the device's log, its memory for TLS buffers, and its clock."_L1}},
}};

// A rule that is added needs its verdict here, in the same place.
constexpr bool isInOrder()
{
    for (size_t i = 0; i < verdicts.size(); ++i) {
        if (size_t(verdicts[i].rule) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder());

} // namespace

const Verdict &verdictFor(ws::Rule rule) noexcept
{
    return verdicts[size_t(rule)].verdict;
}

} // namespace sockscope

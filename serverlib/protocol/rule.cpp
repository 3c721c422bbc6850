// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/rule.h"

#include <algorithm>
#include <array>

namespace ws {

namespace {

constexpr QLatin1StringView operator""_L1(const char *text, size_t size)
{
    return QLatin1StringView(text, qsizetype(size));
}

// In the order of the enumerators: name, section, text, close code, HTTP status, tolerable.
constexpr std::array<RuleInfo, RuleCount> rules{{
    {"WS_ERR_EXPECTED_MASK"_L1, "RFC 6455 5.1"_L1, "a client must mask every frame"_L1,
        CloseCode::ProtocolError, 0, true},
    {"WS_ERR_UNEXPECTED_MASK"_L1, "RFC 6455 5.1"_L1, "a server must not mask its frames"_L1,
        CloseCode::ProtocolError, 0, true},
    {"WS_ERR_UNEXPECTED_RSV_1"_L1, "RFC 6455 5.2"_L1, "RSV1 must be 0 unless an extension was negotiated"_L1,
        CloseCode::ProtocolError, 0, true},
    {"WS_ERR_UNEXPECTED_RSV_2_3"_L1, "RFC 6455 5.2"_L1, "RSV2 and RSV3 must be 0"_L1,
        CloseCode::ProtocolError, 0, true},
    {"WS_ERR_INVALID_OPCODE"_L1, "RFC 6455 5.2"_L1, "opcodes 0x3-0x7 and 0xB-0xF are reserved"_L1,
        CloseCode::ProtocolError, 0, true},
    {"WS_ERR_EXPECTED_FIN"_L1, "RFC 6455 5.5"_L1, "a control frame must not be fragmented"_L1,
        CloseCode::ProtocolError, 0, true},
    {"WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH"_L1, "RFC 6455 5.5"_L1,
        "a control frame carries at most 125 bytes"_L1, CloseCode::ProtocolError, 0, true},
    {"WS_ERR_NON_MINIMAL_LENGTH"_L1, "RFC 6455 5.2"_L1,
        "the payload length must be written in the fewest bytes"_L1, CloseCode::ProtocolError, 0, true},
    {"WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH"_L1, "RFC 6455 5.2"_L1,
        "the top bit of a 64-bit payload length must be 0"_L1, CloseCode::ProtocolError, 0, false},
    {"WS_ERR_UNEXPECTED_CONTINUATION"_L1, "RFC 6455 5.4"_L1,
        "a continuation frame needs an unfinished message before it"_L1, CloseCode::ProtocolError, 0, true},
    {"WS_ERR_EXPECTED_CONTINUATION"_L1, "RFC 6455 5.4"_L1,
        "a new message must wait for the end of the fragmented one"_L1, CloseCode::ProtocolError, 0, true},
    {"WS_ERR_UNSUPPORTED_MESSAGE_LENGTH"_L1, "RFC 6455 7.4.1"_L1, "the message is larger than maxPayload"_L1,
        CloseCode::MessageTooBig, 0, false},
    {"WS_ERR_FRAME_TOO_LARGE"_L1, "RFC 6455 10.4"_L1, "the frame is larger than the limit"_L1,
        CloseCode::MessageTooBig, 0, false},
    {"WS_ERR_TOO_MANY_BUFFERED_PARTS"_L1, "RFC 6455 10.4"_L1,
        "the message has more fragments than the limit"_L1, CloseCode::PolicyViolation, 0, false},
    {"WS_ERR_INVALID_UTF8"_L1, "RFC 6455 8.1"_L1, "text must be valid UTF-8"_L1, CloseCode::InvalidPayload, 0,
        true},
    {"WS_ERR_INVALID_DEFLATE"_L1, "RFC 7692 7.2.2"_L1, "a compressed message must be valid DEFLATE"_L1,
        CloseCode::InvalidPayload, 0, false},
    {"WS_ERR_INVALID_CLOSE_PAYLOAD_LENGTH"_L1, "RFC 6455 5.5.1"_L1,
        "a Close payload is empty or starts with a two-byte code"_L1, CloseCode::ProtocolError, 0, true},
    {"WS_ERR_INVALID_CLOSE_CODE"_L1, "RFC 6455 7.4"_L1, "this close code must not be sent"_L1,
        CloseCode::ProtocolError, 0, true},
    {"WS_ERR_INVALID_CLOSE_REASON"_L1, "RFC 6455 5.5.1"_L1, "a close reason must be valid UTF-8"_L1,
        CloseCode::InvalidPayload, 0, true},
    {"WS_ERR_DATA_AFTER_CLOSE"_L1, "RFC 6455 5.5.1"_L1, "nothing may follow a Close frame"_L1,
        CloseCode::ProtocolError, 0, true},
    {"WS_ERR_PONG_TIMEOUT"_L1, "RFC 6455 5.5.2"_L1, "a ping must be answered with a pong in time"_L1,
        CloseCode::AbnormalClosure, 0, false},
    {"WS_ERR_CLOSE_TIMEOUT"_L1, "RFC 6455 7.1.1"_L1,
        "a Close must be answered and the connection ended in time"_L1, CloseCode::AbnormalClosure, 0, false},
    {"WS_ERR_CLOSED_WITHOUT_CLOSE"_L1, "RFC 6455 7.1.5"_L1, "the connection ended without a Close frame"_L1,
        CloseCode::AbnormalClosure, 0, false},
    {"WS_ERR_OUTPUT_QUEUE_FULL"_L1, "RFC 6455 10.4"_L1, "a peer must read what it is sent"_L1,
        CloseCode::TryAgainLater, 0, false},
    {"WS_ERR_HANDSHAKE_TOO_LARGE"_L1, "RFC 6585 5"_L1, "the handshake's header is larger than the limit"_L1,
        CloseCode::PolicyViolation, 431, false},
    {"WS_ERR_HANDSHAKE_TIMEOUT"_L1, "RFC 9110 15.5.9"_L1, "the handshake's header did not end in time"_L1,
        CloseCode::PolicyViolation, 408, false},
    {"WS_ERR_HANDSHAKE_INCOMPLETE"_L1, "RFC 6455 4.1"_L1,
        "the connection ended before the handshake's header did"_L1, CloseCode::AbnormalClosure, 400, false},
    {"WS_ERR_MALFORMED_REQUEST"_L1, "RFC 9112 2.1"_L1, "this is not an HTTP/1.1 request"_L1,
        CloseCode::ProtocolError, 400, false},
    {"WS_ERR_INVALID_METHOD"_L1, "RFC 6455 4.2.1"_L1, "the upgrade must be a GET"_L1,
        CloseCode::ProtocolError, 405, false},
    {"WS_ERR_INVALID_HTTP_VERSION"_L1, "RFC 6455 4.2.1"_L1, "the upgrade needs HTTP/1.1 or higher"_L1,
        CloseCode::ProtocolError, 505, true},
    {"WS_ERR_MISSING_HOST"_L1, "RFC 6455 4.2.1"_L1, "the upgrade needs one Host header"_L1,
        CloseCode::ProtocolError, 400, true},
    {"WS_ERR_MISSING_UPGRADE"_L1, "RFC 6455 4.2.1"_L1, "the upgrade needs the header Upgrade: websocket"_L1,
        CloseCode::ProtocolError, 426, false},
    {"WS_ERR_MISSING_CONNECTION_UPGRADE"_L1, "RFC 6455 4.2.1"_L1,
        "the upgrade needs the header Connection: Upgrade"_L1, CloseCode::ProtocolError, 400, true},
    {"WS_ERR_INVALID_KEY"_L1, "RFC 6455 4.2.1"_L1, "Sec-WebSocket-Key must be 16 bytes in base64"_L1,
        CloseCode::ProtocolError, 400, true},
    {"WS_ERR_INVALID_VERSION"_L1, "RFC 6455 4.4"_L1, "Sec-WebSocket-Version must be 13"_L1,
        CloseCode::ProtocolError, 426, true},
    {"WS_ERR_INVALID_SUBPROTOCOL"_L1, "RFC 6455 4.1"_L1,
        "Sec-WebSocket-Protocol must list distinct tokens"_L1, CloseCode::ProtocolError, 400, true},
    {"WS_ERR_INVALID_EXTENSIONS"_L1, "RFC 6455 9.1"_L1,
        "Sec-WebSocket-Extensions must list extensions and their parameters"_L1, CloseCode::ProtocolError,
        400, true},
    {"WS_ERR_MALFORMED_RESPONSE"_L1, "RFC 9112 2.1"_L1, "this is not an HTTP/1.1 response"_L1,
        CloseCode::ProtocolError, 0, false},
    {"WS_ERR_INVALID_STATUS"_L1, "RFC 6455 4.1"_L1, "the upgrade must be answered 101"_L1,
        CloseCode::ProtocolError, 0, false},
    {"WS_ERR_INVALID_ACCEPT"_L1, "RFC 6455 4.1"_L1, "Sec-WebSocket-Accept must be derived from the key"_L1,
        CloseCode::ProtocolError, 0, true},
    {"WS_ERR_UNEXPECTED_SUBPROTOCOL"_L1, "RFC 6455 4.1"_L1,
        "the server must choose a subprotocol that was offered"_L1, CloseCode::ProtocolError, 0, true},
    {"WS_ERR_UNEXPECTED_EXTENSION"_L1, "RFC 6455 9.1"_L1,
        "the server must not use an extension that was not offered"_L1, CloseCode::ProtocolError, 0, false},
    {"WS_ERR_PLAIN_ON_TLS_PORT"_L1, "RFC 6455 4.1"_L1,
        "this port speaks TLS, and the client must begin with that"_L1, CloseCode::TlsHandshake, 400, false},
    {"WS_ERR_TLS_ON_PLAIN_PORT"_L1, "RFC 6455 3"_L1, "this port speaks plain HTTP, and TLS came"_L1,
        CloseCode::TlsHandshake, 0, false},
    {"WS_ERR_TLS_VERSION"_L1, "RFC 8446 4.2.1"_L1, "client and server need a TLS version in common"_L1,
        CloseCode::TlsHandshake, 0, false},
    {"WS_ERR_TLS_CIPHER"_L1, "RFC 8446 4.1.1"_L1,
        "client and server need a cipher, a group and a signature algorithm in common"_L1,
        CloseCode::TlsHandshake, 0, false},
    {"WS_ERR_TLS_CERTIFICATE_REJECTED"_L1, "RFC 8446 6.2"_L1,
        "the client does not accept the server's certificate"_L1, CloseCode::TlsHandshake, 0, false},
    {"WS_ERR_TLS_CLIENT_CERTIFICATE"_L1, "RFC 8446 4.4.2.4"_L1,
        "the client must show a certificate that the server trusts"_L1, CloseCode::TlsHandshake, 0, false},
    {"WS_ERR_TLS_SERVER_CERTIFICATE"_L1, "RFC 9110 4.3.4"_L1,
        "the server must show a certificate that the client trusts, for the name it asked for"_L1,
        CloseCode::TlsHandshake, 0, false},
    {"WS_ERR_TLS_FAILED"_L1, "RFC 8446 6.2"_L1, "the TLS connection failed"_L1, CloseCode::TlsHandshake, 0,
        false},
}};

} // namespace

const RuleInfo &ruleInfo(Rule rule) noexcept
{
    return rules[size_t(rule)];
}

std::optional<Rule> ruleNamed(QAnyStringView name)
{
    const auto found = std::ranges::find_if(
        rules, [name](const RuleInfo &info) { return QAnyStringView(info.name) == name; });
    if (found == rules.end())
        return std::nullopt;
    return Rule(found - rules.begin());
}

QString Violation::toString() const
{
    const RuleInfo &info = ruleInfo(rule);
    const QString what =
        detail.isEmpty() ? QString(info.text) : QStringLiteral("%1: %2").arg(info.text, detail);
    return QStringLiteral("%1: %2 (%3)").arg(info.name, what, info.section);
}

} // namespace ws

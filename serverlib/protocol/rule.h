// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/closecode.h"

#include <QString>

#include <optional>

namespace ws {

/// Every rule a peer can break, one enumerator each. ruleInfo() says what each means.
enum class Rule : quint8 {
    // Frame header
    ExpectedMask,
    UnexpectedMask,
    UnexpectedRsv1,
    UnexpectedRsv23,
    InvalidOpcode,
    ExpectedFin,
    InvalidControlLength,
    NonMinimalLength,
    LengthOutOfRange,
    // Messages
    UnexpectedContinuation,
    ExpectedContinuation,
    MessageTooBig,
    FrameTooBig,
    TooManyFragments,
    InvalidUtf8,
    InvalidDeflate,
    // Close handshake
    InvalidCloseLength,
    InvalidCloseCode,
    InvalidCloseReason,
    DataAfterClose,
    PongTimeout,
    CloseTimeout,
    ClosedWithoutClose,
    OutputQueueFull,
    // HTTP upgrade, seen by either end
    HandshakeTooLarge,
    HandshakeTimeout,
    HandshakeIncomplete,
    // HTTP upgrade, seen by a server
    MalformedRequest,
    InvalidMethod,
    InvalidHttpVersion,
    MissingHost,
    MissingUpgrade,
    MissingConnectionUpgrade,
    InvalidKey,
    InvalidVersion,
    InvalidSubprotocol,
    InvalidExtensions,
    // HTTP upgrade, seen by a client
    MalformedResponse,
    InvalidStatus,
    InvalidAccept,
    UnexpectedSubprotocol,
    UnexpectedExtension,
    // TLS
    PlainOnTls,
    TlsOnPlain,
    TlsVersion,
    TlsCipher,
    TlsCertificateRejected,
    TlsClientCertificate,
    TlsServerCertificate,
    TlsFailed,
};

/// How many enumerators Rule has.
inline constexpr int RuleCount = int(Rule::TlsFailed) + 1;

/// What there is to know of a rule.
struct RuleInfo
{
    QLatin1StringView name; ///< Node ws's error code where it has one: "WS_ERR_EXPECTED_MASK"
    QLatin1StringView section; ///< "RFC 6455 5.1"
    QLatin1StringView text; ///< one sentence without a full stop: "a client must mask every frame"
    CloseCode closeCode; ///< sent when the rule fails an open connection
    quint16 httpStatus; ///< answered when the rule fails a handshake; 0 where HTTP cannot answer
    bool tolerable; ///< false where no meaning is left to go on with
};

/// What there is to know of @p rule; lives as long as the program.
const RuleInfo &ruleInfo(Rule rule) noexcept;

/// The rule with this name, e.g. "WS_ERR_EXPECTED_MASK".
std::optional<Rule> ruleNamed(QAnyStringView name);

/// One broken rule, with where it happened and what was seen.
struct Violation
{
    Rule rule; ///< which one; see ruleInfo()
    quint64 offset = 0; ///< bytes of this connection's input before the offending one
    QString detail; ///< what was expected and what came: "opcode 0x3"

    /// "WS_ERR_INVALID_OPCODE: reserved opcode 0x3 (RFC 6455 5.2)"
    QString toString() const;
    bool operator==(const Violation &) const = default;
};

} // namespace ws

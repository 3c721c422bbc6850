// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/limits.h"
#include "serverlib/protocol/rule.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>
#include <variant>

namespace ws {

/// One header line.
struct HttpHeader
{
    QByteArray name; ///< as written by the peer
    QByteArray value; ///< without surrounding white space

    bool operator==(const HttpHeader &) const = default;
};

/// A request or response up to the empty line, split but not judged.
struct HttpHead
{
    QByteArray raw; ///< every byte, the final CRLF CRLF included
    QByteArray startLine; ///< request or status line, without CRLF
    QList<HttpHeader> headers; ///< in the order of the wire

    /// First value of @p name, compared without case; empty when absent.
    QByteArray value(QByteArrayView name) const;
    /// Whether there is a header @p name, compared without case.
    bool contains(QByteArrayView name) const;
    /// How many headers are called @p name, compared without case.
    int count(QByteArrayView name) const;
    /// The comma-separated items of every header called @p name, trimmed (RFC 9110 5.6.1).
    QList<QByteArray> list(QByteArrayView name) const;
    /// True when list(name) has @p token, compared without case.
    bool hasToken(QByteArrayView name, QByteArrayView token) const;
};

/// Collects a head from any split of the bytes and bounds it. Which rule is broken differs by what is read:
/// a request breaks MalformedRequest, a response MalformedResponse.
class HttpHeadReader
{
public:
    /// What is read.
    enum class Kind { Request, Response };
    struct NeedMore
    { };
    /// After anything but NeedMore the reader has done its work.
    using Result = std::variant<NeedMore, HttpHead, Violation>;

    /// Keeps to handshakeBytes and handshakeHeaders of @p limits.
    HttpHeadReader(Kind kind, const Limits &limits);

    /// Takes bytes up to the end of the head; @p consumed says how many. The rest belongs to what follows.
    Result feed(QByteArrayView bytes, qsizetype *consumed);
    /// What has come so far, for a log.
    const QByteArray &buffered() const { return m_buffer; }

private:
    std::optional<Violation> checkBytes(qsizetype from, qsizetype to) const;
    Result split();
    Violation malformed(qsizetype offset, const QString &detail) const;

    Kind m_kind;
    Limits m_limits;
    QByteArray m_buffer;
};

/// True for a token: the form of methods, header names and subprotocols (RFC 9110 5.6.2).
bool isHttpToken(QByteArrayView text);

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/deflate.h"

#include <QList>

#include <optional>
#include <variant>

namespace ws {

/// One extension as a header lists it (RFC 6455 9.1): "permessage-deflate; client_max_window_bits".
struct Extension
{
    /// "client_max_window_bits", with a value or without.
    struct Parameter
    {
        QByteArray name; ///< as written
        std::optional<QByteArray> value; ///< unquoted
        bool operator==(const Parameter &) const = default;
    };
    QByteArray name; ///< as written
    QList<Parameter> parameters; ///< in the order of the header, repeated ones too

    bool operator==(const Extension &) const = default;
};

/// nullopt when @p item does not follow the grammar.
std::optional<Extension> parseExtension(const QByteArray &item);

/// What this end wants of permessage-deflate.
struct DeflateOptions
{
    bool enabled = false; ///< whether it is offered, or agreed to
    bool serverNoContextTakeover = false; ///< a server's answers need less memory, and compress less
    bool clientNoContextTakeover = false; ///< ask the same of the client
    int serverMaxWindowBits = 15; ///< 8 to 15
    int clientMaxWindowBits = 15; ///< 8 to 15; a client that does not offer the parameter keeps 15
    int level = -1; ///< zlib's: 1 is fastest, 9 smallest, 0 stores, -1 is the usual 6
    qsizetype threshold = 1024; ///< bytes; smaller messages go uncompressed, with context takeover, too

    bool operator==(const DeflateOptions &) const = default;
};

/// What is wrong with @p options, in words; empty if nothing is.
QString deflateOptionsFault(const DeflateOptions &options);

/// What a server agreed to.
struct DeflateAgreement
{
    DeflateParameters parameters; ///< what both ends keep to
    QByteArray header; ///< value of the server's Sec-WebSocket-Extensions
};

/// A server's choice: the first offer of permessage-deflate that it can meet (RFC 7692 5.1 and 7.1).
/// Offers with unknown, repeated or invalid parameters are declined.
std::optional<DeflateAgreement> agreeToDeflate(
    const QList<QByteArray> &offers, const DeflateOptions &options);

/// A client's offer.
QByteArray deflateOffer(const DeflateOptions &options);

/// A client's judgement of the server's answer: the parameters, or what is wrong with it in words.
std::variant<DeflateParameters, QString> acceptDeflate(
    const QByteArray &answer, const DeflateOptions &offered);

} // namespace ws

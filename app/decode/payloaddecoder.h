// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/codec.h"
#include "app/decode/payloadtreebuilder.h"

#include <memory>

namespace sockscope {

/// A payload taken apart as far as it goes.
struct DecodedPayload
{
    PayloadTree tree = {};
    std::optional<DecodeProblem> problem = {};
};

/// Reads one way to write values as bytes. Any thread may use one at any time.
class PayloadDecoder
{
public:
    /// Bytes of a payload that are decoded. That there are more is a problem that is told.
    static constexpr qsizetype MaxBytes = 1024 * 1024;

    PayloadDecoder() = default;
    PayloadDecoder(const PayloadDecoder &) = delete;
    PayloadDecoder &operator=(const PayloadDecoder &) = delete;
    virtual ~PayloadDecoder() = default;

    DecodedPayload decode(QByteArrayView payload) const;
    /// The number at @p path, without regard for what is wrong behind it.
    virtual std::optional<double> numberAt(QByteArrayView payload, const JsonPath &path) const;

    /// Gives @p tree the values of @p payload in their order, and the problem at which it had to stop.
    virtual void read(QByteArrayView payload, PayloadTreeBuilder *tree) const = 0;
};

/// Null for Codec::None. Protobuf goes without a schema; see makeProtobufDecoder().
std::unique_ptr<PayloadDecoder> makeDecoder(Codec codec);

std::unique_ptr<PayloadDecoder> makeJsonDecoder();
std::unique_ptr<PayloadDecoder> makeCborDecoder();
std::unique_ptr<PayloadDecoder> makeMessagePackDecoder();
std::unique_ptr<PayloadDecoder> makeBase64Decoder();

} // namespace sockscope

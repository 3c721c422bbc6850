// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/payloaddecoder.h"

#include "app/decode/protobufdecoder.h"

namespace sockscope {

DecodedPayload PayloadDecoder::decode(QByteArrayView payload) const
{
    const QByteArrayView front = payload.first(qMin(payload.size(), MaxBytes));
    PayloadTreeBuilder builder;
    read(front, &builder);
    if (front.size() < payload.size())
        builder.fail(front.size(), QStringLiteral("only the first %L1 bytes are decoded").arg(MaxBytes));
    DecodedPayload decoded{.problem = builder.problem()};
    decoded.tree = builder.take(decoded.problem ? decoded.problem->offset : front.size());
    return decoded;
}

std::optional<double> PayloadDecoder::numberAt(QByteArrayView payload, const JsonPath &path) const
{
    const PayloadTree tree = decode(payload).tree;
    const int node = tree.find(path);
    return node < 0 ? std::nullopt : tree.at(node).number;
}

std::unique_ptr<PayloadDecoder> makeDecoder(Codec codec)
{
    switch (codec) {
    case Codec::Json:
        return makeJsonDecoder();
    case Codec::Cbor:
        return makeCborDecoder();
    case Codec::MessagePack:
        return makeMessagePackDecoder();
    case Codec::Protobuf:
        return makeProtobufDecoder();
    case Codec::Base64:
        return makeBase64Decoder();
    case Codec::None:
        break;
    }
    return nullptr;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/payloadreader.h"

#include "app/decode/codecguess.h"
#include "app/decode/protobufdecoder.h"

namespace sockscope {

PayloadReader::Choice PayloadReader::choose(
    const PayloadOrigin &origin, const QByteArray &payload, bool isText)
{
    Choice choice{.boundBy = m_bindings.scopeOf(origin)};
    if (const auto binding = m_bindings.find(origin)) {
        choice.binding = *binding;
        choice.codec = binding->codec;
        choice.decoder = boundDecoder(*binding, &choice.problem);
    } else {
        choice.codec = guessCodec(payload, isText);
        choice.decoder = makeDecoder(choice.codec);
    }
    return choice;
}

std::shared_ptr<const PayloadDecoder> PayloadReader::boundDecoder(
    const CodecBinding &binding, QString *problem)
{
    if (binding.codec != Codec::Protobuf || binding.protoFile.isEmpty())
        return makeDecoder(binding.codec);
    const auto schema = schemaOf(binding.protoFile, problem);
    if (schema && !schema->find(binding.messageType))
        *problem = QStringLiteral("%1 describes no message %2").arg(binding.protoFile, binding.messageType);
    return makeProtobufDecoder(schema, binding.messageType);
}

std::shared_ptr<const ProtoSchema> PayloadReader::schemaOf(const QString &path, QString *error)
{
    std::shared_ptr<const ProtoSchema> &schema = m_schemas[path];
    if (!schema || !schema->isCurrent())
        schema = ProtoSchema::load(path, error);
    return schema;
}

} // namespace sockscope

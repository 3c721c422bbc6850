// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/codecbindings.h"
#include "app/decode/payloaddecoder.h"

#include <QHash>

namespace sockscope {

class ProtoSchema;

/// Finds the decoder for a payload: the one bound to where it came from, or the one it looks like.
class PayloadReader
{
public:
    struct Choice
    {
        Codec codec = Codec::None;
        std::shared_ptr<const PayloadDecoder> decoder = {}; ///< null for Codec::None
        std::optional<CodecBindings::Scope> boundBy = {}; ///< nullopt: guessed
        CodecBinding binding = {};
        QString problem = {}; ///< with the .proto file; fields then go by number
    };
    Choice choose(const PayloadOrigin &origin, const QByteArray &payload, bool isText);

    const CodecBindings &bindings() const { return m_bindings; }
    void setBindings(const CodecBindings &bindings) { m_bindings = bindings; }

private:
    std::shared_ptr<const PayloadDecoder> boundDecoder(const CodecBinding &binding, QString *problem);
    std::shared_ptr<const ProtoSchema> schemaOf(const QString &path, QString *error);

    CodecBindings m_bindings;
    QHash<QString, std::shared_ptr<const ProtoSchema>> m_schemas; // by path; read again when they change
};

} // namespace sockscope

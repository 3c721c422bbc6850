// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/codec.h"

#include <QByteArray>

#include <map>
#include <optional>

namespace sockscope {

/// How to read payloads, chosen by a person.
struct CodecBinding
{
    Codec codec = Codec::None; ///< None: do not take them apart
    QString protoFile = {}; ///< of Protobuf; empty for fields by number
    QString messageType = {}; ///< empty for the file's first

    bool operator==(const CodecBinding &) const = default;
};

/// Where a payload came from.
struct PayloadOrigin
{
    quint64 connection = 0;
    QString subprotocol = {};
    QString path = {};
};

/// The codecs that are bound to connections, subprotocols and paths. What is said of a connection goes before
/// what is said of its subprotocol, and that before its path.
class CodecBindings
{
public:
    enum class Scope : quint8 { Connection, Subprotocol, Path };

    /// nullopt: back to guessing.
    void bind(Scope scope, const PayloadOrigin &origin, const std::optional<CodecBinding> &binding);
    std::optional<CodecBinding> find(const PayloadOrigin &origin) const;
    /// The scope that find() answered from.
    std::optional<Scope> scopeOf(const PayloadOrigin &origin) const;

    /// Those of subprotocols and paths: connections are of one log.
    QByteArray toJson() const;
    /// Replaces those of subprotocols and paths. What cannot be read is left out.
    void readJson(const QByteArray &json);

private:
    std::map<quint64, CodecBinding> m_connections;
    std::map<QString, CodecBinding> m_subprotocols;
    std::map<QString, CodecBinding> m_paths;
};

} // namespace sockscope

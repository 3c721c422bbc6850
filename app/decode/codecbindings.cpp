// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/codecbindings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sockscope {

namespace {

template <typename Key>
void put(std::map<Key, CodecBinding> *bindings, const Key &key, const std::optional<CodecBinding> &binding)
{
    if (binding)
        bindings->insert_or_assign(key, *binding);
    else
        bindings->erase(key);
}

QJsonArray written(const std::map<QString, CodecBinding> &bindings)
{
    QJsonArray items;
    for (const auto &[of, binding] : bindings) {
        QJsonObject item{{QStringLiteral("of"), of}, {QStringLiteral("codec"), codecKey(binding.codec)}};
        if (!binding.protoFile.isEmpty())
            item.insert(QStringLiteral("proto"), binding.protoFile);
        if (!binding.messageType.isEmpty())
            item.insert(QStringLiteral("message"), binding.messageType);
        items.append(item);
    }
    return items;
}

std::map<QString, CodecBinding> readBindings(const QJsonArray &items)
{
    std::map<QString, CodecBinding> bindings;
    for (const auto &item : items) {
        const auto codec = codecFromKey(item[QStringLiteral("codec")].toString());
        const QString of = item[QStringLiteral("of")].toString();
        if (codec && !of.isEmpty())
            bindings.insert_or_assign(of,
                CodecBinding{*codec, item[QStringLiteral("proto")].toString(),
                    item[QStringLiteral("message")].toString()});
    }
    return bindings;
}

} // namespace

void CodecBindings::bind(Scope scope, const PayloadOrigin &origin, const std::optional<CodecBinding> &binding)
{
    if (scope == Scope::Connection)
        put(&m_connections, origin.connection, binding);
    else if (scope == Scope::Subprotocol)
        put(&m_subprotocols, origin.subprotocol, binding);
    else
        put(&m_paths, origin.path, binding);
}

std::optional<CodecBindings::Scope> CodecBindings::scopeOf(const PayloadOrigin &origin) const
{
    if (m_connections.contains(origin.connection))
        return Scope::Connection;
    if (m_subprotocols.contains(origin.subprotocol))
        return Scope::Subprotocol;
    if (m_paths.contains(origin.path))
        return Scope::Path;
    return std::nullopt;
}

std::optional<CodecBinding> CodecBindings::find(const PayloadOrigin &origin) const
{
    const auto scope = scopeOf(origin);
    if (!scope)
        return std::nullopt;
    if (scope == Scope::Connection)
        return m_connections.at(origin.connection);
    return scope == Scope::Subprotocol ? m_subprotocols.at(origin.subprotocol) : m_paths.at(origin.path);
}

QByteArray CodecBindings::toJson() const
{
    return QJsonDocument(QJsonObject{{QStringLiteral("subprotocols"), written(m_subprotocols)},
                             {QStringLiteral("paths"), written(m_paths)}})
        .toJson(QJsonDocument::Compact);
}

void CodecBindings::readJson(const QByteArray &json)
{
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    m_subprotocols = readBindings(all[QStringLiteral("subprotocols")].toArray());
    m_paths = readBindings(all[QStringLiteral("paths")].toArray());
}

} // namespace sockscope

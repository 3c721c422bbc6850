// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/eventfacts.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace sockscope {

namespace {

const QString PeerAddress = QStringLiteral("peerAddress");
const QString PeerPort = QStringLiteral("peerPort");
const QString LocalAddress = QStringLiteral("localAddress");
const QString LocalPort = QStringLiteral("localPort");
const QString Code = QStringLiteral("code");
const QString Reason = QStringLiteral("reason");
const QString Clean = QStringLiteral("clean");
const QString Reset = QStringLiteral("reset");

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<QJsonObject> objectFrom(QByteArrayView json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.toByteArray());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

// 0 for what is no 16 bit number.
quint16 smallNumber(const QJsonValue &value)
{
    const int number = value.toInt();
    return number == quint16(number) ? quint16(number) : quint16(0);
}

} // namespace

QByteArray AcceptedFacts::toJson() const
{
    return compact({{PeerAddress, peerAddress}, {PeerPort, peerPort}, {LocalAddress, localAddress},
        {LocalPort, localPort}});
}

std::optional<AcceptedFacts> AcceptedFacts::fromJson(QByteArrayView json)
{
    const auto object = objectFrom(json);
    if (!object)
        return std::nullopt;
    return AcceptedFacts{object->value(PeerAddress).toString(), smallNumber(object->value(PeerPort)),
        object->value(LocalAddress).toString(), smallNumber(object->value(LocalPort))};
}

QByteArray EndedFacts::toJson() const
{
    return compact({{Code, code}, {Reason, reason}, {Clean, clean}, {Reset, reset}});
}

std::optional<EndedFacts> EndedFacts::fromJson(QByteArrayView json)
{
    const auto object = objectFrom(json);
    if (!object)
        return std::nullopt;
    return EndedFacts{smallNumber(object->value(Code)), object->value(Reason).toString(),
        object->value(Clean).toBool(), object->value(Reset).toBool()};
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/handshakeheads.h"

#include "serverlib/protocol/httphead.h"

#include <algorithm>

namespace sockscope {

namespace {

std::optional<ws::HttpHead> parsed(QByteArrayView head, ws::HttpHeadReader::Kind kind)
{
    ws::HttpHeadReader reader(kind, {});
    qsizetype consumed = 0;
    auto result = reader.feed(head, &consumed);
    auto *found = std::get_if<ws::HttpHead>(&result);
    return found ? std::optional(std::move(*found)) : std::nullopt;
}

} // namespace

int statusOf(QByteArrayView responseHead)
{
    const QByteArray line = responseHead.first(std::min<qsizetype>(responseHead.size(), 16)).toByteArray();
    return line.mid(line.indexOf(' ') + 1, 3).toInt();
}

QByteArray extensionsOf(QByteArrayView responseHead)
{
    const auto head = parsed(responseHead, ws::HttpHeadReader::Kind::Response);
    return head ? head->list("Sec-WebSocket-Extensions").join(", ") : QByteArray();
}

QString subprotocolOf(QByteArrayView responseHead)
{
    const auto head = parsed(responseHead, ws::HttpHeadReader::Kind::Response);
    return head ? QString::fromUtf8(head->value("Sec-WebSocket-Protocol")) : QString();
}

QString pathOf(QByteArrayView requestHead)
{
    const auto head = parsed(requestHead, ws::HttpHeadReader::Kind::Request);
    return head ? QString::fromUtf8(head->startLine.split(' ').value(1)) : QString();
}

QString headerOf(QByteArrayView requestHead, const QString &name)
{
    const auto head = parsed(requestHead, ws::HttpHeadReader::Kind::Request);
    return head ? QString::fromUtf8(head->value(name.toUtf8())) : QString();
}

QString urlOf(QByteArrayView requestHead, bool isTls)
{
    const auto head = parsed(requestHead, ws::HttpHeadReader::Kind::Request);
    const QByteArray host = head ? head->value("Host") : QByteArray();
    if (host.isEmpty())
        return {};
    return QString::fromUtf8((isTls ? "wss://" : "ws://") + host + head->startLine.split(' ').value(1));
}

} // namespace sockscope

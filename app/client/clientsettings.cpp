// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clientsettings.h"

#include "serverlib/protocol/extraheaders.h"

#include <QUrl>

namespace sockscope {

QString subprotocolsFault(const QStringList &names)
{
    for (const QString &name : names) {
        if (!ws::isHttpToken(name.toUtf8()))
            return QStringLiteral("Subprotocols: “%1” is no token (RFC 6455 4.1): letters, digits and "
                                  "!#$%&'*+-.^_`|~ only, separated by commas.")
                .arg(name);
        if (names.count(name) > 1)
            return QStringLiteral("Subprotocols: “%1” is there twice (RFC 6455 4.1): name each once.")
                .arg(name);
    }
    return {};
}

QString headersFault(const QList<ws::HttpHeader> &headers)
{
    for (qsizetype i = 0; i < headers.size(); ++i) {
        if (!ws::isHttpToken(headers[i].name) || !ws::isHttpFieldValue(headers[i].value))
            return QStringLiteral("Headers, number %1: write “Name: value”, the name of letters, digits and "
                                  "!#$%&'*+-.^_`|~ (RFC 9110 5.1).")
                .arg(i + 1);
    }
    return {};
}

QStringList ClientSettings::faults() const
{
    QStringList faults{
        webSocketUrlFault(url), subprotocolsFault(subprotocols), headersFault(headers), reconnect.fault()};
    faults.removeAll(QString());
    return faults;
}

QString clientKindName(ClientKind kind)
{
    return kind == ClientKind::Raw ? QStringLiteral("raw") : QStringLiteral("standard");
}

QString webSocketUrlFault(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    const bool hasScheme =
        parsed.scheme() == QLatin1StringView("ws") || parsed.scheme() == QLatin1StringView("wss");
    if (parsed.isValid() && hasScheme && !parsed.host().isEmpty() && !parsed.hasFragment())
        return {};
    return QStringLiteral("URL: ws:// or wss://, a host, and no #fragment (RFC 6455 3), "
                          "such as ws://192.168.1.20:8080/path.");
}

} // namespace sockscope

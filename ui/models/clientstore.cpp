// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/clientstore.h"

#include "app/client/clientpool.h"

#include <QSettings>

#include <algorithm>

namespace sockscope {

namespace {

const auto Group = QStringLiteral("clients");

std::chrono::milliseconds loadWait(
    const QSettings &settings, const QString &key, std::chrono::milliseconds fallback)
{
    bool isNumber = false;
    const qint64 ms = settings.value(key).toLongLong(&isNumber);
    const bool fits = isNumber && ms >= 1 && ms <= ReconnectPolicy::Longest.count();
    return fits ? std::chrono::milliseconds(ms) : fallback;
}

ReconnectPolicy loadReconnect(const QSettings &settings)
{
    ReconnectPolicy policy;
    const int kind = settings.value(QStringLiteral("reconnect")).toInt();
    if (kind >= 0 && kind <= int(ReconnectPolicy::Kind::Backoff))
        policy.kind = ReconnectPolicy::Kind(kind);
    policy.first = loadWait(settings, QStringLiteral("reconnectFirst"), policy.first);
    policy.most = loadWait(settings, QStringLiteral("reconnectMost"), policy.most);
    return policy;
}

ClientSettings loadClient(const QSettings &settings)
{
    const auto flag = [&settings](const char *name, bool fallback) {
        return settings.value(QLatin1StringView(name), fallback).toBool();
    };
    ClientSettings client;
    client.kind = settings.value(QStringLiteral("kind")).toString() == clientKindName(ClientKind::Standard)
        ? ClientKind::Standard
        : ClientKind::Raw;
    client.url = settings.value(QStringLiteral("url")).toString();
    client.subprotocols = settings.value(QStringLiteral("subprotocols")).toStringList();
    client.headers = headersFromLines(settings.value(QStringLiteral("headers")).toString());
    client.offersCompression = flag("compression", client.offersCompression);
    client.trustsDevelopmentCa = flag("developmentCa", client.trustsDevelopmentCa);
    client.verifiesServer = flag("verify", client.verifiesServer);
    client.toleratesViolations = flag("tolerate", client.toleratesViolations);
    client.answersPings = flag("answerPings", client.answersPings);
    client.masks = flag("mask", client.masks);
    client.reconnect = loadReconnect(settings);
    return client;
}

void saveClient(const ClientSettings &client, QSettings *settings)
{
    const auto set = [settings](const char *name, const QVariant &value) {
        settings->setValue(QLatin1StringView(name), value);
    };
    set("kind", clientKindName(client.kind));
    set("url", client.url);
    set("subprotocols", client.subprotocols);
    set("headers", headerLines(client.headers));
    set("compression", client.offersCompression);
    set("developmentCa", client.trustsDevelopmentCa);
    set("verify", client.verifiesServer);
    set("tolerate", client.toleratesViolations);
    set("answerPings", client.answersPings);
    set("mask", client.masks);
    set("reconnect", int(client.reconnect.kind));
    set("reconnectFirst", qlonglong(client.reconnect.first.count()));
    set("reconnectMost", qlonglong(client.reconnect.most.count()));
}

} // namespace

QString headerLines(const QList<ws::HttpHeader> &headers)
{
    QStringList lines;
    for (const ws::HttpHeader &header : headers) {
        const bool isLine = ws::isHttpToken(header.name);
        lines.append(
            QString::fromUtf8(isLine ? header.name + ": " + header.value : header.name + header.value));
    }
    return lines.join(u'\n');
}

QList<ws::HttpHeader> headersFromLines(const QString &text)
{
    QList<ws::HttpHeader> headers;
    for (const QString &line : text.split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const QByteArray bytes = line.toUtf8();
        const qsizetype colon = bytes.indexOf(':');
        const bool isHeader = colon > 0 && ws::isHttpToken(bytes.first(colon));
        if (isHeader)
            headers.append({bytes.first(colon), bytes.sliced(colon + 1).trimmed()});
        else
            headers.append({bytes, {}}); // a fault, see ClientSettings::faults()
    }
    return headers;
}

QList<ClientEntry> loadClients(QSettings *settings)
{
    QList<ClientEntry> entries;
    const int count = int(std::min<qsizetype>(settings->beginReadArray(Group), ClientPool::MaxClients));
    for (int i = 0; i < count; ++i) {
        settings->setArrayIndex(i);
        entries.append({quint64(i) + 1, loadClient(*settings)});
    }
    settings->endArray();
    return entries;
}

void saveClients(const QList<ClientEntry> &entries, QSettings *settings)
{
    settings->remove(Group);
    settings->beginWriteArray(Group, int(entries.size()));
    for (qsizetype i = 0; i < entries.size(); ++i) {
        settings->setArrayIndex(int(i));
        saveClient(entries[i].settings, settings);
    }
    settings->endArray();
}

} // namespace sockscope

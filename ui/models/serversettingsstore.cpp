// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/serversettingsstore.h"

#include <QSettings>

#include <limits>

namespace sockscope {

namespace {

QString key(const char *name)
{
    return QStringLiteral("server/") + QLatin1StringView(name);
}

int number(const QSettings &settings, const char *name, int fallback, int largest)
{
    bool ok = false;
    const int value = settings.value(key(name)).toInt(&ok);
    return ok && value >= 0 && value <= largest ? value : fallback;
}

constexpr std::pair<TlsMode, const char *> TlsModeNames[]{
    {TlsMode::Off, "off"}, {TlsMode::Development, "development"}, {TlsMode::OwnFiles, "files"}};

TlsSettings loadTls(const QSettings &settings)
{
    TlsSettings tls;
    const QString mode = settings.value(key("tls/mode")).toString();
    for (const auto &[value, name] : TlsModeNames)
        if (mode == QLatin1StringView(name))
            tls.mode = value;
    tls.certificateFile = settings.value(key("tls/certificate")).toString();
    tls.keyFile = settings.value(key("tls/key")).toString();
    tls.clientCaFile = settings.value(key("tls/clientCa")).toString();
    tls.requireClientCertificate = settings.value(key("tls/requireClient")).toBool();
    return tls;
}

void saveTls(const TlsSettings &tls, QSettings *settings)
{
    for (const auto &[value, name] : TlsModeNames)
        if (tls.mode == value)
            settings->setValue(key("tls/mode"), QLatin1StringView(name));
    settings->setValue(key("tls/certificate"), tls.certificateFile);
    settings->setValue(key("tls/key"), tls.keyFile);
    settings->setValue(key("tls/clientCa"), tls.clientCaFile);
    settings->setValue(key("tls/requireClient"), tls.requireClientCertificate);
}

ws::DeflateOptions loadCompression(const QSettings &settings)
{
    const ws::DeflateOptions usual;
    const auto read = [&](const char *name, const QVariant &fallback) {
        return settings.value(key(name), fallback);
    };
    ws::DeflateOptions options;
    options.enabled = read("compression/enabled", usual.enabled).toBool();
    options.threshold =
        number(settings, "compression/threshold", int(usual.threshold), std::numeric_limits<int>::max());
    options.serverMaxWindowBits = read("compression/serverWindowBits", usual.serverMaxWindowBits).toInt();
    options.clientMaxWindowBits = read("compression/clientWindowBits", usual.clientMaxWindowBits).toInt();
    options.serverNoContextTakeover = read("compression/serverNoContextTakeover", false).toBool();
    options.clientNoContextTakeover = read("compression/clientNoContextTakeover", false).toBool();
    return ws::deflateOptionsFault(options).isEmpty() ? options : usual;
}

void saveCompression(const ws::DeflateOptions &options, QSettings *settings)
{
    settings->setValue(key("compression/enabled"), options.enabled);
    settings->setValue(key("compression/threshold"), qlonglong(options.threshold));
    settings->setValue(key("compression/serverWindowBits"), options.serverMaxWindowBits);
    settings->setValue(key("compression/clientWindowBits"), options.clientMaxWindowBits);
    settings->setValue(key("compression/serverNoContextTakeover"), options.serverNoContextTakeover);
    settings->setValue(key("compression/clientNoContextTakeover"), options.clientNoContextTakeover);
}

} // namespace

ServerSettings loadServerSettings(const QSettings &settings)
{
    ServerSettings server;
    const auto flag = [&](const char *name, bool fallback) {
        return settings.value(key(name), fallback).toBool();
    };
    // A device on the bench is another machine: unlike the library, the program listens on every interface.
    server.host = settings.value(key("host"), QStringLiteral("0.0.0.0")).toString();
    server.port = quint16(number(settings, "port", server.port, std::numeric_limits<quint16>::max()));
    server.subprotocols = settings.value(key("subprotocols")).toStringList();
    server.refuseUnknownSubprotocol = flag("refuseUnknownSubprotocol", server.refuseUnknownSubprotocol);
    bool ok = false;
    const quint64 maxPayload = settings.value(key("maxPayload")).toULongLong(&ok);
    server.maxPayload = ok ? maxPayload : server.maxPayload;
    server.backlog = number(settings, "backlog", server.backlog, std::numeric_limits<int>::max());
    server.clientTracking = flag("clientTracking", server.clientTracking);
    server.reply = flag("echo", server.reply == Reply::Echo) ? Reply::Echo : Reply::None;
    server.automaticPong = flag("automaticPong", server.automaticPong);
    server.maskFrames = flag("maskFrames", server.maskFrames);
    server.failOnViolations = flag("failOnViolations", server.failOnViolations);
    server.pingIntervalMs =
        number(settings, "pingIntervalMs", server.pingIntervalMs, std::numeric_limits<int>::max());
    server.pongTimeoutMs =
        number(settings, "pongTimeoutMs", server.pongTimeoutMs, std::numeric_limits<int>::max());
    server.tls = loadTls(settings);
    server.compression = loadCompression(settings);
    return server;
}

void saveServerSettings(const ServerSettings &server, QSettings *settings)
{
    settings->setValue(key("host"), server.host);
    settings->setValue(key("port"), server.port);
    settings->setValue(key("subprotocols"), server.subprotocols);
    settings->setValue(key("refuseUnknownSubprotocol"), server.refuseUnknownSubprotocol);
    settings->setValue(key("maxPayload"), server.maxPayload);
    settings->setValue(key("backlog"), server.backlog);
    settings->setValue(key("clientTracking"), server.clientTracking);
    settings->setValue(key("echo"), server.reply == Reply::Echo);
    settings->setValue(key("automaticPong"), server.automaticPong);
    settings->setValue(key("maskFrames"), server.maskFrames);
    settings->setValue(key("failOnViolations"), server.failOnViolations);
    settings->setValue(key("pingIntervalMs"), server.pingIntervalMs);
    settings->setValue(key("pongTimeoutMs"), server.pongTimeoutMs);
    saveTls(server.tls, settings);
    saveCompression(server.compression, settings);
}

} // namespace sockscope

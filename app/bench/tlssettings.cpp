// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/tlssettings.h"

#include "serverlib/net/tlscontext.h"

#include <QHostAddress>
#include <QStandardPaths>

namespace sockscope {

namespace {

// A name that only this server is called by; the wildcards are no names.
bool isNameOfItsOwn(const QString &host)
{
    const QHostAddress address(host);
    return address != QHostAddress(QHostAddress::AnyIPv4) && address != QHostAddress(QHostAddress::AnyIPv6);
}

bool useDevelopmentCertificate(const QString &host, ws::TlsOptions *options, QString *error)
{
    const auto authority = developmentCa(error);
    if (!authority)
        return false;
    const auto identity = authority->serverIdentity(certificateNames(host), error);
    if (!identity)
        return false;
    options->certificate = identity->certificate;
    options->key = identity->key;
    return true;
}

} // namespace

QStringList certificateNames(const QString &host)
{
    QStringList names = ws::DevelopmentCa::machineNames();
    if (isNameOfItsOwn(host) && !names.contains(host))
        names.append(host);
    return names;
}

std::optional<ws::DevelopmentCa> developmentCa(QString *error)
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return ws::DevelopmentCa::open(data + QStringLiteral("/sockscope/tls"), error);
}

std::optional<ws::TlsOptions> tlsOptions(const TlsSettings &settings, const QString &host, QString *error)
{
    ws::TlsOptions options;
    options.certificateFile = settings.certificateFile;
    options.keyFile = settings.keyFile;
    if (settings.mode == TlsMode::Development && !useDevelopmentCertificate(host, &options, error))
        return std::nullopt;
    using ClientCertificate = ws::TlsOptions::ClientCertificate;
    options.clientCaFile = settings.clientCaFile;
    if (settings.requireClientCertificate)
        options.clientCertificate = ClientCertificate::Required;
    else if (!settings.clientCaFile.isEmpty())
        options.clientCertificate = ClientCertificate::Optional;
    // Tried here, where it is known what is at fault: a server's listen() fails for many reasons.
    if (!ws::TlsContext::create(options, error))
        return std::nullopt;
    return options;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/tlsarguments.h"

#include <QCommandLineParser>

namespace sockscope {

std::optional<OptionsAnswer> TlsArguments::read(const QCommandLineParser &parser, TlsSettings *settings) const
{
    const bool hasFiles = parser.isSet(certificate);
    const bool isTls = parser.isSet(tls) || hasFiles;
    for (const QCommandLineOption &file : {certificate, key, clientCa}) {
        if (parser.isSet(file) && parser.value(file).isEmpty())
            return refuse(QStringLiteral("--%1 wants a file, not \"\"").arg(file.names().constFirst()));
    }
    if (parser.isSet(tls) && hasFiles)
        return refuse(QStringLiteral("--tls makes a certificate and --tls-cert brings one: choose one"));
    if (parser.isSet(key) && !hasFiles)
        return refuse(QStringLiteral("--tls-key goes with --tls-cert"));
    if (parser.isSet(clientCa) && !isTls)
        return refuse(QStringLiteral("--tls-client-ca goes with --tls or --tls-cert"));
    if (parser.isSet(requireClient) && !parser.isSet(clientCa))
        return refuse(QStringLiteral("--tls-require-client goes with --tls-client-ca"));
    if (isTls)
        settings->mode = hasFiles ? TlsMode::OwnFiles : TlsMode::Development;
    settings->certificateFile = parser.value(certificate);
    settings->keyFile = parser.value(key);
    settings->clientCaFile = parser.value(clientCa);
    settings->requireClientCertificate = parser.isSet(requireClient);
    return std::nullopt;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/tlssettings.h"
#include "app/cli/usage.h"

class QCommandLineParser;

namespace sockscope {

/// The options of `serve` that are about TLS.
struct TlsArguments
{
    QCommandLineOption tls =
        flag("tls", "Serve wss:// with a development certificate, see the command certificate.");
    QCommandLineOption certificate =
        valued("tls-cert", "Serve wss:// with this certificate (PEM, with its chain).", "FILE");
    QCommandLineOption key =
        valued("tls-key", "The key of --tls-cert (PEM); default in the same file.", "FILE");
    QCommandLineOption clientCa =
        valued("tls-client-ca", "Ask for client certificates that this authority signed (PEM).", "FILE");
    QCommandLineOption requireClient =
        flag("tls-require-client", "Let in nobody without a client certificate.");

    QList<QCommandLineOption> all() const { return {tls, certificate, key, clientCa, requireClient}; }
    /// What @p parser found; an answer for options that do not go together.
    std::optional<OptionsAnswer> read(const QCommandLineParser &parser, TlsSettings *settings) const;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/caexport.h"
#include "app/cli/usage.h"

#include <QStringList>

#include <variant>

namespace sockscope {

/// What `sockscope-cli certificate` was asked to do.
struct CertificateOptions
{
    CaFormat format = CaFormat::Pem;
    QString output; ///< file to write; empty: the standard output
};

/// @p arguments with the program's name and the command first.
std::variant<CertificateOptions, OptionsAnswer> parseCertificateOptions(const QStringList &arguments);

/// Writes the certificate of the development CA, which is made if there is none. Returns the exit code.
int runCertificate(const CertificateOptions &options);

} // namespace sockscope

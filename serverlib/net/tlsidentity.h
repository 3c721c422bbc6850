// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace ws {

/// A certificate and its key, both PEM.
struct TlsIdentity
{
    QByteArray certificate; ///< its issuers may follow
    QByteArray key; ///< not encrypted
};

} // namespace ws

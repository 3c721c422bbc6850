// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/net/tlsinfo.h"

namespace sockscope {

/// "TLS 1.3, TLS_AES_128_GCM_SHA256".
QString tlsSummary(const ws::TlsInfo &info);
/// The same, with the name that the client asked for and whose certificate it showed, if it did.
QString tlsDetails(const ws::TlsInfo &info);

} // namespace sockscope

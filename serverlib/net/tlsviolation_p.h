// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/rule.h"

struct ssl_st;

namespace ws {

/// Which rule the failure broke that OpenSSL has just reported for @p ssl, @p offset bytes into its input,
/// and in plain words how. Takes the error from OpenSSL's queue.
Violation tlsViolation(const ssl_st *ssl, quint64 offset);

} // namespace ws

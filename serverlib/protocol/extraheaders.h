// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/httphead.h"

namespace ws {

/// True for what may stand behind a header's name: no CR, LF or NUL, so that a value can never end its line
/// and begin another header (RFC 9110 5.5), and no other control character.
bool isHttpFieldValue(QByteArrayView text);

/// Why these headers cannot be added to the answer of a handshake, with the one that is meant: its name is no
/// token, its value no value, or the handshake writes it itself. Empty when they can.
QString extraHeadersFault(const QList<HttpHeader> &headers);

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/httphead.h"

#include <QString>

namespace sockscope {

/// What a client's Sec-WebSocket-Extensions asks for, in one sentence.
QString extensionOffer(const QByteArray &value);
/// What a server's agrees to, in one sentence.
QString extensionAnswer(const QByteArray &value);
/// Why the extensions of @p response are none that @p request offered; empty when they are.
QString extensionAnswerFault(const ws::HttpHead &response, const ws::HttpHead &request);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/httphead.h"

#include <QString>

namespace sockscope {

/// What a line of a handshake means with the value it has, in one sentence. Nothing of a value that may be a
/// secret is repeated.

QString requestLineMeaning(const QByteArray &line);
QString statusLineMeaning(const QByteArray &line);
/// Of a header in a request.
QString requestHeaderMeaning(const QByteArray &name, const QByteArray &value);
/// Of a header in the answer to a request whose headers are @p request.
QString responseHeaderMeaning(const QByteArray &name, const QByteArray &value, const ws::HttpHead &request);

/// A peer's words within a sentence of ours: quoted, and cut when they are long.
QString quotedWords(const QByteArray &words);

} // namespace sockscope

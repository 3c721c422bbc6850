// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/handshakeguide.h"
#include "serverlib/protocol/httphead.h"

namespace sockscope {

/// What to do about a broken rule where no more is known.
QString adviceFor(ws::Rule rule);
/// What a reader stumbled over in @p line, which is named, and how to write it.
HandshakeFault syntaxFault(const ws::Violation &violation, QByteArrayView line);
/// What is wrong with @p request, as exactly as its headers show it.
HandshakeFault requestFault(const ws::Violation &violation, const ws::HttpHead &request);
/// What is wrong with @p response, and what would have been right.
HandshakeFault responseFault(
    const ws::Violation &violation, const ws::HttpHead &response, const ws::HttpHead &request);

} // namespace sockscope

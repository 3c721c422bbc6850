// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/composetargets.h"

#include "serverlib/protocol/permessagedeflate.h"

namespace sockscope {

std::optional<ws::DeflateParameters> agreedDeflate(const QByteArray &extensions)
{
    if (extensions.isEmpty())
        return std::nullopt;
    ws::DeflateOptions offered; // by a client that takes whatever it may be answered
    offered.enabled = true;
    const auto accepted = ws::acceptDeflate(extensions, offered);
    const auto *parameters = std::get_if<ws::DeflateParameters>(&accepted);
    return parameters != nullptr ? std::optional(*parameters) : std::nullopt;
}

} // namespace sockscope

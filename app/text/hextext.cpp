// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/payloadinput.h"
#include "app/text/payloadtext.h"

namespace sockscope {

std::optional<QByteArray> bytesFromHex(const QString &text, QString *error)
{
    const PayloadResult result = readHexPayload(text);
    if (const auto *wrong = std::get_if<InputError>(&result)) {
        *error = wrong->toString();
        return std::nullopt;
    }
    return std::get<QByteArray>(result);
}

} // namespace sockscope

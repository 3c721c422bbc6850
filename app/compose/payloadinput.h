// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/inputerror.h"

#include <QByteArray>

#include <optional>
#include <variant>

namespace sockscope {

/// How a payload is written down.
enum class InputForm : quint8 {
    Text, ///< as it stands, in UTF-8
    Json, ///< the same, but it must be one JSON value (RFC 8259)
    Hex, ///< bytes in hex, or a paste of what Wireshark, xxd, hexdump -C or C show
    Base64, ///< RFC 4648 4 or 5, padded or not, with space anywhere
    File, ///< the name of a file that holds the bytes
};
inline constexpr int InputFormCount = int(InputForm::File) + 1;

/// "text", "json", "hex", "base64", "file".
QString inputFormName(InputForm form);
std::optional<InputForm> inputFormNamed(QStringView name);

/// The largest payload that is composed.
inline constexpr qsizetype MaxComposedPayload = 16 * 1024 * 1024;

using PayloadResult = std::variant<QByteArray, InputError>;

/// The bytes that @p source stands for in @p form, at most MaxComposedPayload.
PayloadResult readPayload(InputForm form, const QString &source);

/// The forms one by one; see InputForm.
PayloadResult readTextPayload(QStringView text);
PayloadResult readJsonPayload(QStringView text);
PayloadResult readHexPayload(QStringView text);
PayloadResult readBase64Payload(QStringView text);
PayloadResult readFilePayload(const QString &path);

} // namespace sockscope

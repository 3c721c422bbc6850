// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace sockscope {

/// What base64 stands for, with the digits of RFC 4648 4 or 5, with space anywhere, padded or not; nullopt
/// when @p text is not base64.
std::optional<QByteArray> decodeBase64(QByteArrayView text);

} // namespace sockscope

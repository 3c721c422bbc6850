// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/framespec.h"

#include <cstring>

namespace sockscope {

QString maskKeyText(const ws::MaskKey &key)
{
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char *>(key.data()), qsizetype(key.size())).toHex());
}

std::optional<ws::MaskKey> maskKeyFrom(const QString &text)
{
    const QByteArray bytes = QByteArray::fromHex(text.toLatin1());
    ws::MaskKey key{};
    if (bytes.size() != qsizetype(key.size()) || QLatin1StringView(bytes.toHex()) != text.toLower())
        return std::nullopt; // fromHex() passes over what is no digit
    std::memcpy(key.data(), bytes.constData(), key.size());
    return key;
}

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace sockscope {

inline constexpr qsizetype MaxDeviceLabel = 40;

/// A short name for a device, and what it was taken from.
struct DeviceLabel
{
    enum class Source : quint8 {
        Nothing, ///< the name is empty
        Agent, ///< the first telling product of User-Agent: boards of one make share it
        Id, ///< X-Device-Id, X-Device-Name, or `device` or `id` of the query
    };
    QString name; ///< one printable line of at most MaxDeviceLabel characters, whatever the peer sent
    Source source = Source::Nothing;
};

DeviceLabel deviceLabel(QByteArrayView requestHead);
/// @p text as such a name.
QString printableLabel(const QString &text);

} // namespace sockscope

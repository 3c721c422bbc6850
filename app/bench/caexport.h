// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace sockscope {

/// How a device takes the certificate of the development CA.
enum class CaFormat : quint8 {
    Pem,
    CArray, ///< C source for firmware, see ws::DevelopmentCa::certificateAsC()
};

/// The certificate of developmentCa(). nullopt, and a sentence in @p error, when there is none.
std::optional<QByteArray> developmentCaText(CaFormat format, QString *error);

/// Writes that to the file @p path, or leaves what is there; false, and a sentence in @p error, when it
/// fails.
bool saveDevelopmentCa(CaFormat format, const QString &path, QString *error);

} // namespace sockscope

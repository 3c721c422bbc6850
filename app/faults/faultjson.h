// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/fault.h"

#include <QByteArray>

#include <variant>

namespace sockscope {

/// @p profile as FORMAT.md describes it.
QByteArray exportFaults(const FaultProfile &profile);

/// Reads what exportFaults() has written, or somebody by hand. A wrong file is refused as a whole, since a
/// run with half of its faults says nothing: in one sentence that names the JSON path and what is wanted
/// there.
std::variant<FaultProfile, QString> importFaults(const QByteArray &json);

/// Why a fault of @p info cannot have @p value as its parameter @p key: "percent wants a whole number ...";
/// empty when it can.
QString faultParameterFault(const FaultInfo &info, const QString &key, const QJsonValue &value);

} // namespace sockscope

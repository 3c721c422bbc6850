// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/framespec.h"

#include <QJsonObject>
#include <QString>

namespace sockscope {

/// As FORMAT.md describes it; what is as FrameSpec begins is left out.
QJsonObject frameSpecToJson(const FrameSpec &spec);

/// Reads it back. Returns what is wrong, with its JSON path, which begins with @p path; empty if nothing is.
QString frameSpecFromJson(const QJsonObject &json, const QString &path, FrameSpec *spec);

} // namespace sockscope

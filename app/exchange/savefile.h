// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace sockscope {

/// Writes @p bytes to @p path: the file is there when all of it is, and as it was before otherwise. Why not,
/// in the system's words; empty when all is well.
QString saveFile(const QString &path, const QByteArray &bytes);

} // namespace sockscope

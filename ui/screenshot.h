// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

class QWidget;

namespace sockscope {

/// Saves what @p window shows as a PNG; false and a reason in @p error when it cannot be written.
bool saveScreenshot(QWidget *window, const QString &fileName, QString *error);

/// @p image in 256 of its colours, the most frequent that differ visibly; every other pixel takes the
/// nearest. A window has few colours, and such a PNG is a fraction of the size.
QImage toPalette(const QImage &image);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/framelogmodel.h"

namespace sockscope {

/// What the columns of the log are called and how they look.
QString logColumnTitle(FrameLogModel::Column column, TimeFormat timeFormat);
QString logColumnToolTip(FrameLogModel::Column column);
Qt::Alignment logColumnAlignment(FrameLogModel::Column column);
/// The widest that a cell is expected to be; empty for the payload, which takes the rest.
QString logColumnSample(FrameLogModel::Column column);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/framelogmodel.h"

namespace sockscope {

/// The filter that passes rows which have in @p column what this one has. Empty where that says nothing, as
/// in the column of deltas. @p device is empty when it is not known; @p content is as the store has it, or
/// its front.
QString filterForCell(
    const FrameRecord &record, FrameLogModel::Column column, const QString &device, QByteArrayView content);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/fieldscan.h"

#include <QString>

#include <memory>

namespace sockscope {

/// A plotted field.
struct FieldCurve
{
    QString name; ///< "temp", "sensors[0].heap"
    QString device;
    std::unique_ptr<FieldScan> scan;
    DecimatedSeries series = {};
    quint64 colour = 0; ///< as Theme::seriesColor() numbers them
};

} // namespace sockscope

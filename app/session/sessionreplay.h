// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectiontable.h"
#include "app/bench/measurements.h"
#include "app/bench/samplelog.h"
#include "app/capture/capturestore.h"
#include "app/timing/timingtable.h"

namespace sockscope {

/// Where a FrameRecorder writes what it learns from the frames it records.
struct BenchTables
{
    ConnectionTable *connections;
    SampleLog<RttSample> *rtts;
    TimingTable *timing = nullptr; ///< null: not measured
};

/// Fills empty tables from the rows of a log, as a FrameRecorder did while that was recorded. What only the
/// server knew stays unknown, such as the details of violations.
void replaySession(const CaptureStore &store, const BenchTables &tables);

} // namespace sockscope

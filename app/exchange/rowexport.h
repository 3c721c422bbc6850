// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"

#include <functional>
#include <optional>

class QIODevice;

namespace sockscope {

enum class ExportFormat : quint8 {
    Pcapng, ///< for Wireshark: TCP, HTTP and WebSocket as they were
    Har, ///< for a browser's tools: messages, not frames
    JsonLines, ///< everything, to be read again
    Csv, ///< for a table
    Text, ///< for people, a line for each row
};

/// "pcapng", "har", "jsonl", "csv", "txt".
std::optional<ExportFormat> exportFormatNamed(QStringView name);
/// The same, which is the usual suffix, too.
QString exportFormatName(ExportFormat format);

/// What is written of a log.
struct ExportOptions
{
    ExportFormat format = ExportFormat::JsonLines;
    /// Which rows; all of them when it is not set.
    std::function<bool(const RowSpan &, qsizetype index)> passes = {};
    /// Told now and then how far it is, @p done of @p all; false ends the work.
    std::function<bool(quint64 done, quint64 all)> goesOn = {};
};

/// Writes the rows that @p store holds now to @p out, whatever else is done with it meanwhile. Memory does
/// not grow with the log, but by 8 bytes a row for HAR. Returns why it failed or was ended, in one sentence,
/// or nothing.
QString exportRows(const CaptureStore &store, const ExportOptions &options, QIODevice *out);

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"
#include "app/cli/usage.h"

#include <optional>

class QCommandLineParser;

namespace sockscope {

/// Where `serve` keeps its log.
struct CaptureSettings
{
    QString path; ///< empty: nowhere
    qint64 capacity = CaptureStore::MinCapacity; ///< bytes of the newest rows and payloads that are kept
};

/// The options of `serve` that are about its log.
struct CaptureArguments
{
    QCommandLineOption file =
        valued("capture", "Keep the log in this new file, for sockscope to open.", "FILE");
    QCommandLineOption size =
        valued("capture-size", "Keep the newest of the log in so much; default 1073741824 (1 GiB).", "BYTES");

    QList<QCommandLineOption> all() const { return {file, size}; }
    /// What @p parser found; an answer for values that are wrong and options that do not go together.
    std::optional<OptionsAnswer> read(const QCommandLineParser &parser, CaptureSettings *settings) const;
};

} // namespace sockscope

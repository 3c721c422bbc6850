// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/usage.h"
#include "app/compose/framespec.h"
#include "app/compose/payloadsource.h"
#include "app/compose/sendschedule.h"

#include <QStringList>
#include <QUrl>

#include <variant>

namespace sockscope {

/// What `sockscope-cli send` was asked to do.
struct SendOptions
{
    QUrl url;
    QStringList subprotocols;
    PayloadSource payload;
    FrameSpec spec;
    SchedulePlan schedule;
    std::optional<quint64> seed; ///< absent: a fresh one
    std::chrono::milliseconds wait{1000}; ///< for what comes back, after the last message
    bool dryRun = false; ///< show the bytes, connect to nobody
};

/// @p arguments with the program's name and the command first.
std::variant<SendOptions, OptionsAnswer> parseSendOptions(const QStringList &arguments);

} // namespace sockscope

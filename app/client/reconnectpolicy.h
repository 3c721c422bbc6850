// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/seededrandom.h"

#include <QString>

#include <chrono>
#include <optional>

namespace sockscope {

/// Whether, and after which wait, a client whose connection is gone tries again.
struct ReconnectPolicy
{
    enum class Kind : quint8 {
        Never,
        Fixed, ///< after `first`, each time
        Backoff, ///< the wait doubles from `first` to `most`, and half of it is random
    };
    static constexpr std::chrono::milliseconds Longest = std::chrono::hours(1);

    Kind kind = Kind::Never;
    std::chrono::milliseconds first{1000};
    std::chrono::milliseconds most{30'000};

    /// What is wrong with it, in words; empty if nothing is.
    QString fault() const;
    /// Before attempt number @p attempt, from 1, since the connection was last open; nullopt: none is made.
    std::optional<std::chrono::milliseconds> wait(int attempt, SeededRandom *random) const;
    bool operator==(const ReconnectPolicy &) const = default;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"

#include <optional>

namespace sockscope {

/// Finds the newest row of a log that tells of a fault. In one thread.
class FaultTrace
{
public:
    struct Applied
    {
        quint64 row = 0;
        quint64 connection = 0; ///< 0 for none
        QString words;
    };
    /// Rows that one look() takes in, so that it never holds up a window; older ones are left out.
    static constexpr quint64 RowsPerLook = 200'000;

    /// @p capture must outlive this.
    explicit FaultTrace(const CaptureStore *capture) : m_capture(capture) { }

    /// What has come since the last call; nullopt for nothing new.
    std::optional<Applied> look();

private:
    const CaptureStore *m_capture;
    quint64 m_next = 0; // row to look at
};

} // namespace sockscope

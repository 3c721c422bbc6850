// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/measurements.h"
#include "app/capture/capturestore.h"

#include <map>

namespace sockscope {

/// Finds the sizes of whole messages in the rows of a log. In one thread.
class MessageSizes
{
public:
    /// Rows that one take() looks at, so that it never holds up a window. Older ones that it has not come to
    /// are left out: a measurement is of what happens now.
    static constexpr quint64 RowsPerTake = 200'000;

    /// @p capture must outlive this.
    explicit MessageSizes(const CaptureStore *capture) : m_capture(capture) { }

    /// Messages that ended since the last call.
    QList<SizeSample> take();
    /// Leaves out what there is now.
    void skip();

private:
    using Stream = std::pair<quint32, bool>; // connection, sent

    void look(const RowSpan &span, qsizetype index, QList<SizeSample> *found);

    const CaptureStore *m_capture;
    quint64 m_next = 0; // row to look at
    std::map<Stream, quint64> m_begun; // bytes of messages in fragments so far
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"
#include "app/session/sessionindex.h"

#include <functional>

class QIODevice;

namespace sockscope {

/// One row on its way out; views live for the call.
struct OutgoingRow
{
    quint64 number;
    const FrameRecord &record;
    QByteArrayView payload; ///< as on the wire, unmasked
    QByteArrayView content; ///< inflated if it was compressed
    QByteArrayView detail; ///< see RowSpan::detail()
};

/// Writes rows in some format, in order of their numbers.
class RowWriter
{
public:
    RowWriter() = default;
    virtual ~RowWriter() = default;
    Q_DISABLE_COPY_MOVE(RowWriter)

    /// True for a row that must be there although it was not asked for; it is of a connection that has
    /// others.
    virtual bool needs(const PackedRow & /*row*/) const { return false; }
    virtual void begin() { }
    virtual void write(const OutgoingRow &row) = 0;
    /// Calls @p goesOn now and then where there is much to do yet; false, and nothing more is written, when
    /// that says so.
    virtual bool end(const std::function<bool()> & /*goesOn*/) { return true; }
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/httphead.h"

namespace sockscope {

/// One line of an HTTP head as it stands there, right or wrong.
struct HeadLine
{
    qsizetype offset = 0; ///< of its first byte
    QByteArrayView bytes; ///< without the line's end
    QByteArrayView name; ///< what stands before the colon; empty where there is none
    QByteArrayView value; ///< what stands behind it, trimmed; the whole line where there is no colon
};

/// A head cut into lines by somebody who judges nothing, for showing what a strict reader refuses.
struct HeadLines
{
    static constexpr qsizetype MaxLines = 256;
    static constexpr qsizetype MaxBytes = 64 * 1024;

    QList<HeadLine> lines; ///< the start line and the headers
    qsizetype restAt = 0; ///< where the lines end: behind the empty line, or at a bound
    qsizetype size = 0; ///< of the whole

    /// Views into @p head.
    static HeadLines of(QByteArrayView head);
    /// Which line the byte at @p offset is in; -1 behind the last.
    qsizetype lineAt(qsizetype offset) const;
    /// The lines that have a name, as a reader would have them that takes everything.
    ws::HttpHead tolerant() const;
};

} // namespace sockscope

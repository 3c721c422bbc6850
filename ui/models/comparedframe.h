// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/rowspan.h"

#include <QList>
#include <QString>

#include <optional>

namespace sockscope {

class BenchSession;

/// A row that is put beside another one. Stays as it is when the log drops it.
struct ComparedFrame
{
    RowSpan span; ///< the one row
    QString device;

    quint64 row() const { return span.first(); }
    FrameRecord record() const { return span.record(0); }
    QByteArrayView content() const { return span.content(0); } ///< inflated if it was compressed
};

/// nullopt when the log no longer has it.
std::optional<ComparedFrame> comparedFrame(BenchSession *session, quint64 row);

/// One fact of both.
struct ComparedField
{
    QString name;
    QString left;
    QString right;
    bool differs = false; ///< false for what is never alike, such as times

    bool operator==(const ComparedField &) const = default;
};

/// What stands in the headers of both, and what is known of them.
QList<ComparedField> comparedFields(const ComparedFrame &left, const ComparedFrame &right);

} // namespace sockscope

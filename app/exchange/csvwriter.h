// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/rowwriter.h"

#include <QDateTime>

namespace sockscope {

/// A table (RFC 4180): a line of names, then a line for each row.
class CsvWriter final : public RowWriter
{
public:
    /// @p index must outlive this.
    CsvWriter(const QDateTime &startedAt, const SessionIndex &index, QIODevice *out)
        : m_startedAt(startedAt), m_index(index), m_out(out)
    { }

    void begin() override;
    void write(const OutgoingRow &row) override;

private:
    QDateTime m_startedAt;
    const SessionIndex &m_index;
    QIODevice *m_out;
};

/// @p text as a cell: in quotes where it must be. What a table program would take for a formula begins with
/// an apostrophe, which such programs show as text: a device's words must not run.
QByteArray csvCell(QByteArray text);

} // namespace sockscope

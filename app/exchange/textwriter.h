// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/rowwriter.h"

namespace sockscope {

/// A line for each row, in columns for people.
class TextWriter final : public RowWriter
{
public:
    /// @p index must outlive this.
    TextWriter(const SessionIndex &index, QIODevice *out) : m_index(index), m_out(out) { }

    void write(const OutgoingRow &row) override;

private:
    const SessionIndex &m_index;
    QIODevice *m_out;
};

} // namespace sockscope

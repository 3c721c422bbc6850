// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/rowwriter.h"

#include <QDateTime>

namespace sockscope {

/// A line that says what this is, then one JSON object a row.
class JsonLinesWriter final : public RowWriter
{
public:
    JsonLinesWriter(const QDateTime &startedAt, QIODevice *out) : m_startedAt(startedAt), m_out(out) { }

    void begin() override;
    void write(const OutgoingRow &row) override;

private:
    QDateTime m_startedAt;
    QIODevice *m_out;
};

} // namespace sockscope

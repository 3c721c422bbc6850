// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/rowwriter.h"

#include <vector>

namespace sockscope {

/// HAR 1.2 with the field _webSocketMessages, as browsers write it and read it: an entry for each connection,
/// with its handshake and its messages. The device is the client: what it sent is "send".
class HarWriter final : public RowWriter
{
public:
    /// @p store and @p index must outlive this. Rows are kept in mind by number until the end: an entry is
    /// written as a whole.
    HarWriter(const CaptureStore &store, const SessionIndex &index, QIODevice *out)
        : m_store(store), m_index(index), m_out(out)
    { }

    void begin() override;
    void write(const OutgoingRow &row) override;
    bool end(const std::function<bool()> &goesOn) override;

private:
    using GoesOn = std::function<bool()>;

    bool writeEntry(
        const SessionConnection &connection, const std::vector<quint64> &rows, const GoesOn &goesOn);
    bool writeMessages(const std::vector<quint64> &rows, const GoesOn &goesOn);
    void put(const std::string &json);

    const CaptureStore &m_store;
    const SessionIndex &m_index;
    QIODevice *m_out;
    std::map<quint64, std::vector<quint64>> m_rows; // frames, by connection
};

} // namespace sockscope

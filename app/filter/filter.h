// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/rowspan.h"
#include "app/filter/filtererror.h"
#include "app/filter/rowbits.h"

#include <memory>
#include <stop_token>
#include <variant>

namespace sockscope {

class ConnectionSource;
class RowTest;

/// An expression of the filter language (LANGUAGE.md) made ready to run over rows. Immutable and cheap to
/// copy; in any thread.
class Filter
{
public:
    /// Every row passes.
    Filter() = default;
    /// @p connections, asked for devices and paths, must outlive the filter and its copies; without them no
    /// row passes a comparison with such a fact.
    static std::variant<Filter, FilterError> compile(
        QStringView text, const ConnectionSource *connections = nullptr);

    /// As it was given, without spaces around.
    const QString &text() const { return m_text; }
    /// True where there is nothing to test.
    bool passesAll() const { return m_test == nullptr; }

    bool matches(const RowSpan &span, qsizetype index) const;
    /// Sets the bits of the rows that pass. When asked to stop, it returns soon, with bits that mean nothing.
    void evaluate(const RowSpan &span, RowBits *bits, const std::stop_token &stop = {}) const;

    /// The same words about the same connections.
    bool operator==(const Filter &other) const
    {
        return m_text == other.m_text && m_connections == other.m_connections;
    }

private:
    QString m_text;
    std::shared_ptr<const RowTest> m_test;
    const ConnectionSource *m_connections = nullptr;
};

} // namespace sockscope

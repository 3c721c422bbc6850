// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/bytesearch.h"
#include "app/filter/filterast.h"
#include "app/filter/filtererror.h"
#include "app/filter/regex.h"
#include "app/filter/rowtest.h"

#include <optional>
#include <variant>

namespace sockscope {

/// What a test asks of text or bytes that a row has.
class TextCondition
{
public:
    /// The error is one of the regular expression.
    static std::variant<TextCondition, FilterError> make(const FilterTest &test);

    /// Judges one text after the other, in one thread. The condition must outlive it.
    class Judge
    {
    public:
        Judge(const TextCondition &condition, std::stop_token stop);
        bool passes(QByteArrayView text);

    private:
        const TextCondition &m_condition;
        std::optional<Regex::Search> m_regex;
        std::stop_token m_stop;
    };

    /// What is searched for, where that is all there is to do.
    const ByteSearch *search() const { return m_search ? &*m_search : nullptr; }
    /// Of judging a whole payload.
    RowTest::Cost cost() const;

private:
    explicit TextCondition(const FilterTest &test) : m_op(test.op), m_texts(test.texts) { }

    FilterOperator m_op;
    std::vector<QByteArray> m_texts;
    std::optional<ByteSearch> m_search;
    std::optional<Regex> m_regex;
};

} // namespace sockscope

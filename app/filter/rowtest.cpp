// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/rowtest.h"

#include <algorithm>

namespace sockscope {

namespace {

using Tests = std::vector<RowTestPtr>;

Tests cheapestFirst(Tests tests)
{
    std::ranges::stable_sort(tests, {}, [](const RowTestPtr &test) { return test->cost(); });
    return tests;
}

RowTest::Cost dearest(const Tests &tests)
{
    return (*std::ranges::max_element(tests, {}, [](const RowTestPtr &test) {
        return test->cost();
    }))->cost();
}

class AllOf : public RowTest
{
public:
    explicit AllOf(Tests tests) : RowTest(dearest(tests)), m_tests(cheapestFirst(std::move(tests))) { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        for (const RowTestPtr &test : m_tests)
            test->narrow(block, bits);
    }

private:
    const Tests m_tests;
};

class AnyOf : public RowTest
{
public:
    explicit AnyOf(Tests tests) : RowTest(dearest(tests)), m_tests(cheapestFirst(std::move(tests))) { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        BlockBits undecided = *bits;
        for (const RowTestPtr &test : m_tests) {
            BlockBits passed = undecided;
            test->narrow(block, &passed);
            for (size_t i = 0; i < passed.words.size(); ++i)
                undecided.words[i] &= ~passed.words[i];
        }
        for (size_t i = 0; i < undecided.words.size(); ++i)
            bits->words[i] &= ~undecided.words[i];
    }

private:
    const Tests m_tests;
};

class NoneOf : public RowTest
{
public:
    explicit NoneOf(RowTestPtr test) : RowTest(test->cost()), m_test(std::move(test)) { }

    void narrow(const RowBlock &block, BlockBits *bits) const override
    {
        BlockBits passed = *bits;
        m_test->narrow(block, &passed);
        for (size_t i = 0; i < passed.words.size(); ++i)
            bits->words[i] &= ~passed.words[i];
    }

private:
    const RowTestPtr m_test;
};

} // namespace

RowTestPtr allOf(Tests tests)
{
    return std::make_unique<AllOf>(std::move(tests));
}

RowTestPtr anyOf(Tests tests)
{
    return std::make_unique<AnyOf>(std::move(tests));
}

RowTestPtr noneOf(RowTestPtr test)
{
    return std::make_unique<NoneOf>(std::move(test));
}

} // namespace sockscope

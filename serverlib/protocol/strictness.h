// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/protocol/rule.h"

#include <bitset>

namespace ws {

/// Which broken rules fail the connection (the default for all: RFC 6455) and which are only noted.
class Strictness
{
public:
    /// Tolerates nothing.
    static Strictness strict() { return {}; }
    /// Notes every rule that can be tolerated at all (RuleInfo::tolerable).
    static Strictness lenient();

    /// Whether breaking @p rule is only noted.
    bool tolerates(Rule rule) const { return m_tolerated.test(size_t(rule)); }
    /// Returns false, and changes nothing, for a rule that cannot be tolerated.
    bool setTolerated(Rule rule, bool tolerated);

    bool operator==(const Strictness &) const = default;

private:
    std::bitset<RuleCount> m_tolerated;
};

} // namespace ws

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/strictness.h"

namespace ws {

Strictness Strictness::lenient()
{
    Strictness strictness;
    for (int rule = 0; rule < RuleCount; ++rule)
        strictness.setTolerated(Rule(rule), true);
    return strictness;
}

bool Strictness::setTolerated(Rule rule, bool tolerated)
{
    if (tolerated && !ruleInfo(rule).tolerable)
        return false;
    m_tolerated.set(size_t(rule), tolerated);
    return true;
}

} // namespace ws

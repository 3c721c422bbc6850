// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/bytediff.h"

#include <algorithm>
#include <optional>

namespace sockscope {

namespace {

/// Myers, "An O(ND) Difference Algorithm and Its Variations" (1986). A path goes from the beginning of both
/// sequences to their end: a step right drops an element of the left one, a step down takes one of the right
/// one, a diagonal step is an element that both have. furthest[k] is how far right the paths of d steps come
/// on the diagonal k = x - y; what it was for each d is kept, to walk back by.
template <typename View> class Myers
{
public:
    Myers(View left, View right) : m_left(left), m_right(right) { }

    /// nullopt when it takes more than @p maxEdits steps.
    std::optional<std::vector<Difference>> run(qsizetype maxEdits)
    {
        m_furthest.assign(size_t(2 * maxEdits + 3), 0);
        m_middle = maxEdits + 1;
        for (qsizetype edits = 0; edits <= maxEdits; ++edits) {
            const auto around = m_furthest.begin() + m_middle;
            m_history.emplace_back(around - edits - 1, around + edits + 2);
            if (advance(edits))
                return walkBack(edits);
        }
        return std::nullopt;
    }

private:
    qsizetype &furthest(qsizetype diagonal) { return m_furthest[size_t(m_middle + diagonal)]; }

    // Whether a path that reaches this diagonal with its last step comes from above, by taking.
    static bool isTaken(qsizetype diagonal, qsizetype edits, qsizetype above, qsizetype beside)
    {
        return diagonal == -edits || (diagonal != edits && beside < above);
    }

    bool advance(qsizetype edits)
    {
        for (qsizetype diagonal = -edits; diagonal <= edits; diagonal += 2) {
            const qsizetype above = furthest(diagonal + 1);
            const qsizetype beside = furthest(diagonal - 1);
            qsizetype x = isTaken(diagonal, edits, above, beside) ? above : beside + 1;
            qsizetype y = x - diagonal;
            while (x < m_left.size() && y < m_right.size() && m_left[x] == m_right[y]) {
                ++x;
                ++y;
            }
            furthest(diagonal) = x;
            if (x >= m_left.size() && y >= m_right.size())
                return true;
        }
        return false;
    }

    std::vector<Difference> walkBack(qsizetype edits) const
    {
        std::vector<Difference> found;
        qsizetype x = m_left.size();
        qsizetype y = m_right.size();
        for (; edits > 0; --edits) {
            const std::vector<qsizetype> &before = m_history[size_t(edits)];
            const auto at = [&](qsizetype diagonal) { return before[size_t(diagonal + edits + 1)]; };
            const qsizetype diagonal = x - y;
            const bool taken = isTaken(diagonal, edits, at(diagonal + 1), at(diagonal - 1));
            const qsizetype fromX = taken ? at(diagonal + 1) : at(diagonal - 1);
            const qsizetype fromY = fromX - (taken ? diagonal + 1 : diagonal - 1);
            addStep(&found, fromX, fromY, taken);
            x = fromX;
            y = fromY;
        }
        std::ranges::reverse(found);
        return found;
    }

    // Backwards, so a step that touches the one before it in the list comes in front of it.
    static void addStep(std::vector<Difference> *found, qsizetype x, qsizetype y, bool isTaken)
    {
        const qsizetype leftSize = isTaken ? 0 : 1;
        const qsizetype rightSize = isTaken ? 1 : 0;
        if (!found->empty() && found->back().leftAt == x + leftSize
            && found->back().rightAt == y + rightSize) {
            Difference &last = found->back();
            last = {x, last.leftSize + leftSize, y, last.rightSize + rightSize};
        } else {
            found->push_back({x, leftSize, y, rightSize});
        }
    }

    View m_left;
    View m_right;
    std::vector<qsizetype> m_furthest;
    std::vector<std::vector<qsizetype>> m_history;
    qsizetype m_middle = 0;
};

template <typename View> Differences diff(View left, View right, const DiffLimits &limits)
{
    const auto [leftEnd, rightEnd] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    const qsizetype prefix = leftEnd - left.begin();
    left = left.sliced(prefix);
    right = right.sliced(prefix);
    const auto tails = std::mismatch(left.rbegin(), left.rend(), right.rbegin(), right.rend());
    left.chop(tails.first - left.rbegin());
    right.chop(tails.second - right.rbegin());
    Differences result;
    if (left.isEmpty() && right.isEmpty())
        return result;
    std::optional<std::vector<Difference>> found;
    if (std::max(left.size(), right.size()) <= limits.elements)
        found = Myers<View>(left, right).run(limits.edits);
    result.isCoarse = !found;
    result.list = found.value_or(std::vector{Difference{0, left.size(), 0, right.size()}});
    for (Difference &difference : result.list) {
        difference.leftAt += prefix;
        difference.rightAt += prefix;
    }
    return result;
}

} // namespace

Differences diffBytes(QByteArrayView left, QByteArrayView right, const DiffLimits &limits)
{
    return diff(left, right, limits);
}

Differences diffText(QStringView left, QStringView right, const DiffLimits &limits)
{
    return diff(left, right, limits);
}

} // namespace sockscope

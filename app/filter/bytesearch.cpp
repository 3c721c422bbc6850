// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/bytesearch.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace sockscope {

namespace {

constexpr char LowerCaseBit = 0x20;

bool isLetter(char byte)
{
    const char lower = char(byte | LowerCaseBit);
    return lower >= 'a' && lower <= 'z';
}

char lowered(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? char(byte | LowerCaseBit) : byte;
}

// How often a byte is met in what devices send: JSON, words, figures.
int commonness(char byte)
{
    if (std::strchr("\" ,:0eatin", byte) != nullptr) // 0 bytes, too: the end of the string
        return 2;
    return isLetter(byte) || (byte >= '0' && byte <= '9') || std::strchr("{}._-", byte) ? 1 : 0;
}

} // namespace

ByteSearch::ByteSearch(const QByteArray &needle, Case sensitivity)
    : m_needle(needle), m_anyCase(sensitivity == Case::AsciiInsensitive)
{
    Q_ASSERT(!needle.isEmpty());
    if (m_anyCase)
        std::ranges::transform(m_needle, m_needle.begin(), lowered);
    const auto rarer = [this](qsizetype one, qsizetype other) {
        return commonness(m_needle[one]) < commonness(m_needle[other]);
    };
    for (qsizetype i = 1; i < m_needle.size(); ++i) {
        if (rarer(i, m_first))
            m_first = i;
    }
    m_second = m_first == 0 ? m_needle.size() - 1 : 0;
    for (qsizetype i = 0; i < m_needle.size(); ++i) {
        if (i != m_first && rarer(i, m_second))
            m_second = i;
    }
    m_firstFold = m_anyCase && isLetter(m_needle[m_first]) ? LowerCaseBit : char(0);
    m_secondFold = m_anyCase && isLetter(m_needle[m_second]) ? LowerCaseBit : char(0);
}

bool ByteSearch::isAt(const char *place) const
{
    if (!m_anyCase)
        return std::memcmp(place, m_needle.constData(), size_t(m_needle.size())) == 0;
    return std::equal(m_needle.cbegin(), m_needle.cend(), place,
        [](char wanted, char byte) { return wanted == lowered(byte); });
}

const char *ByteSearch::findOneByOne(const char *place, const char *last, const char *none) const
{
    for (; place <= last; ++place) {
        if (char(place[m_first] | m_firstFold) == m_needle[m_first] && isAt(place))
            return place;
    }
    return none;
}

#ifdef __SSE2__

const char *ByteSearch::find(const char *begin, const char *end) const
{
    constexpr qsizetype Step = sizeof(__m128i);
    if (end - begin < m_needle.size())
        return end;
    const char *const last = end - m_needle.size(); // where it can begin at the latest
    if (last - begin + 1 < Step)
        return findOneByOne(begin, last, end);
    const __m128i first = _mm_set1_epi8(m_needle[m_first]);
    const __m128i second = _mm_set1_epi8(m_needle[m_second]);
    const __m128i firstFold = _mm_set1_epi8(m_firstFold);
    const __m128i secondFold = _mm_set1_epi8(m_secondFold);
    const char *place = begin;
    while (true) {
        const auto load = [](const char *from) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
        };
        const __m128i isFirst = _mm_cmpeq_epi8(_mm_or_si128(load(place + m_first), firstFold), first);
        const __m128i isSecond = _mm_cmpeq_epi8(_mm_or_si128(load(place + m_second), secondFold), second);
        auto candidates = uint(_mm_movemask_epi8(_mm_and_si128(isFirst, isSecond)));
        for (; candidates != 0; candidates &= candidates - 1) {
            if (const char *const candidate = place + std::countr_zero(candidates); isAt(candidate))
                return candidate;
        }
        if (place + Step > last)
            return end;
        place = std::min(place + Step, last - Step + 1); // the end is looked at with full registers, too
    }
}

#else

const char *ByteSearch::find(const char *begin, const char *end) const
{
    return end - begin < m_needle.size() ? end : findOneByOne(begin, end - m_needle.size(), end);
}

#endif

} // namespace sockscope

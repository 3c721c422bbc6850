// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace sockscope {

/// Finds one needle in many haystacks, fast: it looks for two of the needle's rarer bytes at their distance,
/// sixteen places at once, and compares the rest only where both are there.
class ByteSearch
{
public:
    enum class Case : quint8 { Sensitive, AsciiInsensitive };

    /// @p needle must not be empty.
    explicit ByteSearch(const QByteArray &needle, Case sensitivity = Case::Sensitive);

    qsizetype needleSize() const { return m_needle.size(); }
    /// Where the needle first is in [begin, end); @p end when it is not.
    const char *find(const char *begin, const char *end) const;
    bool isIn(QByteArrayView bytes) const { return find(bytes.begin(), bytes.end()) != bytes.end(); }

private:
    bool isAt(const char *place) const;
    const char *findOneByOne(const char *place, const char *last, const char *none) const;

    QByteArray m_needle; // in lower case where case does not matter
    bool m_anyCase;
    qsizetype m_first = 0; // the two bytes looked for, by their place in the needle
    qsizetype m_second = 0;
    char m_firstFold = 0; // is set in both before they are compared: makes a letter lower case
    char m_secondFold = 0;
};

} // namespace sockscope

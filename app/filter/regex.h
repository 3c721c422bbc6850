// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>
#include <stop_token>

struct pcre2_real_code_8;
struct pcre2_real_match_context_8;

namespace sockscope {

/// A regular expression over UTF-8, which need not be valid: PCRE2, compiled to machine code. However bad the
/// pattern, a search ends: it gives up at a place after MaxSteps, and can be stopped from another thread.
class Regex
{
public:
    static constexpr quint32 MaxSteps = 100'000; ///< taken from one place of the subject
    static constexpr quint32 MaxHeapKiB = 4096; ///< for what a match must remember

    /// @p flags: i any case, s a dot is also a line end, m ^ and $ at every line, x with spaces and comments.
    /// Not valid when @p error says why.
    Regex(const QString &pattern, const QString &flags, QString *error);

    /// What a search needs beside the pattern: one for each thread.
    class Search
    {
    public:
        explicit Search(const Regex &regex);
        ~Search();
        Q_DISABLE_COPY_MOVE(Search)

        /// False also when it gave up or was stopped.
        bool isIn(QByteArrayView subject, const std::stop_token &stop = {});

    private:
        int match(QByteArrayView subject, qsizetype from, qsizetype to);

        struct Memory;
        std::unique_ptr<Memory> m_memory;
        const pcre2_real_code_8 *m_code;
    };

private:
    std::shared_ptr<pcre2_real_code_8> m_code;
};

} // namespace sockscope

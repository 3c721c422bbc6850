// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/regex.h"

#include <QByteArray>

#include <array>
#include <chrono>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace sockscope {

namespace {

quint32 optionOf(QChar flag)
{
    switch (flag.unicode()) {
    case u'i':
        return PCRE2_CASELESS;
    case u's':
        return PCRE2_DOTALL;
    case u'm':
        return PCRE2_MULTILINE;
    case u'x':
        return PCRE2_EXTENDED;
    default:
        return 0;
    }
}

// Of what a compiled pattern must remember. It takes some with each turn of a loop over alternatives.
constexpr size_t MinStack = 32 * 1024;
constexpr size_t MaxStack = 4 * 1024 * 1024;

QString errorWords(int error)
{
    std::array<PCRE2_UCHAR, 256> words{};
    pcre2_get_error_message(error, words.data(), words.size());
    return QString::fromUtf8(reinterpret_cast<const char *>(words.data()));
}

PCRE2_SPTR bytesOf(QByteArrayView view)
{
    return reinterpret_cast<PCRE2_SPTR>(view.isEmpty() ? "" : view.data());
}

} // namespace

Regex::Regex(const QString &pattern, const QString &flags, QString *error)
{
    quint32 options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_BACKSLASH_C;
    for (const QChar flag : flags) {
        if (optionOf(flag) == 0) {
            *error = QStringLiteral("unknown flag \"%1\"; expected i, m, s or x").arg(flag);
            return;
        }
        options |= optionOf(flag);
    }
    const QByteArray bytes = pattern.toUtf8();
    int number = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code =
        pcre2_compile(bytesOf(bytes), size_t(bytes.size()), options, &number, &offset, nullptr);
    if (!code) {
        *error = QStringLiteral("the regular expression is wrong at character %1: %2")
                     .arg(QString::fromUtf8(bytes.first(qsizetype(offset))).size() + 1)
                     .arg(errorWords(number));
        return;
    }
    m_code.reset(code, pcre2_code_free);
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); // where there is no such compiler, it is interpreted
}

struct Regex::Search::Memory
{
    explicit Memory(const pcre2_code *code)
        : data(pcre2_match_data_create_from_pattern(code, nullptr))
        , context(pcre2_match_context_create(nullptr))
        , stack(pcre2_jit_stack_create(MinStack, MaxStack, nullptr))
    {
        pcre2_jit_stack_assign(context, nullptr, stack);
        pcre2_set_match_limit(context, MaxSteps);
        pcre2_set_depth_limit(context, MaxSteps);
        pcre2_set_heap_limit(context, MaxHeapKiB);
    }
    ~Memory()
    {
        pcre2_jit_stack_free(stack);
        pcre2_match_context_free(context);
        pcre2_match_data_free(data);
    }
    Q_DISABLE_COPY_MOVE(Memory)

    pcre2_match_data *const data;
    pcre2_match_context *const context;
    pcre2_jit_stack *const stack; // null where there is no such compiler
};

Regex::Search::Search(const Regex &regex)
    : m_memory(std::make_unique<Memory>(regex.m_code.get())), m_code(regex.m_code.get())
{ }

Regex::Search::~Search() = default;

int Regex::Search::match(QByteArrayView subject, qsizetype from, qsizetype to)
{
    pcre2_set_offset_limit(m_memory->context, size_t(to));
    return pcre2_match(
        m_code, bytesOf(subject), size_t(subject.size()), size_t(from), 0, m_memory->data, m_memory->context);
}

bool Regex::Search::isIn(QByteArrayView subject, const std::stop_token &stop)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds StepTime(2);
    constexpr qsizetype FirstStep = 4096; // fits what is mostly sent, and is done in no time
    constexpr qsizetype CarefulStep = 16;

    // A match may begin at each place and may look at all the rest: of a long subject, places are taken a few
    // at a time, and more when that went fast.
    qsizetype step = subject.size() <= FirstStep ? FirstStep : CarefulStep;
    for (qsizetype from = 0; from <= subject.size();) {
        const Clock::time_point begin = Clock::now();
        const qsizetype to = std::min(from + step, subject.size());
        const int found = match(subject, from, to);
        if (found != PCRE2_ERROR_NOMATCH)
            return found >= 0;
        if (to == subject.size() || stop.stop_requested())
            return false;
        step = Clock::now() - begin < StepTime ? step * 2 : std::max<qsizetype>(step / 2, 1);
        from = to + 1;
        while (from < subject.size() && (quint8(subject[from]) & 0xC0) == 0x80)
            ++from; // begins at a character
    }
    return false;
}

} // namespace sockscope

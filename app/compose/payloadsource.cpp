// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/payloadsource.h"

namespace sockscope {

namespace {

qsizetype indexOf(QStringView text, int line, int column)
{
    qsizetype start = 0;
    for (int i = 1; i < line; ++i)
        start = text.indexOf(u'\n', start) + 1;
    return start + column - 1;
}

} // namespace

std::variant<PayloadSource, InputError> PayloadSource::parse(InputForm form, const QString &source)
{
    PayloadSource parsed;
    parsed.m_form = form;
    parsed.m_source = source;
    if (form == InputForm::File)
        return parsed;
    if (source.size() > MaxComposedPayload * 3) // hex takes three characters a byte
        return InputError{0, 0, QStringLiteral("the text is longer than 16 MiB of payload"),
            QStringLiteral("send it as a file, in parts")};
    auto result = MessageTemplate::parse(source);
    if (const auto *error = std::get_if<InputError>(&result))
        return *error;
    parsed.m_template = std::get<MessageTemplate>(std::move(result));
    return parsed;
}

PayloadResult PayloadSource::payload(const MessageFacts &facts, SeededRandom *random) const
{
    if (m_form == InputForm::File)
        return readFilePayload(m_source);
    const ExpandedText expanded = m_template.expand(facts, random);
    PayloadResult result = readPayload(m_form, expanded.text);
    const auto *error = std::get_if<InputError>(&result);
    if (error == nullptr || error->line == 0)
        return result;
    const qsizetype index = indexOf(expanded.text, error->line, error->column);
    return errorAt(m_source, expanded.sourceIndex(index), error->rule, error->advice);
}

} // namespace sockscope

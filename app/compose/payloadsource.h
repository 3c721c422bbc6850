// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/messagetemplate.h"
#include "app/compose/payloadinput.h"

namespace sockscope {

/// What somebody typed as a payload, parsed once and turned into bytes for each message: first the variables,
/// then the form. A file's bytes are read for each message as well, and hold no variables.
class PayloadSource
{
public:
    static std::variant<PayloadSource, InputError> parse(InputForm form, const QString &source);

    /// True when messages may differ.
    bool hasVariables() const { return m_template.hasVariables(); }
    /// Errors name their place in the source, not in the text with its values.
    PayloadResult payload(const MessageFacts &facts, SeededRandom *random) const;

private:
    InputForm m_form = InputForm::Text;
    QString m_source;
    MessageTemplate m_template;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/usage.h"
#include "app/compose/payloadsource.h"

#include <optional>
#include <utility>

class QCommandLineParser;

namespace sockscope {

/// The options that give a payload, each in one form; at most one of them is given.
struct PayloadArguments
{
    QList<std::pair<InputForm, QCommandLineOption>> forms;
    QString usual; ///< the payload, as text, when none is given

    QList<QCommandLineOption> all() const;

    struct Read
    {
        PayloadSource payload;
        ws::Opcode opcode; ///< text or binary, as the form is
    };
    std::variant<Read, OptionsAnswer> read(const QCommandLineParser &parser) const;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/payloadarguments.h"

#include <QCommandLineParser>

namespace sockscope {

QList<QCommandLineOption> PayloadArguments::all() const
{
    QList<QCommandLineOption> options;
    for (const auto &[form, option] : forms)
        options.append(option);
    return options;
}

std::variant<PayloadArguments::Read, OptionsAnswer> PayloadArguments::read(
    const QCommandLineParser &parser) const
{
    auto form = InputForm::Text;
    QString source = usual;
    QStringList given;
    for (const auto &[candidate, option] : forms) {
        if (!parser.isSet(option))
            continue;
        given += option.names();
        form = candidate;
        source = parser.value(option);
    }
    if (given.size() > 1)
        return refuse(QStringLiteral("--%1 and --%2 are both payloads: choose one").arg(given[0], given[1]));
    auto parsed = PayloadSource::parse(form, source);
    if (const auto *error = std::get_if<InputError>(&parsed))
        return refuse(QStringLiteral("--%1: %2").arg(inputFormName(form), error->toString()));
    const bool isText = form == InputForm::Text || form == InputForm::Json;
    return Read{std::get<PayloadSource>(std::move(parsed)), isText ? ws::Opcode::Text : ws::Opcode::Binary};
}

} // namespace sockscope

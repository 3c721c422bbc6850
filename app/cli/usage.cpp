// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/usage.h"

#include "app/text/payloadtext.h"

#include <QCommandLineParser>

namespace sockscope {

namespace {

constexpr int ExitUsage = 2;

} // namespace

OptionsAnswer refuse(const QString &why)
{
    return {QStringLiteral("sockscope-cli: %1; see sockscope-cli --help\n").arg(textPreview(why.toUtf8())),
        ExitUsage};
}

QCommandLineOption flag(const char *name, const char *description)
{
    return {QLatin1StringView(name), QLatin1StringView(description)};
}

QCommandLineOption valued(const char *name, const char *description, const char *value)
{
    return {QLatin1StringView(name), QLatin1StringView(description), QLatin1StringView(value)};
}

std::optional<OptionsAnswer> readOptions(
    QCommandLineParser *parser, const QList<QCommandLineOption> &options, const QStringList &arguments)
{
    parser->addOptions(options);
    if (parser->parse(arguments))
        return std::nullopt;
    const QString why = parser->errorText();
    return refuse(why.chopped(why.endsWith(u'.') ? 1 : 0));
}

QString optionLines(const QList<QCommandLineOption> &options)
{
    QString text;
    for (const QCommandLineOption &option : options) {
        const QString name = QStringLiteral("--%1 %2").arg(option.names().constLast(), option.valueName());
        text += QStringLiteral("  %1 %2\n").arg(name, -30).arg(option.description());
    }
    return text;
}

} // namespace sockscope

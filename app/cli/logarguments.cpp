// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The command lines of show and export.
#include "app/cli/logcommand.h"

#include <QCommandLineParser>

namespace sockscope {

namespace {

struct Options
{
    QCommandLineOption format =
        valued("format", "pcapng, har, jsonl, csv or txt; default as the name of the output says.", "FORMAT");
    QCommandLineOption filter =
        valued("filter", "Only the rows that pass, such as 'opcode == ping and rtt > 50ms'.", "EXPRESSION");
    QCommandLineOption output{{QStringLiteral("o"), QStringLiteral("output")},
        QStringLiteral("Write to this file; default the standard output."), QStringLiteral("FILE")};
    QCommandLineOption json = flag("json", "Write each row, or each device, as a line of JSON.");
    QCommandLineOption devices =
        flag("devices", "Instead of rows: the devices that came, how they came back, whether they back off.");
    QCommandLineOption deviceRule = valued("device-rule",
        "What tells devices apart: automatic (default), 'header NAME', path, subprotocol, 'first message "
        ".FIELD', address.",
        "RULE");
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};

    QList<QCommandLineOption> all(bool isExport) const
    {
        return isExport ? QList{format, filter, output, help}
                        : QList{filter, json, devices, deviceRule, help};
    }
};

QString helpText(const Options &options, bool isExport)
{
    const QString usage = isExport
        ? QStringLiteral("Usage: sockscope-cli export [options] LOG\n"
                         "Writes a log in another program's format.\n\n")
        : QStringLiteral(
            "Usage: sockscope-cli show [options] LOG\nWrites a log, a line for each row: number, "
            "seconds, connection, device, direction, opcode, flags\n(F fin, 1 2 3 rsv, M masked), "
            "length, payload, and the rule it breaks.\n\n");
    return usage + optionLines(options.all(isExport))
        + QStringLiteral(
            "\nA LOG is a .sockscope file, JSON lines, or HAR. Where a part of it cannot be read, "
            "the rest is\nwritten, and the exit code is 1.\n");
}

std::optional<OptionsAnswer> readFormat(
    const QCommandLineParser &parser, const Options &options, LogOptions *log)
{
    const QString said = parser.value(options.format);
    const QString suffix = log->output.section(u'.', -1);
    const auto format = exportFormatNamed(parser.isSet(options.format) ? said : suffix);
    if (!format && parser.isSet(options.format))
        return refuse(QStringLiteral("--format is pcapng, har, jsonl, csv or txt, not \"%1\"").arg(said));
    if (!format)
        return refuse(QStringLiteral("export wants --format, or an --output whose name ends in one"));
    log->format = *format;
    return std::nullopt;
}

std::optional<OptionsAnswer> readDevices(
    const QCommandLineParser &parser, const Options &options, LogOptions *log)
{
    log->devices = parser.isSet(options.devices);
    if (log->devices && parser.isSet(options.filter))
        return refuse(QStringLiteral("--devices tells of all connections: leave --filter out"));
    if (!parser.isSet(options.deviceRule))
        return std::nullopt;
    if (!log->devices)
        return refuse(QStringLiteral("--device-rule goes with --devices"));
    const QString said = parser.value(options.deviceRule);
    const auto rule = IdentityRule::fromText(said);
    if (!rule)
        return refuse(
            QStringLiteral("--device-rule is automatic, 'header NAME', path, subprotocol, 'first message "
                           ".FIELD' or address, not \"%1\"")
                .arg(said));
    if (const QString fault = rule->fault(); !fault.isEmpty())
        return refuse(QStringLiteral("--device-rule: ") + fault);
    log->rule = *rule;
    return std::nullopt;
}

} // namespace

std::variant<LogOptions, OptionsAnswer> parseLogOptions(const QStringList &arguments)
{
    const bool isExport = arguments.value(1) == QLatin1StringView("export");
    const Options options;
    QCommandLineParser parser;
    if (const auto answer = readOptions(&parser, options.all(isExport), arguments))
        return *answer;
    if (parser.isSet(options.help))
        return OptionsAnswer{helpText(options, isExport)};
    const QStringList words = parser.positionalArguments(); // with the command
    if (words.size() < 2)
        return refuse(QStringLiteral("%1 wants the name of a log").arg(words.value(0)));
    if (words.size() > 2)
        return refuse(QStringLiteral("what is \"%1\"? %2 takes one log").arg(words.at(2), words.at(0)));
    LogOptions log;
    log.file = words.at(1);
    log.filter = parser.value(options.filter);
    if (!isExport) {
        log.format = parser.isSet(options.json) ? ExportFormat::JsonLines : ExportFormat::Text;
        if (const auto answer = readDevices(parser, options, &log))
            return *answer;
        return log;
    }
    log.output = parser.value(options.output);
    if (parser.isSet(options.output) && log.output.isEmpty())
        return refuse(QStringLiteral("--output wants a file, not \"\""));
    if (const auto answer = readFormat(parser, options, &log))
        return *answer;
    return log;
}

} // namespace sockscope

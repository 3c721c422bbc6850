// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commandline.h"

#include <QCommandLineParser>

namespace sockscope {

namespace {

constexpr double MaxAfterSeconds = 3600;

struct Options
{
    QCommandLineOption demo{QStringLiteral("demo"), QStringLiteral("Serve, with three simulated devices.")};
    QCommandLineOption listen{
        QStringLiteral("listen"), QStringLiteral("Start serving at once."), QStringLiteral("PORT")};
    QCommandLineOption host{
        QStringLiteral("host"), QStringLiteral("Address to listen on."), QStringLiteral("ADDRESS")};
    QCommandLineOption screenshot{QStringLiteral("screenshot"),
        QStringLiteral("Save the window as a PNG and end."), QStringLiteral("FILE")};
    QCommandLineOption after{QStringLiteral("after"),
        QStringLiteral("Wait before the screenshot, default 1."), QStringLiteral("SECONDS")};
    QCommandLineOption theme{
        QStringLiteral("theme"), QStringLiteral("dark or light."), QStringLiteral("THEME")};
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};
    QCommandLineOption version{
        {QStringLiteral("v"), QStringLiteral("version")}, QStringLiteral("Show the version.")};
    // Qt's own, taken by QApplication; known here so that they are not refused.
    QList<QCommandLineOption> qt{{QStringLiteral("platform"), {}, QStringLiteral("name")},
        {QStringLiteral("style"), {}, QStringLiteral("name")},
        {QStringLiteral("qwindowgeometry"), {}, QStringLiteral("g")},
        {QStringLiteral("display"), {}, QStringLiteral("name")}};

    QList<QCommandLineOption> own() const
    {
        return {demo, listen, host, screenshot, after, theme, help, version};
    }
};

CommandLineAnswer refuse(const QString &why)
{
    return {QStringLiteral("sockscope: %1; see --help\n").arg(why), 2};
}

QString helpText(const Options &options)
{
    QString text = QStringLiteral(
        "Usage: sockscope [options] [LOG]\nAn oscilloscope for WebSockets: hosts a server for the "
        "device under development and shows every frame; or shows a saved LOG.\n\n");
    for (const QCommandLineOption &option : options.own()) {
        const QString name = QStringLiteral("--%1 %2").arg(option.names().constLast(), option.valueName());
        text += QStringLiteral("  %1 %2\n").arg(name, -20).arg(option.description());
    }
    return text;
}

std::optional<CommandLineAnswer> readServing(
    const QCommandLineParser &parser, const Options &options, CommandLine *line)
{
    if (parser.isSet(options.listen)) {
        bool ok = false;
        line->listen = parser.value(options.listen).toUShort(&ok);
        if (!ok)
            return refuse(QStringLiteral("--listen wants a port from 0 to 65535, not \"%1\"")
                              .arg(parser.value(options.listen)));
    }
    if (parser.isSet(options.host) && !parser.isSet(options.listen) && !line->demo)
        return refuse(QStringLiteral("--host goes with --listen or --demo"));
    if (parser.isSet(options.after)) {
        bool ok = false;
        const double seconds = parser.value(options.after).toDouble(&ok);
        if (!ok || !(seconds >= 0 && seconds <= MaxAfterSeconds))
            return refuse(QStringLiteral("--after wants seconds from 0 to 3600, not \"%1\"")
                              .arg(parser.value(options.after)));
        if (!parser.isSet(options.screenshot))
            return refuse(QStringLiteral("--after goes with --screenshot"));
        line->after = std::chrono::milliseconds(qint64(seconds * 1000));
    }
    return std::nullopt;
}

std::optional<CommandLineAnswer> readTheme(const QString &name, CommandLine *line)
{
    if (name == QLatin1String("dark"))
        line->theme = Theme::Mode::Dark;
    else if (name == QLatin1String("light"))
        line->theme = Theme::Mode::Light;
    else
        return refuse(QStringLiteral("--theme is dark or light, not \"%1\"").arg(name));
    return std::nullopt;
}

} // namespace

std::variant<CommandLine, CommandLineAnswer> parseCommandLine(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions(options.own());
    parser.addOptions(options.qt);
    if (!parser.parse(arguments))
        return refuse(parser.errorText().chopped(parser.errorText().endsWith(u'.') ? 1 : 0));
    if (parser.isSet(options.help))
        return CommandLineAnswer{helpText(options)};
    if (parser.isSet(options.version))
        return CommandLineAnswer{QStringLiteral("sockscope %1\n").arg(QStringLiteral(SOCKSCOPE_VERSION))};
    const QStringList words = parser.positionalArguments();
    if (words.size() > 1)
        return refuse(QStringLiteral("what is \"%1\"? One log can be shown").arg(words.at(1)));

    CommandLine line;
    line.log = words.value(0);
    line.platformChosen = parser.isSet(options.qt.constFirst());
    line.demo = parser.isSet(options.demo);
    line.host = parser.value(options.host);
    line.screenshot = parser.value(options.screenshot);
    if (parser.isSet(options.screenshot) && line.screenshot.isEmpty())
        return refuse(QStringLiteral("--screenshot wants a file"));
    if (const auto refusal = readServing(parser, options, &line))
        return *refusal;
    if (!line.log.isEmpty() && (line.demo || line.listen))
        return refuse(QStringLiteral("a saved log is shown without --demo and --listen"));
    if (parser.isSet(options.theme))
        if (const auto refusal = readTheme(parser.value(options.theme), &line))
            return *refusal;
    return line;
}

} // namespace sockscope

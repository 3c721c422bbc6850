// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/limitsarguments.h"

#include "app/cli/framearguments.h"
#include "app/cli/tlsarguments.h"

#include <QCommandLineParser>

#include <algorithm>
#include <limits>

namespace sockscope {

namespace {

struct Options
{
    QCommandLineOption host =
        valued("host", "Address to listen on; default 127.0.0.1, 0.0.0.0 for all.", "ADDRESS");
    QCommandLineOption port = valued("port", "TCP port; default 8080, 0 for a free one.", "PORT");
    TlsArguments tls;
    QCommandLineOption device =
        valued("device", "Wait for the device of this name; default the first.", "NAME");
    QCommandLineOption wait = valued("wait", "For the device to connect; default 60000.", "MS");
    QCommandLineOption find =
        valued("find", "Look for this one, up to BOUND; may be repeated; default all.", "KIND[=BOUND]");
    QCommandLineOption require =
        valued("require", "Fail when the device does not stand VALUE; may be repeated.", "KIND=VALUE");
    QCommandLineOption pongTimeout = valued("pong-timeout", "For a pong behind a probe; default 5000.", "MS");
    QCommandLineOption returnTimeout =
        valued("return-timeout", "For a device that is gone to connect again; default 60000.", "MS");
    QCommandLineOption json = flag("json", "Write the result as JSON.");
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};

    QList<QCommandLineOption> all() const
    {
        QList<QCommandLineOption> list{host, port};
        list += tls.all();
        return list += {device, wait, find, require, pongTimeout, returnTimeout, json, help};
    }
};

QString kindLines()
{
    QString lines;
    for (const LimitInfo &info : limitInfos())
        lines += QStringLiteral("  %1 %2; %3\n")
                     .arg(QLatin1StringView(info.id), -15)
                     .arg(QLatin1StringView(info.title), limitValueText(info.kind, info.usualBound));
    return lines;
}

QString helpText(const Options &options)
{
    return QStringLiteral(
               "Usage: sockscope-cli limits [options]\n"
               "Hosts a server, waits for a device, and finds by search what it stands: with a "
               "ping behind every\nprobe, and with a device that connects again by itself whenever "
               "one was too much. Writes a table.\n\n")
        + optionLines(options.all()) + QStringLiteral("\nKINDs, and how far a search goes:\n") + kindLines()
        + QStringLiteral("\nThe exit status is 0 when all was found and stands, 1 when not.\n");
}

/// "frame=4096", or "frame" where @p isBoundOptional.
std::variant<LimitAim, OptionsAnswer> readAim(
    const QCommandLineOption &option, const QString &text, bool isBoundOptional)
{
    const QString name = option.names().constFirst();
    const qsizetype equals = text.indexOf(u'=');
    const auto kind = limitKindFrom(text.left(equals < 0 ? text.size() : equals));
    if (!kind)
        return refuse(QStringLiteral("--%1: there is no limit \"%2\", see --help for those there are")
                          .arg(name, text.left(equals)));
    LimitAim aim{*kind, limitInfo(*kind).usualBound};
    if (equals < 0 && isBoundOptional)
        return aim;
    bool isNumber = false;
    aim.bound = text.mid(equals + 1).toLongLong(&isNumber);
    if (equals < 0 || !isNumber || aim.bound < 0)
        return refuse(QStringLiteral("--%1 wants %2=NUMBER, not \"%3\"")
                          .arg(name, QLatin1StringView(limitInfo(*kind).id), text));
    return aim;
}

std::optional<OptionsAnswer> readAims(
    const QCommandLineParser &parser, const QCommandLineOption &option, bool optional, QList<LimitAim> *aims)
{
    const QStringList values = parser.values(option);
    for (const QString &value : values) {
        const auto aim = readAim(option, value, optional);
        if (const auto *answer = std::get_if<OptionsAnswer>(&aim))
            return *answer;
        aims->append(std::get<LimitAim>(aim));
    }
    return std::nullopt;
}

// What is required has to be looked for, at least as far.
void addRequired(const QList<LimitAim> &required, QList<LimitAim> *aims)
{
    for (const LimitAim &wanted : required) {
        const auto found = std::ranges::find(*aims, wanted.kind, &LimitAim::kind);
        const LimitInfo &info = limitInfo(wanted.kind);
        if (found == aims->end())
            aims->append(
                {wanted.kind, std::max(info.usualBound, std::min(wanted.bound, info.furthestBound))});
        else if (info.usualBound != info.furthestBound)
            found->bound = std::max(found->bound, wanted.bound);
    }
}

std::optional<OptionsAnswer> readPlan(
    const QCommandLineParser &parser, const Options &options, LimitsOptions *limits)
{
    NumberReader reader(parser);
    quint64 wait = quint64(limits->wait.count());
    quint64 pong = quint64(limits->plan.pongTimeoutMs);
    quint64 back = quint64(limits->plan.returnTimeoutMs);
    quint64 port = limits->settings.port;
    reader.read(options.port, std::numeric_limits<quint16>::max(), &port);
    reader.read(options.wait, LimitsPlan::MaxMs, &wait);
    reader.read(options.pongTimeout, LimitsPlan::MaxMs, &pong);
    reader.read(options.returnTimeout, LimitsPlan::MaxMs, &back);
    if (reader.error())
        return reader.error();
    limits->settings.port = quint16(port);
    limits->wait = std::chrono::milliseconds(wait);
    limits->plan.pongTimeoutMs = int(pong);
    limits->plan.returnTimeoutMs = int(back);
    if (auto answer = readAims(parser, options.require, false, &limits->required))
        return answer;
    if (auto answer = readAims(parser, options.find, true, &limits->plan.aims))
        return answer;
    addRequired(limits->required, &limits->plan.aims);
    if (limits->plan.aims.isEmpty())
        limits->plan.aims = fullPlan().aims;
    const QString fault = planFault(limits->plan);
    return fault.isEmpty() ? std::nullopt : std::optional(refuse(fault.chopped(1)));
}

} // namespace

std::variant<LimitsOptions, OptionsAnswer> parseLimitsOptions(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    if (const auto answer = readOptions(&parser, options.all(), arguments))
        return *answer;
    if (parser.isSet(options.help))
        return OptionsAnswer{helpText(options)};
    const QStringList words = parser.positionalArguments(); // with the command
    if (words.size() > 1)
        return refuse(QStringLiteral("what is \"%1\"? limits takes options only").arg(words.at(1)));
    LimitsOptions limits;
    if (parser.isSet(options.host))
        limits.settings.host = parser.value(options.host);
    limits.device = parser.value(options.device);
    limits.json = parser.isSet(options.json);
    if (const auto answer = options.tls.read(parser, &limits.settings.tls))
        return *answer;
    if (const auto answer = readPlan(parser, options, &limits))
        return *answer;
    return limits;
}

} // namespace sockscope

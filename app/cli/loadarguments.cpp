// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of load.
#include "app/cli/loadarguments.h"

#include "app/cli/framearguments.h"
#include "app/cli/payloadarguments.h"

#include <QCommandLineParser>
#include <QUrl>

namespace sockscope {

namespace {

struct Options
{
    QCommandLineOption clients = valued("clients", "So many clients; default 10, at most 10000.", "N");
    QCommandLineOption ramp = valued("ramp", "Begin so many connections a second; default 100.", "N");
    QCommandLineOption rate =
        valued("rate", "Messages per second of each client, such as 0.5; default 1, 0 for none.", "M");
    QCommandLineOption total = flag("total", "The rate is that of all clients together.");
    QCommandLineOption duration =
        valued("duration", "End after so many seconds; default 10, 0 for no bound.", "S");
    QCommandLineOption messages =
        valued("messages", "End after so many messages in all; default 0, no bound.", "N");
    QCommandLineOption pingInterval =
        valued("ping-interval", "Ping from each client; default 0, never.", "MS");
    QCommandLineOption size =
        valued("size", "Fill shorter payloads up to this, text with spaces, binary with zeros.", "BYTES");
    PayloadArguments payload{
        {
            {InputForm::Text, valued("text", "The payload as text; default {{counter}}.", "TEXT")},
            {InputForm::Hex, valued("hex", "The payload in hex.", "HEX")},
            {InputForm::Base64, valued("base64", "The payload in base64.", "BASE64")},
            {InputForm::File, valued("file", "The payload is what this file holds, at most 16 MiB.", "FILE")},
        },
        QStringLiteral("{{counter}}")};
    QCommandLineOption noEcho = flag("no-echo", "The server does not echo: measure no answers.");
    QCommandLineOption subprotocol =
        valued("subprotocol", "Offer this subprotocol; may be repeated.", "NAME");
    QCommandLineOption header =
        valued("header", "Add NAME: VALUE to the upgrade request; may be repeated.", "LINE");
    QCommandLineOption compression = flag("compression", "Offer permessage-deflate.");
    QCommandLineOption mine = flag("i-may-load-it", "The server is on another machine, and you may load it.");
    QCommandLineOption json = flag("json", "Write the report as one JSON object.");
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};

    QList<QCommandLineOption> all() const
    {
        return QList{clients, ramp, rate, total, duration, messages, pingInterval, size} + payload.all()
            + QList{noEcho, subprotocol, header, compression, mine, json, help};
    }
};

QString helpText(const Options &options)
{
    return QStringLiteral(
               "Usage: sockscope-cli load [options] URL\n"
               "Connects many clients that send at a steady rate, and writes what came of it: how many were "
               "let in,\nthe rate that was reached, and how long the answers took.\n\n")
        + optionLines(options.all())
        + QStringLiteral(
            "\nText, hex and base64 may hold {{counter}}, {{time}}, {{random}} and {{conn}}, the client's "
            "number; see\nsockscope-cli send --help. SIGINT and SIGTERM end the run, and the report is "
            "written.\n");
}

// The error, if there is one.
std::optional<OptionsAnswer> readDecimal(
    const QCommandLineParser &parser, const QCommandLineOption &option, double *number)
{
    if (!parser.isSet(option))
        return std::nullopt;
    bool isNumber = false;
    *number = parser.value(option).toDouble(&isNumber);
    if (isNumber && *number >= 0)
        return std::nullopt;
    return refuse(QStringLiteral("--%1 wants a number such as 0.5, not \"%2\"")
                      .arg(option.names().constFirst(), parser.value(option)));
}

std::optional<OptionsAnswer> readNumbers(
    const QCommandLineParser &parser, const Options &options, LoadPlan *plan)
{
    NumberReader reader(parser);
    quint64 clients = quint64(plan->clients);
    quint64 ramp = quint64(plan->ramp);
    quint64 size = 0;
    quint64 ping = 0;
    reader.read(options.clients, LoadPlan::MaxClients, &clients);
    reader.read(options.ramp, LoadPlan::MaxRamp, &ramp);
    reader.read(options.messages, LoadPlan::MaxMessages, &plan->messages);
    reader.read(options.size, quint64(MaxComposedPayload), &size);
    reader.read(options.pingInterval, quint64(LoadPlan::MaxTime.count()), &ping);
    if (reader.error())
        return reader.error();
    double seconds = double(plan->duration / std::chrono::seconds(1));
    if (const auto answer = readDecimal(parser, options.duration, &seconds))
        return answer;
    if (const auto answer = readDecimal(parser, options.rate, &plan->rate))
        return answer;
    constexpr double MsPerSecond = 1000;
    plan->clients = int(clients);
    plan->ramp = int(ramp);
    plan->padTo = qsizetype(size);
    plan->pingEvery = std::chrono::milliseconds(ping);
    const double ms = std::min(seconds * MsPerSecond, double(LoadPlan::MaxTime.count()) + 1);
    plan->duration = std::chrono::milliseconds(qint64(ms));
    plan->isRateOfEach = !parser.isSet(options.total);
    return std::nullopt;
}

void readClient(const QCommandLineParser &parser, const Options &options, ClientSettings *client)
{
    client->subprotocols = parser.values(options.subprotocol);
    client->offersCompression = parser.isSet(options.compression);
    for (const QString &line : parser.values(options.header)) {
        const QByteArray bytes = line.toUtf8();
        const qsizetype colon = bytes.indexOf(':');
        client->headers.append({bytes.first(std::max<qsizetype>(0, colon)), bytes.mid(colon + 1).trimmed()});
    }
}

} // namespace

std::variant<LoadOptions, OptionsAnswer> parseLoadOptions(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    if (const auto answer = readOptions(&parser, options.all(), arguments))
        return *answer;
    if (parser.isSet(options.help))
        return OptionsAnswer{helpText(options)};
    LoadOptions load;
    load.json = parser.isSet(options.json);
    load.plan.expectsEcho = !parser.isSet(options.noEcho);
    auto payload = options.payload.read(parser);
    if (const auto *answer = std::get_if<OptionsAnswer>(&payload))
        return *answer;
    auto &read = std::get<PayloadArguments::Read>(payload);
    load.plan.payload = std::move(read.payload);
    load.plan.opcode = read.opcode;
    if (const auto answer = readNumbers(parser, options, &load.plan))
        return *answer;
    readClient(parser, options, &load.plan.client);
    const QStringList words = parser.positionalArguments(); // with the command
    if (words.size() > 2)
        return refuse(QStringLiteral("what is \"%1\"? load takes one URL").arg(words.at(2)));
    if (words.size() < 2)
        return refuse(QStringLiteral("load wants a URL, such as ws://127.0.0.1:8080/"));
    load.plan.client.url = words.at(1);
    if (const QStringList faults = load.plan.faults(); !faults.isEmpty())
        return refuse(faults.constFirst().chopped(1));
    if (!isThisMachine(QUrl(words.at(1))) && !parser.isSet(options.mine))
        return refuse(
            QStringLiteral("%1 is another machine, and many clients may bring it down: if it is yours, or "
                           "you may load it, add --i-may-load-it")
                .arg(QUrl(words.at(1)).host()));
    return load;
}

} // namespace sockscope

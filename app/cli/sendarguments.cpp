// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of send.
#include "app/cli/sendarguments.h"

#include "app/cli/framearguments.h"
#include "app/cli/payloadarguments.h"
#include "serverlib/protocol/httphead.h"

#include <QCommandLineParser>

#include <limits>

namespace sockscope {

namespace {

constexpr quint64 DayMs = 24ULL * 3600 * 1000;

struct Options
{
    PayloadArguments payload{
        {
            {InputForm::Text, valued("text", "The payload as text.", "TEXT")},
            {InputForm::Json, valued("json", "The payload as JSON, which is checked.", "JSON")},
            {InputForm::Hex,
                valued("hex", "The payload in hex, or a dump of Wireshark, xxd or hexdump -C.", "HEX")},
            {InputForm::Base64, valued("base64", "The payload in base64.", "BASE64")},
            {InputForm::File, valued("file", "The payload is what this file holds, at most 16 MiB.", "FILE")},
        },
        QString()};
    FrameArguments frame;
    QCommandLineOption repeat = valued("repeat", "Send so often; default 1, 0 until interrupted.", "N");
    QCommandLineOption every = valued("every", "From one time to the next; default 1000.", "MS");
    QCommandLineOption burst =
        valued("burst", "So many messages at a time, by --writes together in one TCP write.", "N");
    QCommandLineOption seed =
        valued("seed", "Of all that is random: the same seed is the same run; default a fresh one.", "N");
    QCommandLineOption wait =
        valued("wait", "Show what comes back for so long, then close; default 1000.", "MS");
    QCommandLineOption subprotocol =
        valued("subprotocol", "Offer this subprotocol; may be repeated.", "NAME");
    QCommandLineOption dryRun =
        flag("dry-run", "Connect to nobody: show the exact bytes and the rules they break.");
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};

    QList<QCommandLineOption> all() const
    {
        return payload.all() + frame.all()
            + QList{repeat, every, burst, seed, wait, subprotocol, dryRun, help};
    }
};

QString helpText(const Options &options)
{
    return QStringLiteral(
               "Usage: sockscope-cli send [options] URL\n"
               "Connects to a WebSocket server, sends a message with any header, right or wrong, and writes "
               "what\ncomes back, a line each.\n\n")
        + optionLines(options.all())
        + QStringLiteral(
            "\nText, JSON, hex and base64 may hold {{counter}}, {{time}}, {{time:unix}}, {{time:hh:mm:ss}},\n"
            "{{random}}, {{random:1..100}}, {{random:hex:8}} and {{conn}}; {{{{ stands for {{. They are\n"
            "replaced before hex and base64 are read.\n");
}

std::optional<OptionsAnswer> readRun(
    const QCommandLineParser &parser, const Options &options, SendOptions *send)
{
    NumberReader reader(parser);
    quint64 every = quint64(send->schedule.every.count());
    quint64 burst = 1;
    quint64 wait = quint64(send->wait.count());
    reader.read(options.repeat, SchedulePlan::MaxRepeat, &send->schedule.repeat);
    reader.read(options.every, DayMs, &every);
    reader.read(options.burst, SchedulePlan::MaxBurst, &burst);
    reader.read(options.wait, DayMs, &wait);
    if (parser.isSet(options.seed))
        reader.read(options.seed, std::numeric_limits<quint64>::max(), &send->seed.emplace());
    if (reader.error())
        return reader.error();
    send->schedule.every = std::chrono::milliseconds(every);
    send->schedule.burst = int(burst);
    send->wait = std::chrono::milliseconds(wait);
    send->subprotocols = parser.values(options.subprotocol);
    send->dryRun = parser.isSet(options.dryRun);
    if (const QString fault = send->schedule.fault(); !fault.isEmpty())
        return refuse(fault);
    return std::nullopt;
}

} // namespace

std::variant<SendOptions, OptionsAnswer> parseSendOptions(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    if (const auto answer = readOptions(&parser, options.all(), arguments))
        return *answer;
    if (parser.isSet(options.help))
        return OptionsAnswer{helpText(options)};
    SendOptions send;
    auto payload = options.payload.read(parser);
    if (const auto *answer = std::get_if<OptionsAnswer>(&payload))
        return *answer;
    auto &read = std::get<PayloadArguments::Read>(payload);
    send.payload = std::move(read.payload);
    send.spec.opcode = read.opcode;
    if (const auto answer = options.frame.read(parser, &send.spec))
        return *answer;
    if (const auto answer = readRun(parser, options, &send))
        return *answer;
    const QStringList words = parser.positionalArguments(); // with the command
    if (words.size() > 2)
        return refuse(QStringLiteral("what is \"%1\"? send takes one URL").arg(words.at(2)));
    if (words.size() < 2 && !send.dryRun)
        return refuse(QStringLiteral("send wants a URL, such as ws://192.168.1.7:80/ws, or --dry-run"));
    send.url = QUrl(words.value(1));
    return send;
}

} // namespace sockscope

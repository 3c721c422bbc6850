// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of send.
#include "app/cli/sendarguments.h"

#include "app/cli/framearguments.h"
#include "serverlib/protocol/httphead.h"

#include <QCommandLineParser>

#include <limits>

namespace sockscope {

namespace {

constexpr quint64 DayMs = 24ULL * 3600 * 1000;

struct Options
{
    QList<QCommandLineOption> payloads{
        valued("text", "The payload as text.", "TEXT"),
        valued("json", "The payload as JSON, which is checked.", "JSON"),
        valued("hex", "The payload in hex, or a dump of Wireshark, xxd or hexdump -C.", "HEX"),
        valued("base64", "The payload in base64.", "BASE64"),
        valued("file", "The payload is what this file holds, at most 16 MiB.", "FILE"),
    }; // in the order of InputForm
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
        return payloads + frame.all() + QList{repeat, every, burst, seed, wait, subprotocol, dryRun, help};
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

// The error, if there is one; at most one form is given.
std::optional<OptionsAnswer> readPayload(
    const QCommandLineParser &parser, const Options &options, SendOptions *send, InputForm *form)
{
    QStringList given;
    QString source;
    for (qsizetype i = 0; i < options.payloads.size(); ++i) {
        if (!parser.isSet(options.payloads[i]))
            continue;
        given += options.payloads[i].names();
        *form = InputForm(i);
        source = parser.value(options.payloads[i]);
    }
    if (given.size() > 1)
        return refuse(QStringLiteral("--%1 and --%2 are both payloads: choose one").arg(given[0], given[1]));
    auto parsed = PayloadSource::parse(*form, source);
    if (const auto *error = std::get_if<InputError>(&parsed))
        return refuse(QStringLiteral("--%1: %2").arg(inputFormName(*form), error->toString()));
    send->payload = std::get<PayloadSource>(std::move(parsed));
    return std::nullopt;
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
    auto form = InputForm::Text;
    if (const auto answer = readPayload(parser, options, &send, &form))
        return *answer;
    const bool isText = form == InputForm::Text || form == InputForm::Json;
    send.spec.opcode = isText ? ws::Opcode::Text : ws::Opcode::Binary;
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

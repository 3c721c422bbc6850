// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/options.h"

#include "app/cli/compressionarguments.h"
#include "app/cli/tlsarguments.h"
#include "serverlib/protocol/extraheaders.h"

#include <QCommandLineParser>

#include <limits>
#include <optional>

namespace sockscope {

namespace {

constexpr quint64 DayMs = 24ULL * 3600 * 1000;

struct Options
{
    QCommandLineOption host =
        valued("host", "Address to listen on; default 127.0.0.1, 0.0.0.0 for all.", "ADDRESS");
    QCommandLineOption port = valued("port", "TCP port; default 8080, 0 for a free one.", "PORT");
    QCommandLineOption local =
        valued("local", "Listen on a Unix domain socket at this path instead.", "PATH");
    QCommandLineOption path =
        valued("path", "The one path served, others are answered 404; default any.", "PATH");
    QCommandLineOption header =
        valued("header", "Add NAME: VALUE to the answer of an upgrade; may be repeated.", "LINE");
    QCommandLineOption subprotocol =
        valued("subprotocol", "Accept this subprotocol; may be repeated.", "NAME");
    QCommandLineOption refuseUnknown =
        flag("refuse-unknown-subprotocol", "Answer 401 when no subprotocol matches.");
    QCommandLineOption maxPayload =
        valued("max-payload", "Largest message; default 104857600 (100 MiB), 0 for no limit.", "BYTES");
    QCommandLineOption backlog = valued(
        "backlog", "Most connections at a time, one more is answered 503; default 0, no limit.", "COUNT");
    QCommandLineOption maxQueued = valued("max-queued",
        "Close a peer that lets more wait with 1013; default 268435456 (256 MiB), 0 for no limit.", "BYTES");
    QCommandLineOption noTracking = flag("no-client-tracking", "Keep no list of the live connections.");
    QCommandLineOption reply =
        valued("reply", "What to answer a message with: none (default) or echo.", "REPLY");
    QCommandLineOption noPong = flag("no-auto-pong", "Leave pings unanswered.");
    QCommandLineOption mask = flag("mask", "Mask the frames sent, which breaks RFC 6455 5.1 on purpose.");
    QCommandLineOption tolerate =
        flag("tolerate-violations", "Note broken rules, and go on where that has a meaning.");
    QCommandLineOption pingInterval =
        valued("ping-interval", "Ping every connection; default 0, never.", "MS");
    QCommandLineOption pongTimeout =
        valued("pong-timeout", "Cut off a peer without a pong for so long; default 0, never.", "MS");
    TlsArguments tls;
    CompressionArguments compression;
    CaptureArguments capture;
    FaultArguments faults;
    QCommandLineOption json = flag("json", "Write every line as one JSON object.");
    QCommandLineOption quiet = flag("quiet", "Write nothing but the address.");
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};
    QCommandLineOption version{
        {QStringLiteral("v"), QStringLiteral("version")}, QStringLiteral("Show the version.")};

    QList<QCommandLineOption> all() const
    {
        QList<QCommandLineOption> list{host, port, local, path, header, subprotocol, refuseUnknown,
            maxPayload, backlog, maxQueued, noTracking, reply, noPong, mask, tolerate, pingInterval,
            pongTimeout};
        list += tls.all();
        list += compression.all();
        list += capture.all();
        list += faults.all();
        return list += {json, quiet, help, version};
    }
};

QString helpText(const Options &options)
{
    const QString text = QStringLiteral(
        "Usage: sockscope-cli serve [options]\n"
        "       sockscope-cli send [options] URL\n"
        "       sockscope-cli limits [options]\n"
        "       sockscope-cli load [options] URL\n"
        "       sockscope-cli certificate [options]\n"
        "       sockscope-cli show [options] LOG\n"
        "       sockscope-cli export [options] LOG\n\n"
        "serve hosts a WebSocket server and writes what its connections do, a line each; the "
        "first line is its address.\nsend connects to a server and sends it "
        "messages with any header, right or wrong.\nlimits finds by search what a device "
        "stands.\nload connects many clients that send at a steady rate, and reports how a server "
        "took it.\ncertificate writes the authority that devices trust with "
        "serve --tls.\nshow writes a recorded log as lines, export in the format of another "
        "program. The options of these: "
        "sockscope-cli COMMAND --help.\n\n");
    return text + optionLines(options.all())
        + QStringLiteral("\nSIGINT and SIGTERM close every connection with 1001 and end with status 0.\n");
}

/// Reads values one by one; the first that is wrong is remembered, and the rest are left alone.
class ValueReader
{
public:
    explicit ValueReader(const QCommandLineParser &parser) : m_parser(parser) { }

    template <typename Number> void read(const QCommandLineOption &option, quint64 max, Number *number)
    {
        if (m_error || !m_parser.isSet(option))
            return;
        const QString text = m_parser.value(option);
        bool isNumber = false;
        const quint64 value = text.toULongLong(&isNumber);
        // toULongLong() takes "+5" and " 5", too: only digits are meant here.
        const bool isDigits = !text.isEmpty() && text.front().isDigit() && text.back().isDigit();
        if (!isNumber || !isDigits || value > max) {
            m_error = refuse(QStringLiteral("--%1 wants a whole number from 0 to %2, not \"%3\"")
                                 .arg(option.names().constFirst())
                                 .arg(max)
                                 .arg(text));
            return;
        }
        *number = Number(value);
    }

    void readReply(const QCommandLineOption &option, Reply *reply)
    {
        if (m_error || !m_parser.isSet(option))
            return;
        const QString text = m_parser.value(option);
        if (text == QLatin1StringView("echo"))
            *reply = Reply::Echo;
        else if (text != QLatin1StringView("none"))
            m_error = refuse(QStringLiteral("--reply is none or echo, not \"%1\"").arg(text));
    }

    void readNames(const QCommandLineOption &option, QStringList *names)
    {
        *names = m_parser.values(option);
        for (const QString &name : std::as_const(*names)) {
            if (!m_error && !ws::isHttpToken(name.toUtf8()))
                m_error =
                    refuse(QStringLiteral("--subprotocol wants a name without spaces or commas, not \"%1\"")
                               .arg(name));
        }
    }

    void readHost(const QCommandLineOption &option, QString *host)
    {
        if (m_parser.isSet(option))
            *host = m_parser.value(option);
        if (!m_error && host->isEmpty())
            m_error = refuse(QStringLiteral("--host wants an address, not \"\""));
    }

    void readLocal(
        const QCommandLineOption &option, const QList<QCommandLineOption> &insteadOf, QString *name)
    {
        *name = m_parser.value(option);
        if (m_error || !m_parser.isSet(option))
            return;
        if (name->isEmpty())
            m_error = refuse(QStringLiteral("--local wants a path, not \"\""));
        for (const QCommandLineOption &other : insteadOf) {
            if (m_parser.isSet(other))
                m_error =
                    refuse(QStringLiteral("--local listens instead of --host and --port: leave out --%1")
                               .arg(other.names().constFirst()));
        }
    }

    void readPath(const QCommandLineOption &option, QString *path)
    {
        *path = m_parser.value(option);
        if (!m_error && m_parser.isSet(option) && !ws::isPlainPath(*path))
            m_error =
                refuse(QStringLiteral("--path wants a path that starts with /, percent-encoded, not \"%1\"")
                           .arg(*path));
    }

    void readHeaders(const QCommandLineOption &option, QList<ws::HttpHeader> *headers)
    {
        const QStringList lines = m_parser.values(option);
        for (const QString &line : lines) {
            const QByteArray bytes = line.toUtf8();
            const qsizetype colon = bytes.indexOf(':');
            if (!m_error && colon < 0)
                m_error = refuse(QStringLiteral("--header wants NAME: VALUE, not \"%1\"").arg(line));
            headers->append({bytes.first(qMax<qsizetype>(0, colon)), bytes.mid(colon + 1).trimmed()});
        }
        if (const QString fault = ws::extraHeadersFault(*headers); !m_error && !fault.isEmpty())
            m_error = refuse(QStringLiteral("--header: %1").arg(fault));
    }

    const std::optional<OptionsAnswer> &error() const { return m_error; }

private:
    const QCommandLineParser &m_parser;
    std::optional<OptionsAnswer> m_error;
};

CommandOptions readServe(const QCommandLineParser &parser, const Options &options)
{
    ServeOptions serve;
    ServerSettings &settings = serve.settings;
    ValueReader reader(parser);
    reader.readHost(options.host, &settings.host);
    reader.read(options.port, std::numeric_limits<quint16>::max(), &settings.port);
    reader.readLocal(options.local, {options.host, options.port}, &settings.localName);
    reader.readPath(options.path, &settings.path);
    reader.readHeaders(options.header, &settings.headers);
    reader.readNames(options.subprotocol, &settings.subprotocols);
    reader.read(options.maxPayload, quint64(std::numeric_limits<qint64>::max()), &settings.maxPayload);
    reader.read(options.backlog, quint64(std::numeric_limits<int>::max()), &settings.backlog);
    reader.read(options.maxQueued, quint64(std::numeric_limits<qint64>::max()), &settings.queuedBytes);
    reader.readReply(options.reply, &settings.reply);
    reader.read(options.pingInterval, DayMs, &settings.pingIntervalMs);
    reader.read(options.pongTimeout, DayMs, &settings.pongTimeoutMs);
    if (reader.error())
        return *reader.error();
    if (settings.pongTimeoutMs > 0 && settings.pingIntervalMs == 0)
        return refuse(
            QStringLiteral("--pong-timeout needs --ping-interval: it waits for the pongs of those pings"));
    if (const auto answer = options.tls.read(parser, &settings.tls))
        return *answer;
    if (const auto answer = options.compression.read(parser, &settings.compression))
        return *answer;
    if (const auto answer = options.capture.read(parser, &serve.capture))
        return *answer;
    if (const auto answer = options.faults.read(parser, &serve.faults))
        return *answer;
    settings.refuseUnknownSubprotocol = parser.isSet(options.refuseUnknown);
    settings.clientTracking = !parser.isSet(options.noTracking);
    settings.automaticPong = !parser.isSet(options.noPong);
    settings.maskFrames = parser.isSet(options.mask);
    settings.failOnViolations = !parser.isSet(options.tolerate);
    serve.json = parser.isSet(options.json);
    serve.quiet = parser.isSet(options.quiet);
    return serve;
}

} // namespace

CommandOptions parseOptions(const QStringList &arguments)
{
    const auto asCommand = [](const auto &parsed) {
        return std::visit([](const auto &options) { return CommandOptions(options); }, parsed);
    };
    const QString command = arguments.value(1);
    if (command == QLatin1StringView("certificate"))
        return asCommand(parseCertificateOptions(arguments));
    if (command == QLatin1StringView("show") || command == QLatin1StringView("export"))
        return asCommand(parseLogOptions(arguments));
    if (command == QLatin1StringView("limits"))
        return asCommand(parseLimitsOptions(arguments));
    if (command == QLatin1StringView("load"))
        return asCommand(parseLoadOptions(arguments));
    if (command == QLatin1StringView("send"))
        return asCommand(parseSendOptions(arguments));
    const Options options;
    QCommandLineParser parser;
    if (const auto answer = readOptions(&parser, options.all(), arguments))
        return *answer;
    if (parser.isSet(options.version))
        return OptionsAnswer{QStringLiteral("sockscope-cli %1\n").arg(QStringLiteral(SOCKSCOPE_VERSION))};
    const QStringList words = parser.positionalArguments();
    const QString helpWord = QStringLiteral("help");
    const bool asksForHelp =
        words == QStringList{helpWord} || words == QStringList{helpWord, QStringLiteral("serve")};
    if (parser.isSet(options.help) || asksForHelp)
        return OptionsAnswer{helpText(options)};
    if (words.isEmpty())
        return refuse(QStringLiteral("no command; usage: sockscope-cli serve [OPTION]..."));
    if (words.constFirst() != QLatin1StringView("serve"))
        return refuse(QStringLiteral(
            "there is no command \"%1\", only serve, send, limits, load, certificate, show and export")
                          .arg(words.constFirst()));
    if (words.size() > 1)
        return refuse(QStringLiteral("what is \"%1\"? serve takes options only").arg(words.at(1)));
    return readServe(parser, options);
}

} // namespace sockscope

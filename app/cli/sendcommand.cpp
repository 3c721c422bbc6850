// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sendcommand.h"

#include "app/bench/tlssettings.h"
#include "app/compose/compositiontext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>

namespace sockscope {

namespace {

constexpr int ExitFailed = 1;
constexpr quint64 Connection = 1; // there is one

void say(const QString &what)
{
    std::fprintf(stderr, "sockscope-cli: %s\n", qPrintable(what));
}

ws::ClientOptions clientOptions(const SendOptions &send)
{
    ws::ClientOptions options;
    options.url = send.url;
    options.subprotocols = send.subprotocols;
    options.perMessageDeflate.enabled = send.spec.compress;
    options.strictness = ws::Strictness::lenient();
    if (send.url.scheme() == QLatin1StringView("wss")) {
        QString error; // without the development CA, the connection says what is wrong
        if (const auto authority = developmentCa(&error))
            options.tls.moreAuthorities = authority->certificate();
    }
    return options;
}

bool leavesMessageOpen(const Composition &composition, bool wasOpen)
{
    for (const ComposedFrame &frame : composition.frames) {
        if (!ws::isControl(frame.header.opcode))
            wasOpen = !frame.header.fin;
    }
    return wasOpen;
}

} // namespace

SendCommand::SendCommand(const SendOptions &options)
    : m_options(options)
    , m_printer(false, false, [this](int /*error*/) { fail(QStringLiteral("the standard output is gone")); })
    , m_composer(options.payload, options.spec, ws::Role::Client,
          options.seed.value_or(QRandomGenerator::system()->generate()))
    , m_client(clientOptions(options))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_done ? finish() : sendDue(); });
    connect(&m_signals, &UnixSignals::endRequested, this, &SendCommand::leave);
    connect(&m_client, &ws::WebSocketClient::opened, this, [this] {
        m_clock.start();
        m_schedule.start(m_options.schedule, now());
        sendDue();
    });
    printEvents();
}

void SendCommand::printEvents()
{
    using Client = ws::WebSocketClient;
    connect(&m_client, &Client::messageReceived, this,
        [this](const QByteArray &data, bool isBinary) { m_printer.message(Connection, data, isBinary); });
    connect(&m_client, &Client::pingReceived, this,
        [this](const QByteArray &data) { m_printer.ping(Connection, data); });
    connect(&m_client, &Client::pongReceived, this,
        [this](const QByteArray &data) { m_printer.pong(Connection, data, -1, {}); });
    connect(&m_client, &Client::errorOccurred, this, [this](const ws::ClientError &error) {
        if (error.violation && m_clock.isValid())
            m_printer.error(Connection, *error.violation, error.fatal);
        else
            say(error.text);
    });
    connect(&m_client, &Client::closed, this, [this](quint16 code, const QString &reason) {
        m_timer.stop();
        if (m_clock.isValid())
            m_printer.close(Connection, code, reason);
        if (!m_done && m_clock.isValid())
            say(QStringLiteral("the connection ended before all was sent"));
        QCoreApplication::exit(m_done ? m_exitCode : ExitFailed);
    });
}

int SendCommand::run()
{
    say(QStringLiteral("seed %1").arg(m_composer.seed()));
    if (m_options.dryRun)
        return show();
    m_client.open();
    return QCoreApplication::exec();
}

int SendCommand::show()
{
    ReceiverFacts receiver;
    if (m_options.spec.compress)
        receiver.deflate = ws::DeflateParameters();
    const quint64 bursts = std::max<quint64>(1, m_options.schedule.repeat);
    for (quint64 i = 0; i < bursts; ++i) {
        const auto composed =
            m_composer.next(m_options.schedule.burst, QDateTime::currentMSecsSinceEpoch(), Connection);
        if (const auto *why = std::get_if<QString>(&composed)) {
            say(*why);
            return ExitFailed;
        }
        const auto &bytes = std::get<Composition>(composed);
        const QByteArray text = compositionText(bytes, findDepartures(bytes, receiver));
        if (std::fwrite(text.constData(), 1, size_t(text.size()), stdout) != size_t(text.size()))
            return ExitFailed;
        receiver.isMessageOpen = leavesMessageOpen(bytes, receiver.isMessageOpen);
    }
    return std::fflush(stdout) == 0 ? 0 : ExitFailed;
}

void SendCommand::sendDue()
{
    if (const int messages = m_schedule.due(now()); messages > 0) {
        const auto composed = m_composer.next(messages, QDateTime::currentMSecsSinceEpoch(), Connection);
        if (const auto *why = std::get_if<QString>(&composed)) {
            fail(*why);
            return;
        }
        const auto &bytes = std::get<Composition>(composed);
        if (m_client.sendBytes(bytes.bytes, {bytes.cuts, std::chrono::milliseconds(0)})
            != ws::SendResult::Queued)
            return; // closed() follows
    }
    m_done = !m_schedule.isRunning();
    m_timer.start(
        m_done ? m_options.wait : std::max(std::chrono::milliseconds(0), *m_schedule.next() - now()));
}

// A wait begins anew while bytes are still on their way.
void SendCommand::finish()
{
    if (m_client.bufferedAmount() > 0)
        m_timer.start(m_options.wait);
    else
        leave();
}

void SendCommand::leave()
{
    m_done = true;
    m_timer.stop();
    m_schedule.stop();
    m_client.close();
}

void SendCommand::fail(const QString &why)
{
    say(why);
    m_exitCode = ExitFailed;
    leave();
}

} // namespace sockscope

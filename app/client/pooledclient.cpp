// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/pooledclient.h"

#include "app/bench/servertexts.h"
#include "app/text/payloadtext.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace sockscope {

namespace {

QString messageWords(ws::Opcode opcode, const QByteArray &data)
{
    if (opcode == ws::Opcode::Binary)
        return QStringLiteral("binary %1 B %2").arg(data.size()).arg(hexPreview(data));
    return QStringLiteral("%1 %2").arg(ws::opcodeName(opcode), textPreview(data));
}

} // namespace

PooledClient::PooledClient(const ClientEntry &entry, ClientBoard *board, ClientRecording recording)
    : m_board(board), m_recording(std::move(recording)), m_random(QRandomGenerator::system()->generate64())
{
    m_stats.number = entry.number;
    m_wait.setParent(this);
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &PooledClient::connectNow);
    configure(entry.settings);
}

PooledClient::~PooledClient() = default;

void PooledClient::configure(const ClientSettings &settings)
{
    m_settings = settings;
    if (m_stats.state != ClientState::Closed)
        return;
    m_stats.kind = settings.kind;
    m_stats.url = settings.url;
    publish();
}

void PooledClient::open()
{
    if (m_stats.state != ClientState::Closed && m_stats.state != ClientState::Waiting)
        return;
    m_wait.stop();
    m_failures = 0;
    m_stats.attempts = 0;
    if (const QStringList faults = m_settings.faults(); !faults.isEmpty()) {
        m_stats.error = faults.join(u' ');
        say(TranscriptLine::Kind::Trouble, m_stats.error);
        setState(ClientState::Closed);
        return;
    }
    m_isWanted = true;
    connectNow();
}

void PooledClient::makeLink()
{
    if (m_link && m_linkKind == m_settings.kind)
        return;
    m_earlier = m_stats.traffic;
    m_linkKind = m_settings.kind;
    m_link = makeClientLink(m_linkKind, m_recording);
    connectLink();
}

void PooledClient::connectLink()
{
    connect(m_link.get(), &ClientLink::opened, this, [this] {
        m_failures = 0;
        m_stats.subprotocol = m_link->subprotocol();
        m_stats.extensions = m_link->extensions();
        say(TranscriptLine::Kind::Note,
            m_stats.subprotocol.isEmpty()
                ? QStringLiteral("open, no subprotocol")
                : QStringLiteral("open, subprotocol %1").arg(textPreview(m_stats.subprotocol.toUtf8())));
        setState(ClientState::Open);
    });
    connect(m_link.get(), &ClientLink::messageReceived, this, [this](const QByteArray &data, bool isBinary) {
        say(TranscriptLine::Kind::Received,
            messageWords(isBinary ? ws::Opcode::Binary : ws::Opcode::Text, data));
        publish();
    });
    connect(m_link.get(), &ClientLink::pingReceived, this, [this](const QByteArray &data) {
        say(TranscriptLine::Kind::Received, messageWords(ws::Opcode::Ping, data));
        publish();
    });
    connect(m_link.get(), &ClientLink::pongReceived, this, [this](const QByteArray &data, qint64 rttNs) {
        const QString after =
            rttNs < 0 ? QStringLiteral(", unasked") : QStringLiteral(" after %1").arg(formatRtt(rttNs));
        say(TranscriptLine::Kind::Received, messageWords(ws::Opcode::Pong, data) + after);
        publish();
    });
    connect(m_link.get(), &ClientLink::troubled, this, &PooledClient::onTroubled);
    connect(m_link.get(), &ClientLink::closed, this, &PooledClient::onClosed);
}

void PooledClient::connectNow()
{
    makeLink();
    m_stats.kind = m_settings.kind;
    m_stats.url = m_settings.url;
    m_stats.error.clear();
    m_stats.rule.reset();
    m_stats.subprotocol.clear();
    m_stats.extensions.clear();
    ++m_stats.attempts;
    ++m_failures;
    setState(ClientState::Connecting);
    m_link->open(m_settings);
}

void PooledClient::onTroubled(const QString &text, std::optional<ws::Rule> rule, bool isFatal)
{
    m_stats.error = text;
    m_stats.rule = rule;
    say(TranscriptLine::Kind::Trouble,
        textPreview(text.toUtf8()) + (isFatal ? QString() : QStringLiteral(", tolerated")));
    publish();
}

void PooledClient::onClosed(quint16 code, const QString &reason)
{
    m_stats.closeCode = code;
    m_stats.closeReason = reason;
    if (m_stats.state != ClientState::Connecting)
        say(TranscriptLine::Kind::Note,
            QStringLiteral("closed %1 %2").arg(code).arg(textPreview(reason.toUtf8())).trimmed());
    if (!tryAgainLater())
        setState(ClientState::Closed);
}

bool PooledClient::tryAgainLater()
{
    const auto wait = m_isWanted ? m_settings.reconnect.wait(m_failures + 1, &m_random) : std::nullopt;
    if (!wait)
        return false;
    say(TranscriptLine::Kind::Note, QStringLiteral("tries again in %1 ms").arg(wait->count()));
    m_wait.start(*wait);
    setState(ClientState::Waiting);
    return true;
}

void PooledClient::close(quint16 code, const QString &reason)
{
    m_isWanted = false;
    if (m_stats.state != ClientState::Open) {
        giveUp();
        return;
    }
    const ws::SendResult result = m_link->close(code, reason);
    if (result != ws::SendResult::Queued) {
        emit commandFailed(m_stats.number,
            sendFailureText(result, m_stats.number,
                {ws::Opcode::Close, quint64(reason.toUtf8().size()), code}, ClientLink::MaxMessageBytes));
        return;
    }
    say(TranscriptLine::Kind::Sent, QStringLiteral("close %1 %2").arg(code).arg(reason).trimmed());
    setState(ClientState::Closing);
}

void PooledClient::terminate()
{
    m_isWanted = false;
    giveUp();
}

void PooledClient::giveUp()
{
    if (m_stats.state == ClientState::Waiting) {
        m_wait.stop();
        setState(ClientState::Closed);
    } else if (m_stats.state != ClientState::Closed) {
        say(TranscriptLine::Kind::Note, QStringLiteral("given up"));
        m_link->terminate();
    }
}

void PooledClient::send(ws::Opcode opcode, const QByteArray &data)
{
    const ws::SendResult result =
        m_stats.state == ClientState::Open ? m_link->send(opcode, data) : ws::SendResult::NotOpen;
    if (!isSent(result, opcode, data.size()))
        return;
    say(TranscriptLine::Kind::Sent, messageWords(opcode, data));
    publish();
}

void PooledClient::sendBytes(const QByteArray &bytes, const ws::WritePlan &plan)
{
    if (m_stats.state != ClientState::Open && m_stats.state != ClientState::Closing) {
        isSent(ws::SendResult::NotOpen, ws::Opcode::Binary, bytes.size());
        return;
    }
    const auto result = m_link->sendBytes(bytes, plan);
    if (!result) {
        emit commandFailed(m_stats.number,
            QStringLiteral(
                "Client %1 is a standard one, which sends nothing but proper messages: make it a raw "
                "one to send frames byte by byte.")
                .arg(m_stats.number));
        return;
    }
    if (!isSent(*result, ws::Opcode::Binary, bytes.size()))
        return;
    say(TranscriptLine::Kind::Sent,
        QStringLiteral("%1 B in %2 TCP writes: %3")
            .arg(bytes.size())
            .arg(plan.cuts.size() + 1)
            .arg(hexPreview(bytes)));
    publish();
}

bool PooledClient::isSent(ws::SendResult result, ws::Opcode opcode, qsizetype size)
{
    if (result == ws::SendResult::Queued)
        return true;
    emit commandFailed(m_stats.number,
        result == ws::SendResult::NotOpen
            ? QStringLiteral("Client %1 is not open: nothing was sent. Connect it first.").arg(m_stats.number)
            : sendFailureText(
                result, m_stats.number, {opcode, quint64(size), 0}, ClientLink::MaxMessageBytes));
    return false;
}

void PooledClient::setState(ClientState state)
{
    m_stats.state = state;
    publish();
}

void PooledClient::publish()
{
    if (m_link) {
        const ClientTraffic now = m_link->traffic();
        m_stats.traffic = {m_earlier.framesSent + now.framesSent,
            m_earlier.framesReceived + now.framesReceived, m_earlier.bytesSent + now.bytesSent,
            m_earlier.bytesReceived + now.bytesReceived,
            now.lastRttNs >= 0 ? now.lastRttNs : m_earlier.lastRttNs};
    }
    m_board->update(m_stats);
}

void PooledClient::say(TranscriptLine::Kind kind, const QString &words)
{
    m_board->append(m_stats.number, {QDateTime::currentMSecsSinceEpoch(), kind, words});
}

} // namespace sockscope

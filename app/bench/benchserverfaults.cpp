// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How a bench breaks things on purpose: what BenchFaults decides, done to the server and its connections.
#include "app/bench/benchserver.h"

#include <QJsonDocument>
#include <QTimer>
#include <QtEndian>

namespace sockscope {

namespace {

constexpr quint16 ServiceRestart = 1012; // registered with IANA
constexpr std::chrono::milliseconds TrialSilence{1000};

// Also one that Endpoint would not send.
QByteArray closeFrame(quint16 code, const QString &reason)
{
    QByteArray payload(sizeof(code), Qt::Uninitialized);
    qToBigEndian(code, payload.data());
    payload += reason.toUtf8();
    QByteArray frame(ws::MaxFrameHeaderSize, Qt::Uninitialized);
    frame.truncate(
        ws::encodeFrameHeader(ws::makeFrameHeader(ws::Opcode::Close, quint64(payload.size())), frame.data()));
    return frame + payload;
}

} // namespace

void BenchServer::setFaults(const FaultProfile &faults, quint64 seed)
{
    m_faults->set(faults, seed);
    joinOpenConnections();
}

void BenchServer::setConnectionFaults(quint64 connection, const std::optional<FaultProfile> &faults)
{
    if (find(connection) == nullptr)
        return;
    m_faults->set(connection, faults);
    joinOpenConnections();
}

void BenchServer::joinOpenConnections()
{
    for (auto open = m_open.cbegin(); open != m_open.cend(); ++open) {
        const quint64 number = open.key();
        if (!m_faults->wants(number))
            continue;
        open.value()->wrapLink(
            [this, number](std::unique_ptr<ws::Transport> link, QByteArrayView header, quint64 payload) {
                return m_faults->join(number, std::move(link), header, payload);
            });
    }
}

void BenchServer::letFaultsIn(ws::ServerOptions *options)
{
    options->transportFilter = [this](quint64 number, std::unique_ptr<ws::Transport> link) {
        return m_faults->accept(m_tap.benchNumber(number), std::move(link));
    };
    options->tlsContextHook = [this](
                                  quint64 number) { return m_faults->tlsContext(m_tap.benchNumber(number)); };
    options->answerHook = [this](quint64 number, QByteArray *response) {
        m_faults->changeAnswer(m_tap.benchNumber(number), response);
    };
    options->verifyClient = [this](const ws::UpgradeRequest &request,
                                const ws::UpgradeOrigin &origin) -> std::variant<ws::Accepted, ws::Refusal> {
        if (auto refusal = m_faults->asked(m_tap.benchNumber(origin.connection), request))
            return *std::move(refusal);
        return ws::Accepted();
    };
}

void BenchServer::connectFaults()
{
    connect(m_faults, &BenchFaults::applied, this, [this](const AppliedFault &fault) {
        m_recorder->fault(
            fault.connection, fault.words, QJsonDocument(fault.facts).toJson(QJsonDocument::Compact));
        emit faultApplied(fault);
    });
    connect(m_faults, &BenchFaults::cutOnPurpose, this,
        [this](quint64 number, const QString &words) { m_recorder->cutOnPurpose(number, words); });
    connect(m_faults, &BenchFaults::closeWanted, this, &BenchServer::closeForFault);
    connect(m_faults, &BenchFaults::failed, this, &BenchServer::commandFailed);
    connect(m_faults, &BenchFaults::linkTaken, this,
        [this](quint64 number, const ws::SocketEnd &peer, const ws::SocketEnd &local) {
            m_tap.connectionAccepted(number - m_tap.benchNumber(0), peer, local);
        });
    connect(m_faults, &BenchFaults::linkGone, this, [this](quint64 number, const QString &error) {
        if (!error.isEmpty())
            m_recorder->cutOnPurpose(number, error);
        m_recorder->connectionEnded(number, {});
    });
    connect(m_faults, &BenchFaults::acceptingHeld, this, [this] {
        if (m_server)
            m_server->suspend(ws::WebSocketServer::Suspension::Held);
    });
    connect(m_faults, &BenchFaults::outageBegan, this, &BenchServer::beginOutage);
    connect(m_faults, &BenchFaults::listeningWanted, this, &BenchServer::listenAgain);
}

void BenchServer::pingIfSilent(quint64 number, ws::WebSocketConnection *connection)
{
    QTimer::singleShot(TrialSilence, connection, [this, number, connection] {
        if (m_faults->isTrying(number))
            connection->ping();
    });
}

void BenchServer::closeForFault(quint64 number, quint16 code, const QString &reason)
{
    ws::WebSocketConnection *const connection = m_open.value(number);
    if (connection == nullptr)
        return;
    // close() takes 1005 for a Close without a code, and refuses what must not be on the wire.
    const bool isSent = code != quint16(ws::CloseCode::NoStatusReceived)
        && connection->close(code, reason) != ws::SendResult::InvalidCloseCode;
    if (!isSent)
        report(number, connection->sendBytes(closeFrame(code, reason)), {ws::Opcode::Close, 0, code});
}

void BenchServer::beginOutage(const QString &how)
{
    if (!m_server)
        return;
    m_server->suspend(ws::WebSocketServer::Suspension::Closed);
    const QHash<quint64, ws::WebSocketConnection *> open = m_open;
    for (auto item = open.cbegin(); item != open.cend(); ++item) {
        if (how == u"close")
            item.value()->close(ServiceRestart, QStringLiteral("service restart"));
        else
            m_faults->endLink(item.key(), how == u"fin" ? FaultPiece::Kind::Cut : FaultPiece::Kind::Reset);
    }
}

void BenchServer::listenAgain()
{
    if (m_server && m_server->isListening() && !m_server->resume())
        emit commandFailed(FaultTally::Server,
            QStringLiteral("The port cannot be opened again: %1. Stop the server, and start it on another.")
                .arg(m_server->errorString()));
}

} // namespace sockscope

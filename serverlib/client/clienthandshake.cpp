// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/client/clienthandshake_p.h"

#include <utility>

namespace ws {

namespace {

constexpr int MostInterims = 8; // 1xx answers before the one that counts
constexpr int SwitchingProtocols = 101;

// RFC 9110 15.2: more is to come.
bool isInterim(int status)
{
    return status >= 100 && status < 200 && status != SwitchingProtocols;
}

QString refusalText(const HttpRefusal &refusal)
{
    const QString answer =
        QString::fromLatin1(refusal.head.startLine.mid(refusal.head.startLine.indexOf(' ') + 1));
    const bool redirects = refusal.status >= 300 && refusal.status < 400;
    if (redirects && refusal.head.contains("Location")) {
        return QStringLiteral(
            "The server answered %1 and points to %2; redirects are not followed: open that "
            "address if it is the one you want")
            .arg(answer, QString::fromLatin1(refusal.head.value("Location")));
    }
    return QStringLiteral("The server refused the upgrade: %1").arg(answer);
}

} // namespace

ClientHandshake::ClientHandshake(
    ClientHost *host, quint64 number, std::unique_ptr<Transport> transport, UpgradeOffer offer)
    : Session(host, number, std::move(transport))
    , m_host(host)
    , m_offer(std::move(offer))
    , m_reader(HttpHeadReader::Kind::Response, host->options().limits)
{ }

void ClientHandshake::start()
{
    tap().connectionAccepted(number(), transport().peer(), transport().local());
    if (const auto info = transport().tlsInfo())
        tap().secured(number(), *info);
    setDeadline(host().options().limits.handshakeTime);
    const QByteArray request = upgradeRequest(m_offer);
    transport().write(request);
    tap().handshake(number(), Direction::Sent, request);
}

void ClientHandshake::bytesReceived(std::span<char> bytes)
{
    const auto alive = shared_from_this();
    while (!bytes.empty() && !isOver() && !m_page)
        bytes = readHead(bytes);
    if (isOver() || !m_page)
        return;
    m_page->feed({bytes.data(), qsizetype(bytes.size())});
    if (m_page->isDone())
        endRefusal();
}

// The three return what is left to read.
std::span<char> ClientHandshake::readHead(std::span<char> bytes)
{
    qsizetype consumed = 0;
    const auto result = m_reader.feed({bytes.data(), qsizetype(bytes.size())}, &consumed);
    if (const auto *head = std::get_if<HttpHead>(&result))
        return judge(*head, bytes.subspan(size_t(consumed)));
    if (const auto *violation = std::get_if<Violation>(&result)) {
        show(m_reader.buffered());
        fail(*violation);
    }
    return {};
}

std::span<char> ClientHandshake::judge(const HttpHead &head, std::span<char> rest)
{
    const int status = httpStatus(head);
    if (isInterim(status))
        return skipInterim(head, rest);
    ClientUpgrade upgrade;
    auto parsed = parseUpgradeResponse(head, m_offer, host().options().strictness, &upgrade.tolerated);
    const auto *violation = std::get_if<Violation>(&parsed);
    if (violation != nullptr && violation->rule == Rule::InvalidStatus && status > 0) {
        refused(head);
        return rest;
    }
    show(head.raw);
    for (const Violation &noted : std::as_const(upgrade.tolerated))
        tap().violation(number(), noted, false);
    if (violation != nullptr) {
        fail(*violation);
        return {};
    }
    upgrade.number = number();
    upgrade.path = m_offer.path;
    upgrade.transport = finish();
    upgrade.response = std::move(std::get<UpgradeResponse>(parsed));
    host().upgraded(std::move(upgrade), rest);
    return {};
}

std::span<char> ClientHandshake::skipInterim(const HttpHead &head, std::span<char> rest)
{
    show(head.raw);
    if (++m_interims > MostInterims) {
        fail(Violation{
            Rule::HandshakeTooLarge, 0, QStringLiteral("more than %1 interim answers").arg(MostInterims)});
        return {};
    }
    m_reader = HttpHeadReader(HttpHeadReader::Kind::Response, host().options().limits);
    return rest;
}

void ClientHandshake::refused(const HttpHead &head)
{
    m_refusal = head;
    m_page.emplace(head, host().options().limits.refusalBytes);
}

void ClientHandshake::endRefusal()
{
    show(m_refusal.raw + m_page->body());
    ClientError error;
    error.kind = ClientError::Kind::HandshakeRefused;
    error.refusal = HttpRefusal{httpStatus(m_refusal), m_refusal, m_page->body()};
    error.text = refusalText(*error.refusal);
    fail(error);
}

void ClientHandshake::deadlinePassed()
{
    const auto alive = shared_from_this();
    if (m_page) {
        endRefusal();
        return;
    }
    const qsizetype received = m_reader.buffered().size();
    show(m_reader.buffered());
    fail(Violation{Rule::HandshakeTimeout, quint64(received),
        QStringLiteral("%1 bytes came in %2 ms")
            .arg(received)
            .arg(host().options().limits.handshakeTime.count())});
}

void ClientHandshake::disconnected(const QString &error)
{
    const auto alive = shared_from_this();
    if (m_page) {
        endRefusal();
        return;
    }
    const qsizetype received = m_reader.buffered().size();
    show(m_reader.buffered());
    if (error.isEmpty()) {
        fail(Violation{
            Rule::HandshakeIncomplete, quint64(received), QStringLiteral("%1 bytes came").arg(received)});
    } else {
        fail(ClientError{ClientError::Kind::ConnectionLost, error, true, {}, {}}, error);
    }
}

void ClientHandshake::securityFailed(const Violation &violation)
{
    const auto alive = shared_from_this();
    fail(violation);
}

void ClientHandshake::abandon()
{
    const auto dropped = finish();
    tap().connectionEnded(number(), {});
}

void ClientHandshake::fail(const Violation &violation)
{
    tap().violation(number(), violation, true);
    fail(ClientError{ClientError::Kind::Violation, violation.toString(), true, violation, {}});
}

void ClientHandshake::fail(const ClientError &error, const QString &transportError)
{
    const auto dropped = finish();
    CloseInfo info;
    info.transportError = transportError;
    tap().connectionEnded(number(), info);
    host().handshakeFailed(error);
}

void ClientHandshake::show(QByteArrayView answer)
{
    if (!answer.isEmpty())
        tap().handshake(number(), Direction::Received, answer);
}

} // namespace ws

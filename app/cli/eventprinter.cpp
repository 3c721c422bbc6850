// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eventprinter.h"

#include "app/text/payloadtext.h"
#include "app/text/tlstext.h"

#include <QJsonDocument>

#include <cerrno>
#include <cstdio>

namespace sockscope {

namespace {

constexpr double NanosecondsPerMillisecond = 1e6;

std::string utf8(const QString &text)
{
    return text.toStdString();
}

std::string base64(const QByteArray &data)
{
    return data.toBase64().toStdString();
}

// A line for people: what is empty takes no room, and what a peer wrote cannot steer the terminal.
QString words(quint64 number, QStringList parts)
{
    parts.prepend(QString::number(number));
    parts.removeAll(QString());
    return parts.join(u' ');
}

QString shown(const QString &text)
{
    return textPreview(text.toUtf8());
}

QString sized(const QByteArray &data)
{
    return QStringLiteral("%1 %2").arg(formatBytes(quint64(data.size())), hexPreview(data)).trimmed();
}

} // namespace

EventPrinter::EventPrinter(bool json, bool quiet, std::function<void(int error)> outputLost)
    : m_json(json), m_quiet(quiet), m_outputLost(std::move(outputLost))
{ }

void EventPrinter::listening(const ListenInfo &info)
{
    const Json object{
        {"event", "listening"}, {"url", utf8(info.url)}, {"host", utf8(info.host)}, {"port", info.port}};
    write(m_json ? QByteArray::fromStdString(object.dump()) : info.url.toUtf8());
}

void EventPrinter::connection(quint64 number, const QString &peer, const QString &path,
    const QString &subprotocol, const std::optional<ws::TlsInfo> &tls, const QByteArray &extensions)
{
    Json object{{"event", "connection"}, {"connection", number}, {"peer", utf8(peer)}, {"path", utf8(path)},
        {"subprotocol", utf8(subprotocol)}};
    if (!extensions.isEmpty())
        object["extensions"] = extensions.toStdString();
    if (tls) {
        object["tls"] = {{"version", utf8(tls->version)}, {"cipher", utf8(tls->cipher)},
            {"serverName", utf8(tls->serverName)}, {"clientSubject", utf8(tls->peerSubject)}};
    }
    event(object,
        words(number,
            {QStringLiteral("connection from"), peer, QStringLiteral("to"), shown(path), subprotocol,
                tls ? shown(tlsDetails(*tls)) : QString(), textPreview(extensions)}));
}

void EventPrinter::message(quint64 number, const QByteArray &data, bool isBinary)
{
    Json object{{"event", "message"}, {"connection", number}, {"opcode", isBinary ? "binary" : "text"},
        {"length", data.size()}};
    if (isBinary)
        object["base64"] = base64(data);
    else
        object["text"] = data.toStdString();
    event(object,
        isBinary ? words(number, {QStringLiteral("binary"), sized(data)})
                 : words(number, {QStringLiteral("text"), textPreview(data)}));
}

void EventPrinter::ping(quint64 number, const QByteArray &data)
{
    event({{"event", "ping"}, {"connection", number}, {"length", data.size()}, {"base64", base64(data)}},
        words(number, {QStringLiteral("ping"), sized(data)}));
}

void EventPrinter::pong(quint64 number, const QByteArray &data, qint64 rttNs, RttSource source)
{
    Json object{{"event", "pong"}, {"connection", number}, {"length", data.size()}, {"base64", base64(data)}};
    QString rtt;
    if (rttNs >= 0) {
        object["rttMs"] = double(rttNs) / NanosecondsPerMillisecond;
        object["rttClock"] = rttSourceName(source).data();
        rtt = QStringLiteral("RTT ") + formatRtt(rttNs);
    }
    event(object, words(number, {QStringLiteral("pong"), sized(data), rtt}));
}

void EventPrinter::close(quint64 number, quint16 code, const QString &reason)
{
    event({{"event", "close"}, {"connection", number}, {"code", code}, {"reason", utf8(reason)}},
        words(number,
            {QStringLiteral("close"), QString::number(code), ws::closeCodeName(code), shown(reason)}));
}

void EventPrinter::error(quint64 number, const ws::Violation &violation, bool fatal)
{
    const ws::RuleInfo &info = ws::ruleInfo(violation.rule);
    Json object{{"event", "error"}, {"connection", number}, {"code", info.name.data()},
        {"message", utf8(violation.toString())}, {"section", info.section.data()}, {"fatal", fatal}};
    if (info.closeCode == ws::CloseCode::TlsHandshake && info.httpStatus == 0) {
        m_brokenHandshake = number; // answered in TLS, if at all
    } else if (info.httpStatus == 0) {
        object["closeCode"] = quint16(info.closeCode);
    } else if (fatal && violation.rule != ws::Rule::HandshakeIncomplete) { // else nothing was answered
        object["status"] = info.httpStatus;
        m_brokenHandshake = number;
    }
    event(object,
        words(number,
            {QStringLiteral("error"), shown(violation.toString()),
                fatal ? QString() : QStringLiteral("(tolerated)")}));
}

void EventPrinter::refused(quint64 number, int httpStatus, const QString &explanation)
{
    if (number == m_brokenHandshake)
        return;
    event({{"event", "error"}, {"connection", number}, {"code", "HTTP_" + std::to_string(httpStatus)},
              {"message", utf8(explanation)}, {"status", httpStatus}, {"fatal", true}},
        words(number, {QStringLiteral("error refused with HTTP %1:").arg(httpStatus), shown(explanation)}));
}

// The seed is a string: JSON's numbers have no 64 bits.
void EventPrinter::faults(const QString &name, quint64 seed)
{
    event({{"event", "faults"}, {"name", utf8(name)}, {"seed", std::to_string(seed)}},
        QStringLiteral("faults %1, seed %2").arg(shown(name)).arg(seed));
}

void EventPrinter::fault(const AppliedFault &applied)
{
    Json object{{"event", "fault"}, {"connection", applied.connection}, {"words", utf8(applied.words)}};
    object.update(Json::parse(QJsonDocument(applied.facts).toJson(QJsonDocument::Compact).toStdString()));
    event(object, words(applied.connection, {QStringLiteral("fault"), shown(applied.words)}));
}

void EventPrinter::event(const Json &object, const QString &plain)
{
    if (m_quiet)
        return;
    // What a peer sent may be any bytes: they must not break the line's JSON.
    write(m_json ? QByteArray::fromStdString(object.dump(-1, ' ', false, Json::error_handler_t::replace))
                 : plain.toUtf8());
}

void EventPrinter::write(const QByteArray &line)
{
    if (m_lost)
        return;
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fputc('\n', stdout);
    if (std::fflush(stdout) != 0) {
        m_lost = true;
        m_outputLost(errno);
    }
}

} // namespace sockscope

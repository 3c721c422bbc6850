// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eventprinter.h"

#include "app/text/payloadtext.h"

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

QString words(quint64 number, const QString &what)
{
    return QStringLiteral("%1 %2").arg(number).arg(what);
}

QString sized(const QByteArray &data)
{
    return QStringLiteral("%1 %2").arg(formatBytes(quint64(data.size())), hexPreview(data)).trimmed();
}

} // namespace

EventPrinter::EventPrinter(bool json, bool quiet, std::function<void()> outputLost)
    : m_json(json), m_quiet(quiet), m_outputLost(std::move(outputLost))
{ }

void EventPrinter::listening(const ListenInfo &info)
{
    const Json object{
        {"event", "listening"}, {"url", utf8(info.url)}, {"host", utf8(info.host)}, {"port", info.port}};
    write(m_json ? QByteArray::fromStdString(object.dump()) : info.url.toUtf8());
}

void EventPrinter::connection(
    quint64 number, const QString &peer, const QString &path, const QString &subprotocol)
{
    event({{"event", "connection"}, {"connection", number}, {"peer", utf8(peer)}, {"path", utf8(path)},
              {"subprotocol", utf8(subprotocol)}},
        words(number,
            QStringLiteral("connection from %1 to %2 %3")
                .arg(peer, textPreview(path.toUtf8()), subprotocol)));
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
        words(number,
            isBinary ? QStringLiteral("binary %1").arg(sized(data))
                     : QStringLiteral("text %1").arg(textPreview(data))));
}

void EventPrinter::ping(quint64 number, const QByteArray &data)
{
    event({{"event", "ping"}, {"connection", number}, {"length", data.size()}, {"base64", base64(data)}},
        words(number, QStringLiteral("ping %1").arg(sized(data))));
}

void EventPrinter::pong(quint64 number, const QByteArray &data, qint64 rttNs)
{
    Json object{{"event", "pong"}, {"connection", number}, {"length", data.size()}, {"base64", base64(data)}};
    if (rttNs >= 0)
        object["rttMs"] = double(rttNs) / NanosecondsPerMillisecond;
    const QString rtt = rttNs >= 0 ? QStringLiteral("  RTT ") + formatRtt(rttNs) : QString();
    event(object, words(number, QStringLiteral("pong %1%2").arg(sized(data), rtt)));
}

void EventPrinter::close(quint64 number, quint16 code, const QString &reason)
{
    event({{"event", "close"}, {"connection", number}, {"code", code}, {"reason", utf8(reason)}},
        words(number,
            QStringLiteral("close %1 %2 %3")
                .arg(code)
                .arg(ws::closeCodeName(code), textPreview(reason.toUtf8()))));
}

void EventPrinter::error(quint64 number, const ws::Violation &violation, bool fatal)
{
    const ws::RuleInfo &info = ws::ruleInfo(violation.rule);
    Json object{{"event", "error"}, {"connection", number}, {"code", info.name.data()},
        {"message", utf8(violation.toString())}, {"section", info.section.data()}, {"fatal", fatal}};
    if (info.httpStatus != 0) {
        object["status"] = info.httpStatus;
        m_brokenHandshake = number;
    } else {
        object["closeCode"] = quint16(info.closeCode);
    }
    event(object,
        words(number,
            QStringLiteral("error %1%2")
                .arg(violation.toString(), fatal ? QString() : QStringLiteral(", tolerated"))));
}

void EventPrinter::refused(quint64 number, int httpStatus, const QString &explanation)
{
    if (number == m_brokenHandshake)
        return;
    event({{"event", "error"}, {"connection", number}, {"code", "HTTP_" + std::to_string(httpStatus)},
              {"message", utf8(explanation)}, {"status", httpStatus}, {"fatal", true}},
        words(number, QStringLiteral("refused with HTTP %1: %2").arg(httpStatus).arg(explanation)));
}

void EventPrinter::event(const Json &object, const QString &plain)
{
    if (m_quiet)
        return;
    // What a peer sent may be any bytes: they must not break the line's JSON.
    write(m_json ? QByteArray::fromStdString(object.dump(-1, ' ', false, Json::error_handler_t::replace))
                 : plain.simplified().toUtf8());
}

void EventPrinter::write(const QByteArray &line)
{
    if (m_lost)
        return;
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fputc('\n', stdout);
    if (std::fflush(stdout) != 0) {
        m_lost = true;
        m_outputLost();
    }
}

} // namespace sockscope

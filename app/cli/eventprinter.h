// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/measurements.h"
#include "app/bench/serversettings.h"
#include "app/faults/faultreport.h"
#include "serverlib/net/tlsinfo.h"
#include "serverlib/protocol/rule.h"

#include <nlohmann/json.hpp>

#include <functional>

namespace sockscope {

/// Writes what a bench does to stdout, a line each: JSON objects, or words for people. Every line is flushed,
/// so that a reader behind a pipe sees it at once.
class EventPrinter
{
public:
    /// @p outputLost is called when stdout takes no more, once, with the errno.
    EventPrinter(bool json, bool quiet, std::function<void(int error)> outputLost);

    void listening(const ListenInfo &info);
    void connection(quint64 number, const QString &peer, const QString &path, const QString &subprotocol,
        const std::optional<ws::TlsInfo> &tls, const QByteArray &extensions);
    void message(quint64 number, const QByteArray &data, bool isBinary);
    void ping(quint64 number, const QByteArray &data);
    void pong(quint64 number, const QByteArray &data, qint64 rttNs, RttSource source);
    void close(quint64 number, quint16 code, const QString &reason);
    void error(quint64 number, const ws::Violation &violation, bool fatal);
    /// What is broken on purpose from now on.
    void faults(const QString &name, quint64 seed);
    void fault(const AppliedFault &applied);
    /// A refusal that no broken rule explains: by the subprotocol or the backlog.
    void refused(quint64 number, int httpStatus, const QString &explanation);

private:
    using Json = nlohmann::ordered_json; // an event reads best with its name first

    void event(const Json &object, const QString &words);
    void write(const QByteArray &line);

    bool m_json;
    bool m_quiet;
    bool m_lost = false;
    quint64 m_brokenHandshake = 0; // whose refusal has been told as its broken rule
    std::function<void(int error)> m_outputLost;
};

} // namespace sockscope

// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/connection/frametap.h"

#include <QMap>
#include <QStringList>

/// Writes down what a server tells its tap, one row per call: "1 < text fin \"hello\"".
class RecordingTap : public ws::FrameTap
{
public:
    QStringList rows;
    QList<ws::Violation> fatalViolations;
    QList<ws::Violation> notedViolations;
    QList<ws::CloseInfo> ends;
    QMap<quint64, int> accepted;
    QMap<quint64, int> ended;
    QMap<quint64, ws::TlsInfo> securities;

    void connectionAccepted(quint64 connection, const ws::SocketEnd &, const ws::SocketEnd &) override
    {
        ++accepted[connection];
        row(connection, QStringLiteral("accepted"));
    }
    void secured(quint64 connection, const ws::TlsInfo &info) override
    {
        securities.insert(connection, info);
        row(connection, QStringLiteral("secured ") + info.version);
    }
    void handshake(quint64 connection, ws::Direction direction, QByteArrayView head) override
    {
        const QByteArray line = head.toByteArray().split('\r').first();
        row(connection, arrow(direction) + QString::fromLatin1(line));
    }
    void connectionOpened(quint64 connection, const QString &path, const QString &subprotocol) override
    {
        row(connection, QStringLiteral("opened %1 \"%2\"").arg(path, subprotocol));
    }
    void frame(quint64 connection, ws::Direction direction, const ws::FrameView &frame) override
    {
        const QByteArray payload = frame.payload.toByteArray();
        row(connection,
            QStringLiteral("%1%2 %3 %4 %5/%6 %7")
                .arg(arrow(direction), ws::opcodeName(frame.header.opcode),
                    frame.header.fin ? QStringLiteral("fin") : QStringLiteral("more"),
                    frame.header.mask ? QStringLiteral("masked") : QStringLiteral("plain"))
                .arg(payload.size())
                .arg(frame.header.payloadLength)
                .arg(QString::fromLatin1(payload.toPercentEncoding(" "))));
    }
    void violation(quint64 connection, const ws::Violation &violation, bool fatal) override
    {
        (fatal ? fatalViolations : notedViolations).append(violation);
        row(connection,
            (fatal ? QStringLiteral("fails ") : QStringLiteral("notes "))
                + ws::ruleInfo(violation.rule).name);
    }
    void connectionEnded(quint64 connection, const ws::CloseInfo &info) override
    {
        ++ended[connection];
        ends.append(info);
        row(connection,
            QStringLiteral("ended %1 \"%2\"%3")
                .arg(info.code)
                .arg(info.reason, info.clean ? QStringLiteral(" clean") : QString()));
    }

    /// Every connection was accepted once and has ended once.
    bool isBalanced() const
    {
        const QList<int> counts = accepted.values();
        return accepted == ended && counts.count(1) == counts.size();
    }

private:
    static QString arrow(ws::Direction direction)
    {
        return direction == ws::Direction::Received ? QStringLiteral("< ") : QStringLiteral("> ");
    }
    void row(quint64 connection, const QString &text)
    {
        rows += QStringLiteral("%1 %2").arg(connection).arg(text);
    }
};

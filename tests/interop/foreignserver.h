// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/client/clientfixture.h"

#include <QProcess>

/// A server that nobody here wrote, in a process of its own, which ends with this.
class ForeignServer
{
public:
    /// With @p tls, a PEM file and perhaps the latest version ("TLSv1.2"), it is a wss:// server.
    ForeignServer(const char *interpreter, const QString &script, const QStringList &tls = {})
        : m_scheme(tls.isEmpty() ? QStringLiteral("ws") : QStringLiteral("wss"))
    {
        const QString program = qEnvironmentVariable(interpreter);
        if (program.isEmpty())
            qFatal("%s is not set: the interpreter was not found when this was configured", interpreter);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, QStringList{QStringLiteral(SCRIPTS) + QLatin1Char('/') + script} + tls);
        constexpr int Deadline = 60'000; // only ever reached by a failure
        while (!m_process.canReadLine() && m_process.waitForReadyRead(Deadline)) { }
        m_port = m_process.readLine().trimmed().toUShort();
        if (m_port == 0)
            qFatal("the server %s did not start", qPrintable(script));
    }
    ~ForeignServer()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished())
            m_process.kill();
    }
    Q_DISABLE_COPY_MOVE(ForeignServer)

    ws::ClientOptions options(const QString &path) const
    {
        return Client::to(QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(m_scheme).arg(m_port).arg(path)));
    }

private:
    QString m_scheme;
    QProcess m_process;
    quint16 m_port = 0;
};

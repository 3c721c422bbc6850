// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <QUrl>

#include <memory>

namespace sockscope {

/// A running sockscope-cli. Waiting runs the event loop, so clients in the test go on meanwhile.
class Program
{
public:
    static constexpr int WaitMs = 20'000;

    explicit Program(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(SOCKSCOPE_CLI), arguments);
        if (!m_process.waitForStarted())
            qFatal("%s does not start", SOCKSCOPE_CLI);
    }
    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Program)

    /// `serve` on a free port with @p options, JSON lines, past its first line.
    static std::unique_ptr<Program> serve(const QStringList &options = {})
    {
        auto program = std::make_unique<Program>(QStringList{"serve", "--port", "0", "--json"} + options);
        program->m_listening = program->event(QStringLiteral("listening"));
        return program;
    }

    struct Outcome
    {
        int exitCode; ///< see exitCode()
        QByteArray out;
        QByteArray err;
    };
    /// Started, and waited for.
    static Outcome run(const QStringList &arguments)
    {
        Program program(arguments);
        const int exitCode = program.exitCode();
        return {
            exitCode, program.m_process.readAllStandardOutput(), program.m_process.readAllStandardError()};
    }

    QProcess &process() { return m_process; }
    QUrl url() const { return QUrl(m_listening.value(QStringLiteral("url")).toString()); }
    quint16 port() const { return quint16(m_listening.value(QStringLiteral("port")).toInt()); }

    /// The next line without its line end; empty when the program ends or stays silent.
    QByteArray line()
    {
        const auto isReady = [this] {
            return m_process.canReadLine() || m_process.state() == QProcess::NotRunning;
        };
        if (!QTest::qWaitFor(isReady, WaitMs) || !m_process.canReadLine())
            return {};
        return m_process.readLine().chopped(1);
    }

    /// The next line, which must be a JSON object of this event; empty if it is not.
    QJsonObject event(const QString &name)
    {
        const QByteArray text = line();
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        const QByteArray start = "{\"event\":\"" + name.toUtf8() + '"';
        if (!text.startsWith(start) || object.isEmpty()) {
            qWarning("wanted %s, got: %s", qPrintable(name), text.constData());
            return {};
        }
        return object;
    }

    /// The exit code once it has ended; -1 if it crashed or goes on.
    int exitCode()
    {
        if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, WaitMs))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

private:
    QProcess m_process;
    QJsonObject m_listening;
};

} // namespace sockscope

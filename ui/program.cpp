// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program.h"

#include "app/demo/demodevices.h"
#include "ui/mainwindow.h"
#include "ui/panels/serverpanel.h"
#include "ui/screenshot.h"
#include "ui/widgets/serverform.h"

#include <QApplication>
#include <QEventLoop>
#include <QSettings>

#include <cstdio>

namespace sockscope {

namespace {

constexpr int DemoPingMs = 1000;
constexpr int TroubleMs = 250;

std::unique_ptr<QSettings> makeSettings(const CommandLine &line, const QTemporaryDir &temporary)
{
    if (line.usesOwnSettings())
        return std::make_unique<QSettings>();
    return std::make_unique<QSettings>(
        temporary.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
}

} // namespace

Program::Program(const CommandLine &line)
    : m_line(line), m_settings(makeSettings(line, m_temporary)), m_savedLogs(m_settings.get())
{
    if (line.usesOwnSettings() && line.log.isEmpty())
        keepLog();
    Theme::apply(*qApp, line.theme.value_or(MainWindow::savedTheme(*m_settings)));
    m_window = std::make_unique<MainWindow>(&m_session, m_settings.get());
    m_shown = m_window.get();
    connect(m_window.get(), &MainWindow::openRequested, &m_savedLogs, &SavedLogWindows::open);
    connect(&m_savedLogs, &SavedLogWindows::failed, this, &Program::openFailed);
    connect(&m_session, &BenchSession::stateChanged, this, &Program::onStateChanged);
    connect(&m_trouble, &QTimer::timeout, this, &Program::showTrouble);
}

Program::~Program()
{
    stopDevices();
}

// In a file of its own, for the next start to find if this one ends in a crash.
void Program::keepLog()
{
    const SessionDirectory directory;
    directory.prune();
    CaptureStore &capture = m_session.capture();
    if (capture.keepIn(directory.newFile(capture.startedAt())).isEmpty())
        capture.setCapacity(CaptureStore::DefaultFileCapacity);
}

void Program::begin()
{
    if (!m_line.log.isEmpty()) {
        m_shown = m_savedLogs.open(m_line.log);
        if (!m_shown)
            return;
    } else {
        m_shown->show();
        offerRecovery();
    }
    if (m_line.demo || m_line.listen)
        startServing();
    if (!m_line.screenshot.isEmpty())
        QTimer::singleShot(m_line.after, this, &Program::saveScreenshot);
}

void Program::offerRecovery()
{
    if (!m_line.usesOwnSettings())
        return;
    QList<PastSession> left = SessionDirectory().sessions();
    left.removeIf([](const PastSession &session) { return session.isClosed; });
    if (!left.isEmpty())
        m_window->offerRecovery(left);
}

void Program::startServing()
{
    ServerPanel *panel = m_window->serverPanel();
    ServerSettings settings = panel->form()->settings().value_or(ServerSettings());
    if (m_line.demo) {
        settings.host = QStringLiteral("127.0.0.1");
        settings.port = 0;
        settings.subprotocols = {QStringLiteral("sensor.v2"), QStringLiteral("sensor.v1")};
        settings.maxPayload = 1024 * 1024;
        settings.backlog = 64;
        settings.pingIntervalMs = DemoPingMs;
    }
    if (!m_line.host.isEmpty())
        settings.host = m_line.host;
    settings.port = m_line.listen.value_or(settings.port);
    panel->setSettings(settings);
    panel->start();
}

void Program::onStateChanged(BenchSession::State state)
{
    if (state == BenchSession::State::Running && m_line.demo)
        startDevices();
    else if (state != BenchSession::State::Running)
        stopDevices();
}

void Program::startDevices()
{
    m_devices.reset(QThread::create([server = QUrl(m_session.listenInfo().url)] {
        DemoDevices devices(server);
        devices.start();
        QEventLoop().exec(); // until QThread::quit()
    }));
    m_devices->start();
    m_trouble.start(TroubleMs);
}

void Program::stopDevices()
{
    m_trouble.stop();
    if (!m_devices)
        return;
    m_devices->quit();
    m_devices->wait();
    m_devices.reset();
}

// A newcomer should see at once what the bench finds: the first row that breaks a rule is taken apart.
void Program::showTrouble()
{
    std::optional<quint64> row;
    quint64 connection = 0;
    const RowRange rows = m_session.capture().rows();
    m_session.capture().forEach(rows.first, rows.end, [&](quint64 number, const FrameRecord &record) {
        if (row || !record.violation)
            return;
        row = number;
        connection = record.connection;
    });
    if (!row)
        return;
    m_trouble.stop();
    m_window->selectRow(*row, connection);
}

void Program::openFailed(const QString &reason)
{
    m_window->say(reason);
    if (m_line.log.isEmpty())
        return;
    std::fprintf(stderr, "sockscope: %s\n", qPrintable(reason));
    QTimer::singleShot(0, [] { QCoreApplication::exit(1); }); // also when the event loop has not begun
}

void Program::saveScreenshot()
{
    QString error;
    if (sockscope::saveScreenshot(m_shown, m_line.screenshot, &error)) {
        QCoreApplication::exit(0);
        return;
    }
    std::fprintf(
        stderr, "sockscope: cannot write %s: %s\n", qPrintable(m_line.screenshot), qPrintable(error));
    QCoreApplication::exit(1);
}

} // namespace sockscope

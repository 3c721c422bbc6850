// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program.h"

#include "app/demo/demodevices.h"
#include "ui/mainwindow.h"
#include "ui/panels/serverpanel.h"
#include "ui/widgets/serverform.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QTimer>

#include <cstdio>

namespace sockscope {

namespace {

constexpr int DemoPingMs = 1000;
constexpr int SmallestFile = 0; // QImage: the "quality" of a PNG is how little it is compressed

std::unique_ptr<QSettings> makeSettings(const CommandLine &line, const QTemporaryDir &temporary)
{
    if (line.usesOwnSettings())
        return std::make_unique<QSettings>();
    return std::make_unique<QSettings>(
        temporary.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
}

} // namespace

Program::Program(const CommandLine &line) : m_line(line), m_settings(makeSettings(line, m_temporary))
{
    Theme::apply(*qApp, line.theme.value_or(MainWindow::savedTheme(*m_settings)));
    m_window = std::make_unique<MainWindow>(&m_session, m_settings.get());
    connect(&m_session, &BenchSession::stateChanged, this, &Program::onStateChanged);
}

Program::~Program() = default;

void Program::begin()
{
    m_window->show();
    if (m_line.demo || m_line.listen)
        startServing();
    if (!m_line.screenshot.isEmpty())
        QTimer::singleShot(m_line.after, this, &Program::saveScreenshot);
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
    if (state == BenchSession::State::Running && m_line.demo) {
        m_devices = std::make_unique<DemoDevices>(QUrl(m_session.listenInfo().url));
        m_devices->start();
    } else if (state != BenchSession::State::Running) {
        m_devices.reset();
    }
}

void Program::saveScreenshot()
{
    const QImage image = m_window->grab().toImage().convertToFormat(QImage::Format_RGB888);
    QFile file(m_line.screenshot);
    if (file.open(QIODevice::WriteOnly) && image.save(&file, "PNG", SmallestFile) && file.flush()) {
        QCoreApplication::exit(0);
        return;
    }
    std::fprintf(stderr, "sockscope: cannot write %s: %s\n", qPrintable(m_line.screenshot),
        qPrintable(file.errorString()));
    QCoreApplication::exit(1);
}

} // namespace sockscope

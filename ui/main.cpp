// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commandline.h"
#include "ui/program.h"

#include <QApplication>
#include <QIcon>

#include <cstdio>

using namespace sockscope;

namespace {

// Without a display QApplication would end the process with words about plugins.
bool hasDisplay(const CommandLine &line)
{
#ifdef Q_OS_LINUX
    const bool chosen = qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || qEnvironmentVariableIsSet("DISPLAY")
        || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") || line.platformChosen;
    if (!chosen && line.screenshot.isEmpty())
        return false;
    if (!chosen)
        qputenv("QT_QPA_PLATFORM", "offscreen");
#else
    Q_UNUSED(line)
#endif
    return true;
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto parsed = parseCommandLine(arguments);
    if (const auto *answer = std::get_if<CommandLineAnswer>(&parsed)) {
        std::fputs(qPrintable(answer->text), answer->exitCode == 0 ? stdout : stderr);
        return answer->exitCode;
    }
    const auto &line = std::get<CommandLine>(parsed);
    if (!hasDisplay(line)) {
        std::fputs("sockscope: there is no display; use --screenshot FILE, or sockscope-cli serve\n", stderr);
        return 1;
    }
    QCoreApplication::setOrganizationName(QStringLiteral("Sockscope"));
    QCoreApplication::setApplicationName(QStringLiteral("sockscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SOCKSCOPE_VERSION));
    const QApplication application(argc, argv);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/sockscope.svg")));
    QApplication::setDesktopFileName(QStringLiteral("org.sockscope.Sockscope"));
    Program program(line);
    program.begin();
    return QApplication::exec();
}
